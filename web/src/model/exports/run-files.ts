import { historyNames, settingsInLine, type LineHistory, type ResultLine } from '../experiment/result-line.ts';
import type { NumberedEpoch } from '../runs/history.svelte.ts';
import type { Run } from '../runs/run.svelte.ts';
import { eventFile } from './event-file.ts';

// What is known of a run, for other programs.

/** The figures of an epoch under Keras' names. */
export const keptFigures = ({ loss, accuracy, valLoss, valAccuracy }: Omit<NumberedEpoch, 'number'>): Record<keyof LineHistory, number> => ({
	loss,
	accuracy,
	val_loss: valLoss,
	val_accuracy: valAccuracy,
});

/** A line as an experiment has it. Of more epochs than a run keeps, `epochs` says which the history has. */
export function runLine(run: Run): ResultLine & { epochs?: number[] } {
	const { all, best, count } = run.history.epochs;
	const columns = historyNames.map((name) => [name, all.map((epoch) => keptFigures(epoch)[name])]);
	const { val_loss, val_accuracy } = keptFigures(best ?? { loss: NaN, accuracy: NaN, valLoss: NaN, valAccuracy: NaN });
	return {
		corpus: run.corpus ?? '',
		settings: settingsInLine(run.settings, []),
		parameters: run.network?.layers.reduce((sum, { parameters }) => sum + parameters, 0) ?? 0,
		best_epoch: best?.number ?? 0,
		val_loss,
		val_accuracy,
		stopped_early: run.progress?.stoppedEarly ?? false,
		sha256: run.fingerprint ?? '',
		history: Object.fromEntries(columns) as LineHistory,
		...(all.length < count && { epochs: all.map(({ number }) => number) }),
	};
}

/** Its epochs as steps, from 1; they end at `now`, in milliseconds since 1970, and begin as long before as the run has been computing. */
export function runEvents(run: Run, now: number): Uint8Array<ArrayBuffer> {
	const { all, count } = run.history.epochs;
	return eventFile(
		all.map((epoch) => ({
			step: epoch.number,
			time: (now - run.busy * (1 - epoch.number / count)) / 1000,
			values: keptFigures(epoch),
		})),
	);
}
