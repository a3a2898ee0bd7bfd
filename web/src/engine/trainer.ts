import type { Runtime } from './runtime.ts';

export type Phase = 'training' | 'validating' | 'finished';

/** Where a trainer stands: unroll_progress of include/unroll/trainer.h. */
export interface Progress {
	phase: Phase;
	/** The running epoch, from 1; when finished, the last one that ran. */
	epoch: number;
	/** Batches done in this phase of the epoch, and how many it has. */
	batch: number;
	batches: number;
	/** Since the run began. */
	trainedBatches: number;
	/** Of the last trained batch. */
	batchLoss: number;
	/** Means over the reviews of this epoch so far. */
	loss: number;
	accuracy: number;
	valLoss: number;
	valAccuracy: number;
	finishedEpochs: number;
	/** From 1; 0 before the first epoch has finished. */
	bestEpoch: number;
	bestValLoss: number;
	epochsWithoutImprovement: number;
	stoppedEarly: boolean;
	trainReviews: number;
	validationReviews: number;
}

/** A finished epoch. */
export interface Epoch {
	loss: number;
	accuracy: number;
	valLoss: number;
	valAccuracy: number;
}

const DOUBLE = 8; // bytes
const PROGRESS_VALUES = 17; // src/wasm/exports.h
const phases: Phase[] = ['training', 'validating', 'finished'];

/** The values that trainer_progress() writes, by their names. */
export function readProgress(values: Float64Array): Progress {
	const at = (index: number) => values[index] ?? NaN;
	return {
		phase: phases[at(0)] ?? 'finished',
		epoch: at(1),
		batch: at(2),
		batches: at(3),
		trainedBatches: at(4),
		batchLoss: at(5),
		loss: at(6),
		accuracy: at(7),
		valLoss: at(8),
		valAccuracy: at(9),
		finishedEpochs: at(10),
		bestEpoch: at(11),
		bestValLoss: at(12),
		epochsWithoutImprovement: at(13),
		stoppedEarly: at(14) !== 0,
		trainReviews: at(15),
		validationReviews: at(16),
	};
}

export class Trainer {
	readonly #runtime: Runtime;
	readonly #pointer: number;

	constructor(runtime: Runtime, pointer: number) {
		this.#runtime = runtime;
		this.#pointer = pointer;
		runtime.exports.trainer_use_helpers?.(pointer);
	}

	/** Runs up to `batches` batches, of training or of validation. */
	step(batches: number): void {
		this.#runtime.check(this.#runtime.exports.trainer_step(this.#pointer, batches));
	}

	/** Ends the run and gives the model its best weights. */
	stop(): void {
		this.#runtime.exports.trainer_stop(this.#pointer);
	}

	progress(): Progress {
		const { exports, memory } = this.#runtime;
		return memory.borrow(PROGRESS_VALUES * DOUBLE, (values) => {
			exports.trainer_progress(this.#pointer, values);
			return readProgress(memory.doubles(values, PROGRESS_VALUES));
		});
	}

	/** A finished epoch, from 1. */
	epoch(number: number): Epoch {
		const { exports, memory } = this.#runtime;
		return memory.borrow(4 * DOUBLE, (values) => {
			exports.trainer_epoch(this.#pointer, number - 1, values);
			const [loss = NaN, accuracy = NaN, valLoss = NaN, valAccuracy = NaN] = memory.doubles(values, 4);
			return { loss, accuracy, valLoss, valAccuracy };
		});
	}

	/** A checkpoint, from which Engine.resume() goes on to the same bits. */
	save(): Uint8Array<ArrayBuffer> {
		this.#runtime.check(this.#runtime.exports.trainer_save(this.#pointer));
		return this.#runtime.takeFile();
	}

	close(): void {
		this.#runtime.exports.trainer_destroy(this.#pointer);
	}
}
