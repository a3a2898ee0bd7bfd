import { OpenedFile } from './opened-file.ts';

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
	info(): StatisticsInfo {
		const { exports, memory } = this.runtime;
		return {
			words: exports.statistics_words(this.pointer),
			tail: exports.statistics_tail(this.pointer),
			pairs: exports.statistics_pairs(this.pointer),
			source: memory.text(exports.statistics_source(this.pointer)),
		};
	}

	/** A corpus file of synthetic reviews, for Engine.openCorpus(). The same seed gives the same bytes everywhere. */
	draw(reviews: number, seed: number): Uint8Array<ArrayBuffer> {
		this.runtime.check(this.runtime.exports.statistics_draw(this.pointer, reviews, seed));
		return this.runtime.takeFile();
	}

	protected release(): void {
		this.runtime.exports.statistics_close(this.pointer);
	}
}
