import type { Corpus } from './corpus.ts';
import type { Runtime } from './runtime.ts';
import type { Model } from './model.ts';

/** What a probe shows of a recurrent layer: unroll_probe_layer of include/unroll/inspection.h. */
export interface ProbeLayer {
	name: string;
	units: number;
	/** (T): the length of the loss' gradient by the hidden state after each step, mean over the reviews. */
	gradients: Float64Array;
	/** How open each unit's gates are, 0 to 1; none of a SimpleRNN. */
	gates: { name: string; openness: Float64Array }[];
}

const DOUBLE = 8; // bytes

/**
 * The first reviews of the validation split, traced between two steps of training. Model and corpus must outlive it.
 * A run that is probed ends in the same bits.
 */
export class Probe {
	readonly #runtime: Runtime;
	readonly #model: Model;
	readonly #pointer: number;
	readonly reviews: number;

	/** `reviews` is how many it takes, where the split has so many. */
	constructor(runtime: Runtime, model: Model, corpus: Corpus, reviews: number) {
		this.#runtime = runtime;
		this.#model = model;
		this.#pointer = runtime.handle(runtime.exports.probe_create(model.pointer, corpus.pointer, reviews));
		this.reviews = runtime.exports.probe_reviews(this.#pointer);
	}

	/** Probes the weights that the model has now: its recurrent layers, from the bottom. */
	run(): ProbeLayer[] {
		const { exports } = this.#runtime;
		const settings = this.#model.settings();
		exports.probe_run(this.#pointer);
		return (settings.units ?? '').split(',').map((_, index) => this.#layer(index, Number(settings.length)));
	}

	close(): void {
		this.#runtime.exports.probe_destroy(this.#pointer);
	}

	#layer(index: number, steps: number): ProbeLayer {
		const { exports, memory } = this.#runtime;
		return memory.borrow(4 * DOUBLE, (facts) => {
			const name = memory.text(exports.probe_layer(this.#pointer, index, facts));
			const [units = 0, gates = 0, gradients = 0, openness = 0] = memory.doubles(facts, 4);
			return {
				name,
				units,
				gradients: memory.doubles(gradients, steps),
				gates: Array.from({ length: gates }, (_, gate) => ({
					name: memory.text(exports.probe_gate_name(this.#model.pointer, gate)),
					openness: memory.doubles(openness + gate * units * DOUBLE, units),
				})),
			};
		});
	}
}
