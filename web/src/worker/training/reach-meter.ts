import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import { Evaluator } from '../../engine/evaluator.ts';
import type { Model } from '../../engine/model.ts';
import type { Reach } from '../../protocol/inside.ts';

/** Milliseconds that a slice of measuring takes: as long as a message may wait. */
const SLICE = 40;
/** The accuracy is measured at so many equal distances from the end of a review, and at the end. */
const DISTANCES = 10;

/** How many words are replaced: 0 to `length`, in equal steps as far as there are words. */
export function distancesOf(length: number): number[] {
	return [...new Set(Array.from({ length: DISTANCES + 1 }, (_, index) => Math.round((index * length) / DISTANCES)))];
}

// Measures how far back a network reads, on the whole validation split, while training rests: in slices, between which messages
// are read. The network is only read.
export class ReachMeter {
	readonly #engine: Engine;
	readonly #report: (reach: Reach) => void;
	readonly #later: (task: () => void) => void;
	/** Of the network being measured, or null. */
	#evaluator: Evaluator | null = null;
	#model: Model | null = null;
	/** Which weights of the model have been measured, or are being. */
	#batches = -1;

	constructor(engine: Engine, report: (reach: Reach) => void, later: (task: () => void) => void) {
		this.#engine = engine;
		this.#report = report;
		this.#later = later;
	}

	/** The model rests, with the weights of this epoch, trained for so many batches. */
	show(model: Model, corpus: Corpus, { epoch, batches }: { epoch: number; batches: number }): void {
		if (model === this.#model && batches === this.#batches) {
			return;
		}
		this.close();
		this.#model = model;
		this.#batches = batches;
		const words = distancesOf(Number(model.settings().length));
		const classes = model.classNames().length;
		const nothing = { epoch, reviews: 0, length: words.at(-1)!, words, accuracies: [], ...(classes > 2 && { classes }) };
		this.#attempt(nothing, (reach) => {
			this.#evaluator = new Evaluator(this.#engine, model, corpus);
			this.#next(reach);
		});
	}

	/** Where measuring fails, for lack of memory or of reviews with both labels, nothing is reported, and training continues. */
	#attempt(reach: Reach, task: (reach: Reach) => void): void {
		try {
			task(reach);
		} catch {
			this.#end();
			this.#report({ ...reach, words: [], accuracies: [] });
		}
	}

	#next(reach: Reach): void {
		this.#evaluator!.restart('read-opposite', reach.words[reach.accuracies.length]!);
		this.#slice(reach);
	}

	#slice(reach: Reach): void {
		const evaluator = this.#evaluator;
		this.#later(() => {
			if (evaluator && evaluator === this.#evaluator) {
				this.#attempt(reach, () => this.#measure(evaluator, reach));
			}
		});
	}

	#measure(evaluator: Evaluator, reach: Reach): void {
		const begin = performance.now();
		let score;
		do {
			score = evaluator.step(1);
		} while (score.reviews < score.total && performance.now() - begin < SLICE);
		if (score.reviews < score.total) {
			return this.#slice(reach);
		}
		const measured = { ...reach, reviews: score.total, accuracies: [...reach.accuracies, score.accuracy] };
		if (measured.accuracies.length < measured.words.length) {
			return this.#next(measured);
		}
		this.#end();
		this.#report(measured);
	}

	#end(): void {
		this.#evaluator?.close();
		this.#evaluator = null;
	}

	/** Must be called before the model is closed, when its weights are about to change, and when the view is closed. */
	close(): void {
		this.#end();
		this.#model = null;
	}
}
