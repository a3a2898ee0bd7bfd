import type { SettingTexts } from '../../protocol/types.ts';
import { spreadOf, type Sample } from './group-difference.ts';
import { allSettings, type LineHistory, type ResultLine } from './result-line.ts';

// Runs that differ in their seeds alone, and what they came to together.

export type GroupMetric = 'val_loss' | 'val_accuracy';

export interface Group {
	/** The values of the varied settings. */
	key: string;
	values: string[];
	/** Of the first run. */
	settings: SettingTexts;
	/** Those that did not fail. */
	runs: ResultLine[];
	/** How many diverged. */
	failed: number;
}

/** In the order of the lines; `varied` are the names of the varied settings. */
export function groupsOf(lines: readonly ResultLine[], varied: readonly string[]): Group[] {
	const groups = new Map<string, Group>();
	for (const line of lines) {
		const settings = allSettings(line);
		const values = varied.map((name) => settings[name] ?? '');
		const key = JSON.stringify(values);
		const group = groups.get(key) ?? { key, values, settings, runs: [], failed: 0 };
		groups.set(key, group);
		if (line.failed === undefined) {
			group.runs.push(line);
		} else {
			group.failed++;
		}
	}
	return [...groups.values()];
}

/** Of the best epochs. */
const metricIn = (line: ResultLine, metric: GroupMetric): number => line[metric] ?? NaN;

/** Mean and deviation of a group; NaN where none of its runs has ended well. */
export const figureOf = ({ runs }: Group, metric: GroupMetric): { mean: number; deviation: number } =>
	spreadOf(runs.map((line) => metricIn(line, metric)));

export const samplesOf = ({ runs }: Group, metric: GroupMetric): Sample[] =>
	runs.map((line) => ({ seed: line.settings.seed ?? '', value: metricIn(line, metric) }));

/** With the lowest mean loss, as `unroll sweep` marks it; null where there is none. */
export function bestGroup(groups: readonly Group[]): Group | null {
	const loss = (group: Group) => figureOf(group, 'val_loss').mean;
	const known = groups.filter((group) => Number.isFinite(loss(group)));
	return known.reduce<Group | null>((best, group) => (best && loss(best) <= loss(group) ? best : group), null);
}

export interface Band {
	/** Of the epochs, from the first. */
	mean: number[];
	/** 0 where one run alone came so far. */
	deviation: number[];
}

/** Epoch by epoch, as far as half of the runs came: beyond, those that stopped early are missing from the mean. */
export function bandOf({ runs }: Group, name: keyof LineHistory): Band {
	const histories = runs.map(({ history }) => history?.[name] ?? []);
	const band: Band = { mean: [], deviation: [] };
	for (let epoch = 0; ; epoch++) {
		const values = histories.filter((history) => epoch < history.length).map((history) => history[epoch] ?? NaN);
		if (values.length === 0 || 2 * values.length < histories.length) {
			return band;
		}
		const { mean, deviation } = spreadOf(values);
		band.mean.push(mean);
		band.deviation.push(values.length < 2 ? 0 : deviation);
	}
}
