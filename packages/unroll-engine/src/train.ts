import type { Corpus } from '../../../web/src/engine/corpus.ts';
import type { Engine } from '../../../web/src/engine/engine.ts';
import { Evaluator, type Score, type Split } from '../../../web/src/engine/evaluator.ts';
import type { Model } from '../../../web/src/engine/model.ts';
import type { Epoch, Progress, Trainer } from '../../../web/src/engine/trainer.ts';

/** Milliseconds of work between two looks at messages, timers and the signal. */
const SLICE = 40;

export interface RunOptions {
	/** Aborting ends the run: the model has its best weights so far, and the promise rejects with the signal's reason. */
	signal?: AbortSignal;
	/** Called about every 40 ms, and at the end. */
	onProgress?: (progress: Progress) => void;
	/** Called after each epoch with its loss and accuracy, of training and of validation, and its number from 1. */
	onEpoch?: (epoch: Epoch, number: number) => void;
}

/** Whatever else waits may run. */
const others = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Works in slices until `step` says that it is done. */
export async function inSlices(step: () => boolean, signal: AbortSignal | undefined, between: () => void): Promise<void> {
	for (let done = false; !done; ) {
		signal?.throwIfAborted();
		for (const begin = performance.now(); !done && performance.now() - begin < SLICE; ) {
			done = step();
		}
		between();
		await others();
	}
}

/** Runs a trainer to its end, or goes on with one that was resumed; returns all finished epochs. The trainer stays open. */
export async function runTrainer(trainer: Trainer, { signal, onProgress, onEpoch }: RunOptions = {}): Promise<Epoch[]> {
	let progress = trainer.progress();
	let reported = progress.finishedEpochs;
	const step = (): boolean => {
		progress = trainer.step(1);
		for (; reported < progress.finishedEpochs; reported++) {
			onEpoch?.(trainer.epoch(reported + 1), reported + 1);
		}
		return progress.phase === 'finished';
	};
	try {
		if (progress.phase !== 'finished') {
			await inSlices(step, signal, () => onProgress?.(progress));
		}
	} catch (error) {
		trainer.stop();
		throw error;
	}
	return Array.from({ length: progress.finishedEpochs }, (_, index) => trainer.epoch(index + 1));
}

/** Trains a model on a corpus, as its settings say; returns its epochs. */
export async function train(model: Model, corpus: Corpus, options: RunOptions = {}): Promise<Epoch[]> {
	const trainer = corpus.createTrainer(model);
	try {
		return await runTrainer(trainer, options);
	} finally {
		trainer.close();
	}
}

export interface EvaluateOptions {
	/** Of the corpus: what the run was validated on, unless it is 'train-split' or 'test-split'. */
	split?: Split;
	signal?: AbortSignal;
}

/** Loss and accuracy of a model on a split of a corpus. */
export async function evaluate(engine: Engine, model: Model, corpus: Corpus, { split, signal }: EvaluateOptions = {}): Promise<Score> {
	const evaluator = new Evaluator(engine, model, corpus, split);
	try {
		let score = evaluator.step(0);
		const step = (): boolean => {
			score = evaluator.step(1);
			return score.reviews === score.total;
		};
		await inSlices(step, signal, () => {});
		return score;
	} finally {
		evaluator.close();
	}
}
