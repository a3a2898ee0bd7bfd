import type { History, NumberedEpoch } from '../../model/runs/history.svelte.ts';
import type { RunLook } from '../../model/runs/run-look.ts';

// The lines of a chart, thinned to what can be seen.

export type Metric = 'loss' | 'accuracy';

/** A past run is drawn from at most so many epochs. */
const MOST_PAST = 200;

export interface ChartRun {
	id: string;
	name: string;
	/** Shorter, where no other run in front has the same. */
	shortName: string;
	history: History;
	look: RunLook;
	/** In front: of the race on show, or compared. Others are faded. */
	current: boolean;
	/** Pointed at: drawn above all others. */
	pointed: boolean;
	/** How many epochs it trains at most. */
	planned: number;
	ended: boolean;
	/** Of its network; 2 where it is not said. */
	classes?: number;
}

export interface ChartLine {
	kind: 'validation' | 'training' | 'batches';
	run: ChartRun;
	/** In epochs. */
	xs: readonly number[];
	ys: readonly number[];
}

export const validationOf = (epoch: NumberedEpoch, metric: Metric): number =>
	metric === 'loss' ? epoch.valLoss : epoch.valAccuracy;

/** The lines of one metric, those drawn last at the end. Past runs have their validation alone. */
export function chartLines(runs: readonly ChartRun[], metric: Metric): ChartLine[] {
	const rank = (run: ChartRun) => (run.pointed ? 2 : run.current ? 1 : 0);
	const ordered = [...runs].sort((a, b) => rank(a) - rank(b));
	const lit = ordered.filter((run) => run.current || run.pointed);
	const racing = ordered.filter((run) => run.current);
	return [
		...racing.map((run) => batchLine(run, metric, racing.length > 1)),
		...lit.map((run) => epochLine(run, 'training', (epoch) => epoch[metric])),
		...ordered.map((run) =>
			run.current || run.pointed
				? epochLine(run, 'validation', (epoch) => validationOf(epoch, metric))
				: pastLine(run, metric),
		),
	].filter((line) => line.xs.length > 0);
}

// Batches differ so much that several lines of them would be one cloud: those of a race are smoothed.
function batchLine(run: ChartRun, metric: Metric, smooth: boolean): ChartLine {
	const { positions, [metric]: ys } = run.history.batches;
	return { kind: 'batches', run, xs: positions, ys: smooth && metric === 'loss' ? smoothed(ys) : ys };
}

/** Each value in the mean with those before it, up to so many. */
function smoothed(ys: readonly number[]): number[] {
	const window = 24;
	let sum = 0;
	return ys.map((y, index) => {
		sum += y - (ys[index - window] ?? 0);
		return sum / Math.min(index + 1, window);
	});
}

interface Points {
	xs: readonly number[];
	ys: readonly number[];
}

// A past run hardly changes any more: its line is made once.
const pastPoints: Record<Metric, WeakMap<History, Points>> = { loss: new WeakMap(), accuracy: new WeakMap() };

function pastLine(run: ChartRun, metric: Metric): ChartLine {
	const cache = pastPoints[metric];
	let points = cache.get(run.history);
	if (!points || points.xs.at(-1) !== run.history.epochs.last?.number) {
		const epochs = thinned(run.history.epochs.all);
		points = { xs: epochs.map(({ number }) => number), ys: epochs.map((epoch) => validationOf(epoch, metric)) };
		cache.set(run.history, points);
	}
	return { kind: 'validation', run, ...points };
}

function epochLine(run: ChartRun, kind: 'training' | 'validation', valueOf: (epoch: NumberedEpoch) => number): ChartLine {
	const { all } = run.history.epochs;
	return { kind, run, xs: all.map((epoch) => epoch.number), ys: all.map(valueOf) };
}

function thinned(epochs: readonly NumberedEpoch[]): readonly NumberedEpoch[] {
	const stride = Math.ceil(epochs.length / MOST_PAST);
	return stride <= 1 ? epochs : epochs.filter((_, index) => index % stride === 0 || index === epochs.length - 1);
}
