import type { Extent } from './axes.ts';
import { guessingLoss } from '../../model/runs/race-outcome.ts';
import type { ChartLine, ChartRun, Metric } from './chart-lines.ts';

// The part of the plane that a chart shows: chosen by the runs in front and by most of the values, so that one run that diverged, or
// one of eighty epochs, does not flatten all others. What lies outside is reported, to be marked at the edge and put into words.

/**
 * Losses above so many times the typical one are outside. Three cells that learn beside one that diverges to a loss of 1.9, 7.6 or 35 then
 * have 58, 89 and 89% of the height; without it 27, 6 and 1%, and on a logarithmic axis of losses 43, 25 and 17%.
 */
const MOST_LOSS = 1.5;

/** Of the batches, the share at either end that may be outside: single batches say little. */
const STRAY_BATCHES = 0.02;

const isFinite = (value: number) => Number.isFinite(value);

/** What the axes must reach, of all lines of `runs`. On a logarithmic axis every run fits to its last epoch. */
export function windowOf(runs: readonly ChartRun[], lines: readonly ChartLine[], metric: Metric, logarithmic = false): Extent {
	const front = runs.filter(({ current }) => current);
	const reach = reachOf(front, lines);
	const end = logarithmic ? Math.max(1, ...lines.map(lastOf)) : Math.max(reach, Math.min(axisEnd(reach), plannedBy(front)));
	const high = metric === 'loss' ? MOST_LOSS * Math.max(guessingLoss(Math.max(2, ...runs.map(({ classes = 2 }) => classes))), typicalLoss(lines, end)) : 1;
	const values = lines
		.map((line) => ({ line, ys: line.ys.filter((y, index) => isFinite(y) && (line.xs[index] ?? 0) <= end) }))
		.flatMap(({ line, ys }) => (line.kind === 'batches' ? withoutStrays(ys) : ys))
		.filter((value) => value <= high);
	return { end, logarithmic, ...around(values) };
}

const lastOf = ({ xs }: ChartLine) => xs.at(-1) ?? 0;

/** No epoch comes after this one, as far as the runs in front are concerned. */
const plannedBy = (front: readonly ChartRun[]) => (front.length > 0 ? Math.max(1, ...front.map(({ planned }) => planned)) : Infinity);

/** How far the axis of epochs must reach: around the runs in front, and past ones that are not much longer. */
function reachOf(front: readonly ChartRun[], lines: readonly ChartLine[]): number {
	const ofFront = lines.filter(({ run }) => run.current).map(lastOf);
	const reached = front.length > 0 ? Math.max(0, ...ofFront) : median(lines.map(lastOf));
	const goingOn = front.filter(({ ended }) => !ended).map(({ planned }) => planned);
	const most = Math.max(front.length > 0 ? 2 * reached : 3 * reached, ...goingOn);
	return Math.max(reached, ...lines.map(lastOf).filter((last) => last <= most));
}

/** Of the runs in front, or of all: the loss that a run typically has, the lower where they are two. */
function typicalLoss(lines: readonly ChartLine[], end: number): number {
	const inFront = lines.some(({ run }) => run.current);
	const byRun = new Map<ChartRun, ChartLine>();
	for (const line of lines) {
		if (line.run.current || !inFront) {
			byRun.set(line.run, line); // the validation comes last: batches count before the first epoch alone
		}
	}
	return median([...byRun.values()].map(({ xs, ys }) => median(ys.filter((_, index) => (xs[index] ?? 0) <= end))));
}

/** The lower one of two in the middle; 0 of nothing. What is not finite is left out. */
function median(values: readonly number[]): number {
	const ordered = values.filter(isFinite).sort((a, b) => a - b);
	return ordered[(ordered.length - 1) >> 1] ?? 0;
}

function withoutStrays(values: readonly number[]): number[] {
	const stray = Math.floor(values.length * STRAY_BATCHES);
	return stray === 0 ? [...values] : [...values].sort((a, b) => a - b).slice(stray, values.length - stray);
}

function around(values: readonly number[]): { low: number; high: number } {
	let [low, high] = [Infinity, -Infinity];
	for (const value of values) {
		low = Math.min(low, value);
		high = Math.max(high, value);
	}
	if (low > high) {
		return { low: 0, high: 1 };
	}
	const room = Math.max(0.01, (high - low) * 0.06);
	return { low: low - room, high: high + room };
}

const niceEnds = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800, 1200, 2000, 3000, 5000, 10_000];

/** How far the axis of epochs reaches: it grows in steps, so that the curves do not shrink all the time. */
export function axisEnd(position: number): number {
	return niceEnds.find((end) => end >= position) ?? position;
}

/** Of a line of epochs: where it leaves the window. */
export interface Outside {
	line: ChartLine;
	/** The first epoch above the upper edge, and the greatest value there; Infinity where it is not a number. null where it stays below. */
	above: { epoch: number; most: number } | null;
	/** Its last epoch, beyond the right edge, and the value at the edge. null where it ends within. */
	beyond: { last: number; value: number } | null;
}

/** The lines of epochs that leave the window. */
export function outsideOf(lines: readonly ChartLine[], { end, high }: Extent): Outside[] {
	return lines
		.filter(({ kind }) => kind !== 'batches')
		.map((line) => ({ line, above: aboveOf(line, end, high), beyond: beyondOf(line, end) }))
		.filter(({ above, beyond }) => above !== null || beyond !== null);
}

function aboveOf({ xs, ys }: ChartLine, end: number, high: number): Outside['above'] {
	const isAbove = (epoch: number, index: number) => epoch <= end && !((ys[index] ?? NaN) <= high);
	const values = ys.filter((_, index) => isAbove(xs[index] ?? NaN, index));
	const epoch = xs.find(isAbove);
	return epoch === undefined ? null : { epoch, most: Math.max(...values.map((value) => (isFinite(value) ? value : Infinity))) };
}

function beyondOf({ xs, ys }: ChartLine, end: number): Outside['beyond'] {
	const last = xs.at(-1) ?? 0;
	const after = xs.findIndex((x) => x > end);
	if (after <= 0) {
		return null; // all of it is within, or none
	}
	const [x0, x1, y0, y1] = [xs[after - 1] ?? 0, xs[after] ?? 0, ys[after - 1] ?? NaN, ys[after] ?? NaN];
	return { last, value: y0 + ((y1 - y0) * (end - x0)) / (x1 - x0) };
}
