import type { Runtime } from './runtime.ts';
import type { Model } from './model.ts';

/** Words in two dimensions: unroll_word_places of include/unroll/inspection.h. */
export interface WordPlaces {
	/** (words, 2): x, along which the verdict rises, and y. */
	places: Float32Array;
	/** (words): the logit of the review of this word alone, less the empty review's. */
	effects: Float32Array;
	/** The share of the words' variance that the picture shows, 0 to 1. */
	shown: number;
}

const DOUBLE = 8; // bytes
const INTEGER = 4;

/** A map of the most frequent words of a model, which must outlive it. */
export class WordMap {
	readonly #runtime: Runtime;
	readonly #pointer: number;
	/** The words, most frequent first; as many as were asked for, where the model has so many. */
	readonly words: string[];

	constructor(runtime: Runtime, model: Model, words: number) {
		this.#runtime = runtime;
		this.#pointer = runtime.handle(runtime.exports.word_map_create(model.pointer, words));
		this.words = vocabulary(runtime, model, words);
	}

	/** Maps the words by the weights that the model has now. The picture does not flip from run to run. */
	run(): WordPlaces {
		const { exports, memory } = this.#runtime;
		exports.word_map_run(this.#pointer);
		return memory.borrow(4 * DOUBLE, (facts) => {
			exports.word_map_places(this.#pointer, facts);
			const [count = 0, shown = 0, places = 0, effects = 0] = memory.doubles(facts, 4);
			return { places: memory.floats(places, 2 * count), effects: memory.floats(effects, count), shown };
		});
	}

	close(): void {
		this.#runtime.exports.word_map_destroy(this.#pointer);
	}
}

function vocabulary({ exports, memory }: Runtime, model: Model, count: number): string[] {
	return memory.borrow(INTEGER, (sizePlace) => {
		const text = exports.model_vocabulary(model.pointer, count, sizePlace);
		const [size = 0] = memory.integers(sizePlace, 1);
		return size === 0 ? [] : new TextDecoder().decode(memory.bytes(text, size)).split('\n');
	});
}
