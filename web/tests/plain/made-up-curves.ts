// Runs with curves of given losses, for the tests of charts.
import { History } from '../../src/model/runs/history.svelte.ts';
import { runLook } from '../../src/model/runs/run-look.ts';
import type { ChartRun } from '../../src/view/charts/chart-lines.ts';

/** A run whose epochs have these validation losses; the training loss is a little lower, and the accuracy falls as the loss rises. */
export function madeUpRun(losses: readonly number[], changes: Partial<ChartRun> = {}): ChartRun {
	const history = new History();
	const epochs = losses.map((valLoss) => ({ loss: valLoss - 0.05, accuracy: 0.8, valLoss, valAccuracy: Math.max(0.5, 1 - valLoss / 2) }));
	history.add(new Float64Array(), epochs);
	const look = runLook({ cell: 'gru', number: 1 });
	const run = { id: 'a', name: 'GRU 1', history, look, current: true, pointed: false, planned: 100, ended: true };
	return { ...run, shortName: (changes.name ?? run.name).replace(/ .*/, ''), ...changes };
}

/** Losses of a run that learns, epoch by epoch. */
export const learning = (epochs: number): number[] => Array.from({ length: epochs }, (_, index) => 0.35 + 0.35 / (index + 1));
