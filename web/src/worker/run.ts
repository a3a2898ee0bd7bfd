import type { Corpus, Engine, SettingTexts } from '../engine/engine.ts';
import type { Model } from '../engine/model.ts';
import type { Progress, Trainer } from '../engine/trainer.ts';
import type { Activity, BatchPoint, Update, Until } from '../protocol.ts';

/** Milliseconds that a slice of training takes: as long as a message may wait. */
const SLICE = 40;

// One run: a model, its trainer, and how far they are to go before they pause.
export class Run {
	readonly model: Model;
	readonly #trainer: Trainer;
	readonly #batchesPerEpoch: number;
	#progress: Progress;
	#activity: Activity = 'paused';
	#goal: (progress: Progress) => boolean = () => true;
	#batches: BatchPoint[] = [];
	#epochsTold = 0;
	#busy = 0;

	constructor(engine: Engine, settings: SettingTexts, corpus: Corpus) {
		this.model = engine.createModel(settings, corpus);
		try {
			this.#trainer = corpus.createTrainer(this.model);
		} catch (error) {
			this.model.close();
			throw error;
		}
		this.#progress = this.#trainer.progress();
		this.#batchesPerEpoch = this.#progress.batches;
	}

	get activity(): Activity {
		return this.#activity;
	}

	go(until: Until): void {
		if (this.#activity === 'finished') {
			return;
		}
		const { trainedBatches, finishedEpochs } = this.#progress;
		this.#goal = {
			end: () => false,
			batch: (progress: Progress) => progress.trainedBatches > trainedBatches,
			epoch: (progress: Progress) => progress.finishedEpochs > finishedEpochs,
		}[until];
		this.#activity = 'running';
	}

	pause(): void {
		if (this.#activity === 'running') {
			this.#activity = 'paused';
		}
	}

	/** Ends the run; the model has its best weights. */
	stop(): void {
		this.#trainer.stop();
		this.#progress = this.#trainer.progress();
		this.#activity = 'finished';
	}

	/** Trains for a slice, or until the goal or the end is reached. */
	slice(): void {
		const begin = performance.now();
		try {
			while (this.#activity === 'running' && performance.now() - begin < SLICE) {
				this.#batch();
			}
		} finally {
			this.#busy += performance.now() - begin;
		}
	}

	#batch(): void {
		const before = this.#progress.trainedBatches;
		try {
			this.#trainer.step(1);
		} catch (error) {
			this.#progress = this.#trainer.progress();
			this.#activity = 'finished';
			throw error;
		}
		this.#progress = this.#trainer.progress();
		const { trainedBatches, batchLoss, accuracy, phase } = this.#progress;
		if (trainedBatches > before) {
			this.#batches.push({ position: trainedBatches / this.#batchesPerEpoch, loss: batchLoss, accuracy });
		}
		if (phase === 'finished') {
			this.#activity = 'finished';
		} else if (this.#goal(this.#progress)) {
			this.#activity = 'paused';
		}
	}

	/** What has happened since the last call. */
	takeUpdate(): Update {
		const epochs = [];
		while (this.#epochsTold < this.#progress.finishedEpochs) {
			epochs.push(this.#trainer.epoch(++this.#epochsTold));
		}
		const batches = this.#batches;
		this.#batches = [];
		return { activity: this.#activity, progress: this.#progress, batches, epochs, busy: this.#busy };
	}

	close(): void {
		this.#trainer.close();
		this.model.close();
	}
}
