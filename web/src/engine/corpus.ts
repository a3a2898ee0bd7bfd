import { unroll_corpus_review, unroll_extremes, unroll_half, UNROLL_START_ID, UNROLL_UNKNOWN_ID } from './boundary.ts';
import { OpenedFile } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Model } from './model.ts';
import type { Runtime } from './runtime.ts';
import { joinPieces, tokenize, tokenizerOf, wordOf, type Token, type Tokenizer } from './tokens.ts';
import { Trainer } from './trainer.ts';
import { u16, type Value } from './types.ts';

/** What is rare among the training reviews: unroll_extremes of include/unroll/corpus.h. */
export type Extremes = Value<typeof unroll_extremes>;

export interface CorpusInfo {
	trainReviews: number;
	testReviews: number;
	/** Ids are below this. */
	words: number;
	/** How many ids of a review were kept; 0 where all. */
	tail: number;
	/** Size of its vocabulary; 0 where it was made of ids alone: a model trained on it cannot classify a typed review. */
	knownWords: number;
	source: string;
	/** What its texts were cut into. */
	tokenizer: Tokenizer;
	/** How many classes its reviews belong to, where they are more than two. */
	classes?: number;
}

export type CorpusHalf = 'train-half' | 'test-half';

/** Labelled reviews: include/unroll/corpus.h. */
export class Corpus extends OpenedFile {
	constructor(runtime: Runtime, file: Uint8Array) {
		super(runtime, file, runtime.exports.unroll_corpus_open, runtime.exports.unroll_corpus_close);
	}

	info(): CorpusInfo {
		const { exports, memory } = this.runtime;
		const vocabulary = exports.unroll_corpus_vocabulary(this.pointer);
		const classes = exports.unroll_corpus_classes(this.pointer);
		return {
			trainReviews: exports.unroll_corpus_count(this.pointer, unroll_half['train-half']),
			testReviews: exports.unroll_corpus_count(this.pointer, unroll_half['test-half']),
			words: exports.unroll_corpus_words(this.pointer),
			tail: exports.unroll_corpus_tail(this.pointer),
			knownWords: exports.unroll_vocabulary_count(vocabulary),
			source: memory.text(exports.unroll_corpus_source(this.pointer)),
			tokenizer: tokenizerOf(this.runtime, vocabulary),
			...(classes > 2 && { classes }),
		};
	}

	/** Of a review of a half: 1 positive, 0 negative; of more classes than two, below their number. */
	label(index: number, half: CorpusHalf = 'train-half'): number {
		const { exports } = this.runtime;
		return this.runtime.result(unroll_corpus_review, (place) =>
			exports.unroll_corpus_get(place, this.pointer, unroll_half[half], uint32(index, 'review')),
		).label;
	}

	/** How many words the reviews of the test half have, as far as they were kept, and how many of them are unknown. */
	heldOutWords(): { words: number; unknown: number } {
		const { exports, memory } = this.runtime;
		const half = unroll_half['test-half'];
		const found = { words: 0, unknown: 0 };
		for (let index = 0; index < exports.unroll_corpus_count(this.pointer, half); index++) {
			const { ids, count } = this.runtime.result(unroll_corpus_review, (place) =>
				exports.unroll_corpus_get(place, this.pointer, half, index),
			);
			const words = memory.readArray(u16, ids, count).filter((id) => id !== UNROLL_START_ID);
			found.words += words.length;
			found.unknown += words.filter((id) => id === UNROLL_UNKNOWN_ID).length;
		}
		return found;
	}

	/** The words of a review as far as both the corpus and a model know them; the others are empty. Pieces are joined to words. */
	readable(ids: Uint16Array, model: Model): string[] {
		const known = [...ids].filter((id) => id > UNROLL_START_ID);
		if (model.tokenizer() === 'words') {
			return known.map((id) => model.word(id));
		}
		// A model with fewer pieces reads the parts of the others.
		const vocabulary = this.runtime.exports.unroll_corpus_vocabulary(this.pointer);
		return joinPieces(known.map((id) => wordOf(this.runtime, vocabulary, id)));
	}

	/** What its tokenizer makes of a text. */
	tokens(text: string): Token[] {
		return tokenize(this.runtime, this.runtime.exports.unroll_corpus_vocabulary(this.pointer), text);
	}

	/** Of the training half, for a network that knows the ids below `words`. */
	extremes(words: number): Extremes {
		const { exports } = this.runtime;
		return this.runtime.result(unroll_extremes, (place) =>
			exports.unroll_corpus_extremes(place, this.pointer, unroll_half['train-half'], uint32(words, 'words')),
		);
	}

	createTrainer(model: Model): Trainer {
		const { exports } = this.runtime;
		const trainer = this.runtime.create((place, error) =>
			exports.unroll_trainer_create(model.pointer, this.pointer, place, error),
		);
		return new Trainer(this.runtime, trainer);
	}
}
