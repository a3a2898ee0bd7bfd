import { unroll_cell, unroll_half, unroll_probe_layer, unroll_settings } from './boundary.ts';
import type { Corpus, CorpusHalf } from './corpus.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Model } from './model.ts';
import type { Runtime } from './runtime.ts';
import { f64 } from './types.ts';

/** What a probe shows of a recurrent layer, or of one direction of a bidirectional one: unroll_probe_layer of include/unroll/inspection.h. */
export interface ProbeLayer {
	name: string;
	/** It reads from the last timestep to the first. */
	backward: boolean;
	units: number;
	/** (T): the length of the loss' gradient by the hidden state after each timestep, mean over the reviews. */
	gradients: Float64Array;
	/** How open each unit's gates are, 0 to 1; none of a SimpleRNN. */
	gates: { name: string; openness: Float64Array }[];
}

/**
 * The first reviews of the validation split, traced between two updates. Model and corpus must outlive it.
 * A run that is probed ends in the same bits.
 */
export class Probe extends EngineObject {
	readonly #model: Model;
	readonly reviews: number;

	/** `reviews` is how many it takes, where the split has so many. */
	constructor(runtime: Runtime, model: Model, corpus: Corpus, reviews: number) {
		const { exports } = runtime;
		const pointer = runtime.create((place, error) =>
			exports.unroll_probe_create(model.pointer, corpus.pointer, uint32(reviews, 'reviews'), place, error),
		);
		super(runtime, pointer, exports.unroll_probe_destroy);
		this.#model = model;
		this.reviews = exports.unroll_probe_reviews(pointer);
	}

	/** The half of the corpus that they are of. */
	half(): CorpusHalf {
		const half = this.runtime.exports.unroll_probe_half(this.pointer);
		return half === unroll_half['test-half'] ? 'test-half' : 'train-half';
	}

	/** The index of one of them in that half, `place` from 0. */
	review(place: number): number {
		return this.runtime.exports.unroll_probe_review(this.pointer, uint32(place, 'place'));
	}

	/** Probes the weights that the model has now: its recurrent layers, from the bottom. */
	run(): ProbeLayer[] {
		const { exports, memory } = this.runtime;
		const { length } = memory.read(unroll_settings, exports.unroll_model_settings(this.#model.pointer));
		this.runtime.call((error) => exports.unroll_probe_run(this.pointer, error));
		return Array.from({ length: exports.unroll_traced_layers(this.#model.pointer) }, (_, index) => {
			const { name, cell, backward, units, gates, gradients, openness } = this.runtime.result(unroll_probe_layer, (place) =>
				exports.unroll_probe_of_layer(place, this.pointer, index),
			);
			return {
				name,
				backward,
				units,
				gradients: memory.doubles(gradients, length),
				gates: Array.from({ length: gates }, (_, gate) => ({
					name: memory.text(exports.unroll_probe_gate_name(unroll_cell[cell], gate)),
					openness: memory.doubles(openness + gate * units * f64.size, units),
				})),
			};
		});
	}
}
