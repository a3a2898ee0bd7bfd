import { nothing } from '../../i18n/format.ts';
import { bandOf, figureOf, type Band, type Group, type GroupMetric } from '../../model/experiment/groups.ts';
import { dashOf } from '../../model/inside/learners.ts';
import { ticksOf } from '../charts/axes.ts';
import type { PlainFigure } from '../charts/plain-figure.ts';
import { groupColours, groupName, metricText } from './results.ts';
import type { ExperimentLocale } from './names.ts';

// Mean and spread of groups of runs by epoch, for LineChart.svelte.

/** More bands would hide each other. */
export const MOST_BANDS = 6;

interface BandLine {
	id: string;
	colour: string;
	values: number[];
	spread: number[];
	sentence: string;
	at(index: number): string;
}

export interface BandChart {
	lines: BandLine[];
	epochs: number;
	height(value: number): number | null;
	ticks: { height: number; label: string }[];
	marks: { step: number; label: string }[];
}

/** What it is when it leaves the page. */
export function bandFigure({ lines, epochs, height, ticks, marks }: BandChart, title: string, axis: string, notes: readonly string[]): PlainFigure {
	const step = (index: number) => (epochs < 2 ? 1 : index / (epochs - 1));
	const places = (values: readonly number[]) =>
		values.map((value, index) => {
			const share = height(value);
			return share === null ? null : { x: step(index), y: share };
		});
	return {
		title,
		across: { name: axis, ticks: marks.map((mark) => ({ at: step(mark.step), label: mark.label })) },
		up: { name: '', ticks: ticks.map((tick) => ({ at: tick.height, label: tick.label })) },
		lines: lines.map(({ colour, values, spread, sentence }, index) => ({
			points: places(values),
			colour: colour.replace(/^var\(--|\)$/g, ''),
			dash: dashOf(index).split(' ').filter(Boolean).map(Number),
			band: { upper: places(values.map((value, at) => value + spread[at]!)), lower: places(values.map((value, at) => value - spread[at]!)) },
			text: sentence,
		})),
		notes,
	};
}

/** The best of the groups, in their own order; null where none has finished an epoch. */
export function bandChart(groups: readonly Group[], varied: readonly string[], metric: GroupMetric, locale: ExperimentLocale): BandChart | null {
	const loss = (group: Group) => figureOf(group, 'val_loss').mean;
	const best = groups.filter((group) => group.runs.length > 0).sort((a, b) => loss(a) - loss(b)).slice(0, MOST_BANDS);
	const shown = groups.filter((group) => best.includes(group));
	const bands = shown.map((group) => bandOf(group, metric));
	const epochs = Math.max(0, ...bands.map(({ mean }) => mean.length));
	if (epochs === 0) {
		return null;
	}
	const { low, high } = reachOf(bands);
	const height = (value: number) => (Number.isFinite(value) ? Math.min(1, Math.max(0, (value - low) / (high - low))) : null);
	const colours = groupColours(shown);
	return {
		lines: shown.map((group, index) => {
			const name = groupName(group, varied, locale);
			const { mean, deviation } = bands[index]!;
			const at = (epoch: number) => `${name}: ${epoch < mean.length ? `${metricText(metric, mean[epoch]!, locale)} ± ${spreadText(metric, deviation[epoch]!)}` : nothing}`;
			return { id: group.key, colour: colours[index]!, values: mean, spread: deviation, sentence: at(mean.length - 1), at };
		}),
		epochs,
		height,
		ticks: ticksOf(low, high, 190, 36).map((value) => ({ height: height(value) ?? 0, label: metric === 'val_loss' ? value.toFixed(2) : `${(100 * value).toFixed(high - low < 0.05 ? 1 : 0)}%` })),
		marks: marksOf(epochs),
	};
}

const spreadText = (metric: GroupMetric, value: number) => (metric === 'val_loss' ? value.toFixed(4) : (100 * value).toFixed(2));

/** Of all bands, with a little room; where one diverged, it does not flatten the others. */
function reachOf(bands: readonly Band[]): { low: number; high: number } {
	const edges = bands.flatMap(({ mean, deviation }) => mean.flatMap((value, index) => [value - deviation[index]!, value + deviation[index]!]));
	const finite = edges.filter(Number.isFinite).sort((a, b) => a - b);
	const middle = finite[finite.length >> 1] ?? 0.5;
	const within = finite.filter((value) => value <= 3 * middle);
	const [low, high] = [within[0] ?? 0, within.at(-1) ?? 1];
	const room = Math.max(0.005, 0.05 * (high - low));
	return { low: low - room, high: high + room };
}

/** At most eight numbers below the axis, the last epoch among them. */
function marksOf(epochs: number): { step: number; label: string }[] {
	const stride = Math.max(1, Math.ceil((epochs - 1) / 7));
	return Array.from({ length: epochs }, (_, step) => ({ step, label: `${step + 1}` })).filter(({ step }) => (epochs - 1 - step) % stride === 0);
}
