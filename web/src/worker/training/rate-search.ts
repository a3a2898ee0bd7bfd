import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import { RateFinder } from '../../engine/rate-finder.ts';
import type { SettingTexts } from '../../engine/settings.ts';
import type { FoundRates } from '../../protocol/types.ts';

/** Milliseconds that a slice takes: as long as a message may wait. */
const SLICE = 40;
/** From the lowest to the highest rate. */
const UPDATES = 200;

// Searches for a learning rate in slices, between which messages are read and a run goes on. A new search takes the place of the one before.
export class RateSearcher {
	readonly #later: (task: () => void) => void;
	#finder: RateFinder | null = null;

	constructor(later: (task: () => void) => void) {
		this.#later = later;
	}

	/** null where the search was ended before it had finished. */
	async search(engine: Engine, settings: SettingTexts, corpus: Corpus): Promise<FoundRates | null> {
		this.close();
		const finder = new RateFinder(engine, settings, corpus, UPDATES);
		this.#finder = finder;
		while (this.#finder === finder) {
			const begin = performance.now();
			let search;
			do {
				search = finder.step(1);
			} while (!search.finished && performance.now() - begin < SLICE);
			if (search.finished) {
				const points = finder.points(search.updates);
				this.close();
				return { points, suggested: search.suggested };
			}
			await new Promise<void>((resume) => this.#later(resume));
		}
		return null;
	}

	/** Must be called before the corpus is closed. */
	close(): void {
		this.#finder?.close();
		this.#finder = null;
	}
}
