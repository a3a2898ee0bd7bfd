import { formatCount, formatLoss, formatPercent, nothing } from '../../i18n/format.ts';
import { spreadOf } from '../../model/experiment/group-difference.ts';
import { bestGroup, figureOf, type Group, type GroupMetric } from '../../model/experiment/groups.ts';
import { allSettings, historyNames, type ResultLine } from '../../model/experiment/result-line.ts';
import { cellsOf, schema } from '../../model/settings/settings.ts';
import { settingValue } from '../run-text.ts';
import { listed, type Table } from '../table.ts';
import { combinationName, settingName, type ExperimentLocale } from './names.ts';

// The results of an experiment in rows and columns.

export const metricText = (metric: GroupMetric, value: number, { language }: ExperimentLocale): string =>
	metric === 'val_loss' ? formatLoss(value, language) : formatPercent(value, language, 2);

/** "79.31% ± 0.42". */
export function meanText(group: Group, metric: GroupMetric, locale: ExperimentLocale): string {
	const { mean, deviation } = figureOf(group, metric);
	const shown = metricText(metric, mean, locale);
	if (!Number.isFinite(deviation)) {
		return shown;
	}
	return `${shown} ± ${metric === 'val_loss' ? formatLoss(deviation, locale.language) : (100 * deviation).toFixed(2)}`;
}

export interface GroupColumn {
	title: string;
	/** What rows are sorted by; NaN comes last. */
	of(group: Group): number | string;
	text(group: Group): string;
}

/** Numbers are sorted as such, and choices in the schema's order. */
function valueOf(name: string, value: string): number | string {
	const setting = schema[name as keyof typeof schema];
	return 'choices' in setting && setting.type === 'choice' ? (setting.choices as readonly string[]).indexOf(value) : Number.isFinite(Number(value)) ? Number(value) : value;
}

export function groupColumns(varied: readonly string[], locale: ExperimentLocale): GroupColumn[] {
	const { text, own, language } = locale;
	const figure = (title: string, metric: GroupMetric): GroupColumn => ({
		title,
		of: (group) => figureOf(group, metric).mean,
		text: (group) => meanText(group, metric, locale),
	});
	const meanEpoch = ({ runs }: Group) => spreadOf(runs.map(({ best_epoch: epoch }) => epoch ?? NaN)).mean;
	return [
		...varied.map((name, index): GroupColumn => ({
			title: settingName(name, text),
			of: ({ values }) => valueOf(name, values[index] ?? ''),
			text: ({ values }) => settingValue(name, values[index] ?? '', text),
		})),
		figure(own.results.accuracy, 'val_accuracy'),
		figure(own.results.loss, 'val_loss'),
		{ title: own.results.epoch, of: meanEpoch, text: (group) => formatLoss(meanEpoch(group), language, 1) },
		{
			title: own.results.parameters,
			of: ({ runs }) => runs[0]?.parameters ?? NaN,
			text: ({ runs }) => (runs[0] ? formatCount(runs[0].parameters, language) : nothing),
		},
		{ title: own.results.runs, of: ({ runs }) => runs.length, text: ({ runs, failed }) => `${runs.length}${failed > 0 ? ` (${own.results.diverged(failed)})` : ''}` },
	];
}

/** Sorted by a column, what has no figure last; in their own order where there is none. */
export function sortedGroups(groups: readonly Group[], column: GroupColumn | undefined, falling: boolean): Group[] {
	if (!column) {
		return [...groups];
	}
	const compare = (a: number | string, b: number | string) =>
		typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
	const isMissing = (group: Group) => Number.isNaN(column.of(group));
	return [...groups].sort((a, b) => Number(isMissing(a)) - Number(isMissing(b)) || (falling ? -1 : 1) * compare(column.of(a), column.of(b)) || 0);
}

/** Every run, under the names that the file has: for programs, and to see all of them. */
export function runTable(lines: readonly ResultLine[], varied: readonly string[]): Table {
	const outcome = ['parameters', 'best_epoch', 'val_loss', 'val_accuracy', 'stopped_early', 'epochs', 'failed', 'sha256'] as const;
	const figure = (line: ResultLine, name: (typeof outcome)[number]) =>
		name === 'epochs' ? (line.history?.[historyNames[0]].length ?? 0) : typeof line[name] === 'boolean' ? String(line[name]) : (line[name] ?? '');
	return {
		columns: [...varied, 'seed', ...outcome].map((title) => ({ title })),
		...listed(lines.length, (index) => {
			const line = lines[index]!;
			const settings = allSettings(line);
			return [...varied.map((name) => settings[name] ?? ''), settings.seed ?? '', ...outcome.map((name) => figure(line, name) as string | number)];
		}),
	};
}

// --- Two settings at once ----------------------------------------------------------------------------

export interface GridCell {
	group: Group;
	/** Of the colour, 0 to 1: the best has most. */
	share: number;
	best: boolean;
}

export interface Grid {
	rows: { name: string; cells: (GridCell | null)[] }[];
	columns: string[];
}

/** The groups by the first two settings; null where others than two are varied. */
export function gridOf(groups: readonly Group[], varied: readonly string[], metric: GroupMetric, { text }: ExperimentLocale): Grid | null {
	if (varied.length !== 2) {
		return null;
	}
	const [down, across] = [0, 1].map((index) => [...new Set(groups.map(({ values }) => values[index] ?? ''))]) as [string[], string[]];
	const means = groups.map((group) => figureOf(group, metric).mean).filter(Number.isFinite);
	const [low, high] = [Math.min(...means), Math.max(...means)];
	const best = bestGroup(groups);
	const shareOf = (mean: number) => (high > low ? (metric === 'val_loss' ? (high - mean) / (high - low) : (mean - low) / (high - low)) : 1);
	return {
		columns: across.map((value) => settingValue(varied[1]!, value, text)),
		rows: down.map((row) => ({
			name: settingValue(varied[0]!, row, text),
			cells: across.map((column) => {
				const group = groups.find(({ values }) => values[0] === row && values[1] === column);
				const mean = group ? figureOf(group, metric).mean : NaN;
				return group ? { group, share: Number.isFinite(mean) ? shareOf(mean) : 0, best: group === best } : null;
			}),
		})),
	};
}

/** A colour for each of several groups: its cell's, in another shade for each that has the same. */
export function groupColours(groups: readonly Group[]): string[] {
	const seen = new Map<string, number>();
	return groups.map(({ settings }) => {
		const cell = cellsOf(settings)[0]!;
		const shade = seen.get(cell) ?? 0;
		seen.set(cell, shade + 1);
		return `var(--${cell}-${(shade % 3) + 1})`;
	});
}

export const groupName = ({ values }: Group, varied: readonly string[], locale: ExperimentLocale): string => combinationName(varied, values, locale);
