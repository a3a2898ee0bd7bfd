import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { SettingTexts } from '../../engine/settings.ts';
import type { Model } from '../../engine/model.ts';
import type { Trainer } from '../../engine/trainer.ts';
import type { Activity, Pace, Until, Update } from '../../protocol/training.ts';
import type { Progress } from '../../protocol/types.ts';

/** Sees every batch that is trained, before and after. */
export interface BatchWatcher {
	/** `review` is the first of the batch: its index in the training half. */
	before(review: number): void;
	after(progress: Progress): void;
}

/** Milliseconds that a slice of training takes: as long as a message may wait. */
const SLICE = 40;

// One run: a model, its trainer, and how far they are to go before they pause.
export class TrainingRun {
	readonly name: string;
	readonly settings: SettingTexts;
	readonly model: Model;
	readonly #trainer: Trainer;
	readonly #batchesPerEpoch: number;
	#progress: Progress;
	#activity: Activity = 'paused';
	#goal: (progress: Progress) => boolean = () => true;
	#single = false;
	#batches: number[] = [];
	#epochsReported = 0;
	#busy = 0;

	constructor(name: string, model: Model, trainer: Trainer) {
		this.name = name;
		this.model = model;
		this.settings = model.settings();
		this.#trainer = trainer;
		this.#progress = trainer.progress();
		this.#batchesPerEpoch = Math.ceil(this.#progress.trainReviews / Number(this.settings.batch));
	}

	/** With new weights, or those of a model file. */
	static create(name: string, engine: Engine, settings: SettingTexts, corpus: Corpus, file?: ArrayBuffer): TrainingRun {
		const model = file ? engine.openModel(new Uint8Array(file)) : engine.createModel(settings, corpus);
		try {
			return new TrainingRun(name, model, corpus.createTrainer(model));
		} catch (error) {
			model.close();
			throw error;
		}
	}

	/** From a checkpoint, on the corpus it was trained on. */
	static resume(name: string, engine: Engine, checkpoint: Uint8Array, corpus: Corpus): TrainingRun {
		const { model, trainer } = engine.resume(checkpoint, corpus);
		const run = new TrainingRun(name, model, trainer);
		if (run.#progress.phase === 'finished') {
			run.#activity = 'finished';
		}
		return run;
	}

	get activity(): Activity {
		return this.#activity;
	}

	/** It trains one batch and pauses. */
	get isSingle(): boolean {
		return this.#single;
	}

	get progress(): Progress {
		return this.#progress;
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
		this.#single = until === 'batch';
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

	/** Trains for a slice, or until the goal or the end is reached; at a pace, until one batch has been trained. */
	slice(pace: Pace, watcher: BatchWatcher | null = null): void {
		const begin = performance.now();
		const { trainedBatches } = this.#progress;
		const enough = () =>
			performance.now() - begin >= SLICE || (pace !== null && this.#progress.trainedBatches > trainedBatches);
		try {
			do {
				this.#batch(watcher);
			} while (this.#activity === 'running' && !enough());
		} finally {
			this.#busy += performance.now() - begin;
		}
	}

	#batch(watcher: BatchWatcher | null): void {
		const before = this.#progress.trainedBatches;
		if (this.#progress.phase === 'training') {
			watcher?.before(this.#trainer.nextReview());
		}
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
			this.#batches.push(trainedBatches / this.#batchesPerEpoch, batchLoss, accuracy);
			watcher?.after(this.#progress);
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
		while (this.#epochsReported < this.#progress.finishedEpochs) {
			epochs.push(this.#trainer.epoch(++this.#epochsReported));
		}
		const batches = new Float64Array(this.#batches);
		this.#batches = [];
		const fingerprint = this.#activity === 'running' ? null : this.model.fingerprint();
		return { activity: this.#activity, progress: this.#progress, batches, epochs, busy: this.#busy, fingerprint };
	}

	/** A checkpoint. */
	save(): Uint8Array<ArrayBuffer> {
		return this.#trainer.save();
	}

	/** Closes the trainer; the model stays, for predictions. */
	closeTrainer(): void {
		this.#trainer.close();
	}
}
