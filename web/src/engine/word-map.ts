import { unroll_word_places } from './boundary.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Model } from './model.ts';
import type { Runtime } from './runtime.ts';
import { readablePiece } from './tokens.ts';
import { u32 } from './types.ts';

/** Words in two dimensions: unroll_word_places of include/unroll/inspection.h. */
export interface WordPlaces {
	/** (words, 2): x, along which the logit rises, and y. */
	places: Float32Array;
	/** (words): the logit of the review of this word alone, less the empty review's: of more than two classes, that of the chosen one. */
	effects: Float32Array;
	/** The share of the words' variance that the picture shows, 0 to 1. */
	shown: number;
}

/** A map of the most frequent words of a model, which must outlive it. */
export class WordMap extends EngineObject {
	/** The words, most frequent first, or the pieces, those first that were learned first; as many as were asked for, where the model has so many. */
	readonly words: string[];

	constructor(runtime: Runtime, model: Model, words: number) {
		const { exports } = runtime;
		const pointer = runtime.create((place, error) => exports.unroll_word_map_create(model.pointer, uint32(words, 'words'), place, error));
		super(runtime, pointer, exports.unroll_word_map_destroy);
		const { words: count, first } = runtime.result(unroll_word_places, (place) => exports.unroll_word_map_places(place, pointer));
		const names = vocabulary(runtime, model, first - 1 + count).slice(first - 1);
		this.words = model.tokenizer() === 'words' ? names : names.map(readablePiece);
	}

	/** Of more than two classes: which one effects are on, from the next run on; at first the first. */
	choose(label: number): void {
		this.runtime.call((error) => this.runtime.exports.unroll_word_map_choose(this.pointer, label, error));
	}

	/** Maps the words by the weights that the model has now. The picture does not flip from run to run. */
	run(): WordPlaces {
		const { exports, memory } = this.runtime;
		this.runtime.call((error) => exports.unroll_word_map_run(this.pointer, error));
		const { words, places, effects, shown } = this.runtime.result(unroll_word_places, (place) =>
			exports.unroll_word_map_places(place, this.pointer),
		);
		return { places: memory.floats(places, 2 * words), effects: memory.floats(effects, words), shown };
	}
}

function vocabulary({ exports, memory }: Runtime, model: Model, count: number): string[] {
	return memory.borrow(u32.size, (sizePlace) => {
		const words = exports.unroll_model_vocabulary(model.pointer);
		const text = exports.unroll_vocabulary_text(words, count, sizePlace);
		const size = memory.read(u32, sizePlace);
		return size === 0 ? [] : new TextDecoder().decode(memory.bytes(text, size)).split('\n');
	});
}
