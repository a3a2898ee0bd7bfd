import type { Engine } from './engine.ts';

export interface StatisticsInfo {
	/** All ids are below this. */
	words: number;
	/** No synthetic review has more ids. */
	tail: number;
	pairs: number;
	/** Where the corpus came from that was counted. */
	source: string;
}

/** Word-pair statistics of a corpus: include/unroll/statistics.h. */
export class Statistics {
	readonly #engine: Engine;
	readonly #bytes: number;
	readonly pointer: number;

	constructor(engine: Engine, pointer: number, bytes: number) {
		this.#engine = engine;
		this.pointer = pointer;
		this.#bytes = bytes;
	}

	info(): StatisticsInfo {
		const { exports, memory } = this.#engine;
		return {
			words: exports.statistics_words(this.pointer),
			tail: exports.statistics_tail(this.pointer),
			pairs: exports.statistics_pairs(this.pointer),
			source: memory.text(exports.statistics_source(this.pointer)),
		};
	}

	/** A corpus file of synthetic reviews, for Engine.openCorpus(). The same seed gives the same bytes everywhere. */
	draw(reviews: number, seed: number): Uint8Array<ArrayBuffer> {
		this.#engine.check(this.#engine.exports.statistics_draw(this.pointer, reviews, seed));
		return this.#engine.takeFile();
	}

	close(): void {
		this.#engine.exports.statistics_close(this.pointer);
		this.#engine.memory.release(this.#bytes);
	}
}
