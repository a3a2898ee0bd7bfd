import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Model } from '../../engine/model.ts';
import { Probe as EngineProbe } from '../../engine/probe.ts';
import { WordMap } from '../../engine/word-map.ts';
import type { Probe } from '../../protocol/inside.ts';
import type { Progress } from '../../protocol/types.ts';
import { Throttle } from '../../timing/throttle.ts';

/** While a network trains, it is probed at most every so many milliseconds, and at most a twentieth of the time. */
const INTERVAL = 400;
const SHARE = 20;
const REVIEWS = 32;
const WORDS = 300;

export interface Probed {
	model: Model;
	progress: Progress;
	trains: boolean;
}

// Looks into a network between two slices of its training. The run ends in the same bits.
export class Prober {
	readonly #engine: Engine;
	readonly #tell: (probe: Probe) => void;
	/** Of #model. */
	#probe: EngineProbe | null = null;
	#map: WordMap | null = null;
	#model: Model | null = null;
	readonly #throttle = new Throttle(INTERVAL, SHARE);

	constructor(engine: Engine, tell: (probe: Probe) => void) {
		this.#engine = engine;
		this.#tell = tell;
	}

	/** The weights have moved, or somebody begins to look. */
	show({ model, progress, trains }: Probed, corpus: Corpus): void {
		if (trains && model === this.#model && !this.#throttle.isDue) {
			return;
		}
		if (model !== this.#model) {
			this.close();
			this.#probe = new EngineProbe(this.#engine, model, corpus, REVIEWS);
			this.#map = new WordMap(this.#engine, model, WORDS);
			this.#model = model;
		}
		this.#throttle.run(() => {
			const { words } = this.#map!;
			const { places, effects } = this.#map!.run();
			const { epoch, trainedBatches } = progress;
			this.#tell({ epoch, batches: trainedBatches, layers: this.#probe!.run(), words: { words, places, effects } });
		});
	}

	/** Must be called before the model is closed, and when nobody looks any more. */
	close(): void {
		this.#probe?.close();
		this.#map?.close();
		this.#probe = null;
		this.#map = null;
		this.#model = null;
	}
}
