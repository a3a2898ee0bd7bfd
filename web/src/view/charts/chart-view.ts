import type { Text } from '../../i18n/en.ts';
import { formatLoss, formatPercent, formatRounded, type Language } from '../../i18n/format.ts';
import type { Run } from '../../model/runs/run.svelte.ts';
import { runLook } from '../../model/runs/run-look.ts';
import { isIdle, isUnnamed, sameValue, valueIn, settingNames } from '../../model/settings/settings.ts';
import type { Locale } from '../../i18n/locale.ts';
import { runName, settingValue } from '../run-text.ts';
import type { Figure } from './chart-figure.ts';
import { chartLines, validationOf, type ChartRun, type Metric } from './chart-lines.ts';
import type { Chart } from './chart-shapes.ts';
import { outsideOf, windowOf } from './chart-window.ts';

// From runs to a chart, and what it says in words.

/** `current` runs are in front. */
export function chartRun(run: Run, current: boolean, pointed: boolean, text: Text): ChartRun {
	const { id, history, cell } = run;
	const [name, shortName] = [runName(run, text), run.name || settingValue('cell', cell, text)];
	const [planned, ended] = [Number(run.settings.epochs), run.activity === 'finished'];
	return { id, name, shortName, history, look: runLook(run), current, pointed, planned, ended, classes: Number(valueIn(run.settings, 'classes')) };
}

export function chartOf(runs: readonly ChartRun[], metric: Metric, { text, language }: Locale, logarithmic: boolean): Chart {
	const lines = chartLines(runs, metric);
	const best = runs.flatMap(({ current, pointed, history, look }) => {
		const epoch = current || pointed ? history.epochs.best : null;
		return epoch ? [{ colour: look.colour, epoch: epoch.number, value: validationOf(epoch, metric) }] : [];
	});
	return {
		lines,
		best,
		extent: windowOf(runs, lines, metric, logarithmic),
		epochs: logarithmic ? text.charts.epochAxisLogarithmic : text.charts.epochAxis,
		format: (value, step) => {
			const digits = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
			return metric === 'loss' ? value.toFixed(digits) : formatPercent(value, language, Math.max(0, digits - 2));
		},
		formatEnd: (value) => (metric === 'loss' ? value.toFixed(3) : formatPercent(value, language)),
	};
}

/** A value of a metric, in full. */
export const metricText = (metric: Metric, value: number, language: Language): string =>
	metric === 'loss' ? formatLoss(value, language) : formatPercent(value, language);

/** More runs than these are counted. */
const MOST_OUTSIDE = 3;

/** Which runs leave the window, and how far; '' where none does. `brief`: several are only counted. */
export function outsideText({ lines, extent }: Chart, { text, language }: Locale, brief = false): string {
	const { outside, above: upTo, beyond: toEpoch, andMore, runs } = text.charts;
	const all = outsideOf(lines, extent).filter(({ line }) => line.kind === 'validation' || line.run.current);
	const said = new Map<string, string>();
	for (const { line, above, beyond } of all) {
		const { id, name } = line.run;
		const most = above && (Number.isFinite(above.most) ? formatRounded(above.most, language, 2) : '∞');
		said.set(id, most !== null ? upTo(name, most) : (said.get(id) ?? toEpoch(name, beyond?.last ?? 0)));
	}
	const parts = [...said.values()];
	if (brief && parts.length > 1) {
		return outside(runs(parts.length));
	}
	const listed = parts.length > MOST_OUTSIDE ? [...parts.slice(0, MOST_OUTSIDE), andMore(parts.length - MOST_OUTSIDE)] : parts;
	return listed.length > 0 ? outside(listed.join(', ')) : '';
}

/** A figure has at most so many runs in its legend. */
const MOST_NAMED = 12;

/** What a saved chart says besides its curves. */
export function figureOf(chart: Chart, runs: readonly Run[], chartRuns: readonly ChartRun[], metric: Metric, locale: Locale): Figure {
	const { text } = locale;
	const named = runs.slice(0, MOST_NAMED);
	const { shared, own } = settingsOf(named, text);
	const { settings, andMore } = text.charts;
	return {
		title: text.charts[metric],
		chart,
		runs: named.flatMap((run, index) => {
			const drawn = chartRuns.find(({ id }) => id === run.id);
			const [name, ownTexts] = [runName(run, text), own[index] ?? []];
			return drawn ? [{ run: drawn, text: [name, ownTexts.join(', ')].filter((part) => part !== '').join(': ') }] : [];
		}),
		kinds: { validation: text.charts.validation, training: text.charts.train, batches: text.charts.batch },
		notes: [
			...(runs.length > MOST_NAMED ? [andMore(runs.length - MOST_NAMED)] : []),
			...(shared.length > 0 ? [settings(shared.join(', '))] : []),
			outsideText(chart, locale),
		].filter((note) => note !== ''),
	};
}

/** The settings that all runs share, and those that each has of its own; the cell is in its name. */
function settingsOf(runs: readonly Run[], text: Text): { shared: string[]; own: string[][] } {
	const [first] = runs;
	const names = settingNames.filter((name) => name !== 'cell' && !runs.every(({ settings }) => isIdle(name, settings) || isUnnamed(name, settings)));
	const isShared = (name: string) => runs.every(({ settings }) => sameValue(valueIn(settings, name), valueIn(first?.settings ?? {}, name)));
	const labels: Record<string, string> = text.settings.names;
	const pair = (run: Run, name: string) => `${text.settings.inSentence(labels[name] ?? name)} ${settingValue(name, valueIn(run.settings, name), text)}`;
	return {
		shared: first ? names.filter(isShared).map((name) => pair(first, name)) : [],
		own: runs.map((run) => names.filter((name) => !isShared(name)).map((name) => pair(run, name))),
	};
}
