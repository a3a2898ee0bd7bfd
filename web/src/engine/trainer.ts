import { unroll_epoch, unroll_progress } from './boundary.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Runtime } from './runtime.ts';
import type { Value } from './types.ts';

/** The position of a trainer: include/unroll/trainer.h. */
export type Progress = Value<typeof unroll_progress>;
export type Phase = Progress['phase'];

/** A finished epoch. */
export type Epoch = Value<typeof unroll_epoch>;

/** A run in progress: include/unroll/trainer.h. */
export class Trainer extends EngineObject {
	constructor(runtime: Runtime, pointer: number) {
		super(runtime, pointer, runtime.exports.unroll_trainer_destroy);
		runtime.exports.trainer_use_helpers?.(pointer);
	}

	/** Runs up to `batches` batches, of training or of validation. */
	step(batches: number): Progress {
		const { exports } = this.runtime;
		return this.runtime.result(unroll_progress, (place, error) =>
			exports.unroll_trainer_step(this.pointer, uint32(batches, 'batches'), place, error),
		);
	}

	/** Ends the run and gives the model its best weights. */
	stop(): void {
		this.runtime.exports.unroll_trainer_stop(this.pointer);
	}

	progress(): Progress {
		const { exports } = this.runtime;
		return this.runtime.result(unroll_progress, (place) => exports.unroll_trainer_progress(place, this.pointer));
	}

	/** The first review of the batch that the next step begins with: its index in the training half. */
	nextReview(): number {
		return this.runtime.exports.unroll_trainer_next_review(this.pointer);
	}

	/** A finished epoch, from 1. */
	epoch(number: number): Epoch {
		const { exports, memory } = this.runtime;
		if (!(Number.isInteger(number) && number >= 1 && number <= this.progress().finishedEpochs)) {
			throw new RangeError(`epoch ${number} has not finished`);
		}
		return memory.read(unroll_epoch, exports.unroll_trainer_history(this.pointer) + (number - 1) * unroll_epoch.size);
	}

	/** A checkpoint, from which Engine.resume() continues to the same bits. */
	save(): Uint8Array<ArrayBuffer> {
		const { exports } = this.runtime;
		return this.runtime.file((file, error) => exports.unroll_trainer_save(this.pointer, file, error));
	}
}
