import { unroll_reading, unroll_score, unroll_split } from './boundary.ts';
import type { Corpus } from './corpus.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Model } from './model.ts';
import type { Runtime } from './runtime.ts';
import type { Value } from './types.ts';

/** How well a model has predicted so far: include/unroll/evaluator.h. */
export type Score = Value<typeof unroll_score>;

/** What a model gets to read of each review. */
export type Reading = keyof typeof unroll_reading;

/** Which reviews of a corpus. */
export type Split = keyof typeof unroll_split;

/** Scores a model on a split of a corpus, a few batches at a time; it only reads the model. Model and corpus must outlive it. */
export class Evaluator extends EngineObject {
	constructor(runtime: Runtime, model: Model, corpus: Corpus, split: Split = 'validation-split') {
		const { exports } = runtime;
		const pointer = runtime.create((place, error) =>
			exports.unroll_evaluator_create(model.pointer, corpus.pointer, unroll_split[split], place, error),
		);
		super(runtime, pointer, exports.unroll_evaluator_destroy);
	}

	/** Begins again at the first review, with the reviews changed: include/unroll/evaluator.h says how. */
	restart(reading: Reading, words: number): void {
		const { exports } = this.runtime;
		this.runtime.call((error) =>
			exports.unroll_evaluator_restart(this.pointer, unroll_reading[reading], uint32(words, 'words'), error),
		);
	}

	/** Scores up to `batches` more batches; done when `reviews` equals `total`. */
	step(batches: number): Score {
		const { exports } = this.runtime;
		return this.runtime.result(unroll_score, (place) =>
			exports.unroll_evaluator_step(this.pointer, uint32(batches, 'batches'), place),
		);
	}
}
