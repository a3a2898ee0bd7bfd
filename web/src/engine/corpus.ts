import type { Model } from './model.ts';
import { OpenedFile } from './opened-file.ts';
import { Trainer } from './trainer.ts';

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
}

/** Labelled reviews: include/unroll/corpus.h. */
export class Corpus extends OpenedFile {
	info(): CorpusInfo {
		const { exports, memory } = this.runtime;
		return {
			trainReviews: exports.corpus_count(this.pointer, 0),
			testReviews: exports.corpus_count(this.pointer, 1),
			words: exports.corpus_words(this.pointer),
			tail: exports.corpus_tail(this.pointer),
			knownWords: exports.corpus_known_words(this.pointer),
			source: memory.text(exports.corpus_source(this.pointer)),
		};
	}

	createTrainer(model: Model): Trainer {
		const trainer = this.runtime.exports.trainer_create(model.pointer, this.pointer);
		return new Trainer(this.runtime, this.runtime.handle(trainer));
	}

	protected release(): void {
		this.runtime.exports.corpus_close(this.pointer);
	}
}
