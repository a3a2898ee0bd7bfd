import { OpenedFile } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Runtime } from './runtime.ts';

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
export class Statistics extends OpenedFile {
	constructor(runtime: Runtime, file: Uint8Array) {
		super(runtime, file, runtime.exports.unroll_statistics_open, runtime.exports.unroll_statistics_close);
	}

	info(): StatisticsInfo {
		const { exports, memory } = this.runtime;
		return {
			words: exports.unroll_statistics_words(this.pointer),
			tail: exports.unroll_statistics_tail(this.pointer),
			pairs: exports.unroll_statistics_pairs(this.pointer),
			source: memory.text(exports.unroll_statistics_source(this.pointer)),
		};
	}

	/** A corpus file of synthetic reviews, for Engine.openCorpus(). The same seed gives the same bytes everywhere. */
	draw(reviews: number, seed: number): Uint8Array<ArrayBuffer> {
		const { exports } = this.runtime;
		return this.runtime.file((file, error) =>
			exports.unroll_statistics_draw(this.pointer, uint32(reviews, 'reviews'), uint32(seed, 'seed'), file, error),
		);
	}
}
