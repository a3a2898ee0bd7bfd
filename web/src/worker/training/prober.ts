import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Model, Tensor } from '../../engine/model.ts';
import { Probe as EngineProbe, type ProbeLayer } from '../../engine/probe.ts';
import { WordMap } from '../../engine/word-map.ts';
import type { Look, NetworkPass, Probe, Reach } from '../../protocol/inside.ts';
import type { Progress } from '../../protocol/types.ts';
import { Throttle } from '../../timing/throttle.ts';
import { Passes, reviewLoss, updatesBetween, weightsOf } from './passes.ts';
import { ReachMeter } from './reach-meter.ts';

/** While a network trains, it is probed at most every so many milliseconds, and at most a twentieth of the time. */
const INTERVAL = 400;
/** So is a batch that is watched, one after another. */
const BATCH_INTERVAL = 180;
const SHARE = 20;
const REVIEWS = 32;
const WORDS = 300;
/** A review that is drawn has so many words or pieces of two letters, if any has. */
const LEAST_WORDS = 6;

export interface Probed {
	model: Model;
	/** null before a run. */
	progress: Progress | null;
	trains: boolean;
	/** The typed review. */
	text: string;
}

export interface ProbeListener {
	probe(probe: Probe): void;
	pass(pass: NetworkPass): void;
	reach(reach: Reach): void;
	/** Calls back after the messages that have arrived by then. */
	later(task: () => void): void;
}

interface WatchedBatch {
	single: boolean;
	pass: Omit<NetworkPass, 'epoch' | 'batches' | 'trained'>;
	weights: Tensor[];
}

// Looks into a network between two slices of its training. The run ends in the same bits.
export class Prober {
	readonly #engine: Engine;
	readonly #listener: ProbeListener;
	/** Of #model, as far as they have been asked for. */
	#probe: EngineProbe | null = null;
	#map: WordMap | null = null;
	#passes: Passes | null = null;
	/** Which review is drawn where none is typed. */
	#shown: number | null = null;
	#model: Model | null = null;
	/** What the probe found last. */
	#layers: ProbeLayer[] = [];
	#text = '';
	/** What is in sight is a batch that was watched, of this model: it stays until another review is typed, or training goes on without. */
	#batchOf: Model | null = null;
	#watched: WatchedBatch | null = null;
	readonly #meter: ReachMeter;
	readonly #throttle = new Throttle(INTERVAL, SHARE);
	readonly #batchThrottle = new Throttle(BATCH_INTERVAL, SHARE);

	constructor(engine: Engine, listener: ProbeListener) {
		this.#engine = engine;
		this.#listener = listener;
		this.#meter = new ReachMeter(engine, listener.reach, listener.later);
	}

	/** The weights have moved, the typed review is another, or somebody begins to look. */
	show(probed: Probed, corpus: Corpus, look: Look): void {
		const { model, progress, trains, text } = probed;
		if (!look.run || !progress || trains) {
			this.#meter.close();
		}
		const typed = text !== this.#text;
		const due = !trains || model !== this.#model || this.#throttle.isDue;
		this.#text = text;
		if (typed) {
			this.#batchOf = null;
		}
		if (!due && !(typed && look.network)) {
			return;
		}
		this.#open(model);
		this.#throttle.run(() => {
			this.#probe ??= new EngineProbe(this.#engine, model, corpus, REVIEWS);
			if (due) {
				this.#layers = this.#probe.run();
			}
			if (look.run && due) {
				this.#tellProbe(probed, this.#probe, look.ofClass);
			}
			if (look.network && this.#batchOf !== model) {
				this.#tellPass(probed, corpus, this.#probe);
			}
		});
		if (look.run && progress && !trains) {
			this.#meter.show(model, corpus, standing(model, progress));
		}
	}

	#tellProbe({ model, progress }: Probed, { reviews }: EngineProbe, ofClass: number | null): void {
		if (progress) {
			this.#map ??= new WordMap(this.#engine, model, WORDS);
			const { words } = this.#map;
			const pieces = model.tokenizer() !== 'words';
			const names = model.classNames();
			const classes = names.length > 2 ? { names, of: ofClass !== null && ofClass < names.length ? ofClass : 0 } : null;
			if (classes) {
				this.#map.choose(classes.of);
			}
			const { places, effects } = this.#map.run();
			const map = { words, places, effects, ...(classes && { classes }) };
			this.#listener.probe({ ...standing(model, progress), reviews, pieces, layers: this.#layers, words: map });
		}
	}

	#tellPass({ model, progress, text }: Probed, corpus: Corpus, probe: EngineProbe): void {
		const gradients = this.#layers.map((layer) => layer.gradients);
		const passes = this.#readers();
		const typed = text.trim() !== '' && corpus.info().knownWords > 0;
		const pass = typed ? passes.ofText(text, gradients) : passes.ofReview(corpus, this.#shownReview(corpus, probe), probe.half(), gradients);
		const of = typed ? 'typed' : 'validation';
		this.#report({ of, ...pass, ...standing(model, progress), probed: probe.reviews, trained: null });
	}

	/** The first of the probed reviews that shows what a review is: some have hardly a word, only digits or signs. */
	#shownReview(corpus: Corpus, probe: EngineProbe): number {
		this.#shown ??=
			Array.from({ length: probe.reviews }, (_, place) => probe.review(place)).find(
				(review) => this.#readers().wordsOf(corpus, review, probe.half()).filter((word) => /\p{L}{2}/u.test(word)).length >= LEAST_WORDS,
			) ?? probe.review(0);
		return this.#shown;
	}

	/** A run that diverges says so by itself. */
	#report(pass: NetworkPass): void {
		if (Number.isFinite(pass.logit)) {
			this.#listener.pass(pass);
		}
	}

	/** A batch is about to be trained, of which `review` is the first. `single`: the run then pauses. */
	beforeBatch(model: Model, corpus: Corpus, review: number, single: boolean): void {
		this.#watched = null;
		if (single || this.#batchThrottle.isDue) {
			this.#open(model);
			this.#batchThrottle.run(() => {
				const pass = this.#readers().ofReview(corpus, review, 'train-half');
				this.#watched = { single, pass: { of: 'batch', ...pass, probed: 0 }, weights: weightsOf(model) };
			});
		}
	}

	/** It has been trained. */
	afterBatch(model: Model, progress: Progress): void {
		const watched = this.#watched;
		this.#watched = null;
		if (!watched) {
			return;
		}
		const { single, pass, weights } = watched;
		const { batchLoss: loss } = progress;
		const updates = weights.length > 0 ? updatesBetween(weights, weightsOf(model)) : [];
		this.#batchOf = model;
		this.#report({ ...pass, ...standing(model, progress), trained: { single, loss, reviewLoss: reviewLoss(pass, model), updates } });
	}

	/** The weights are about to change: what has not been measured by now is not. */
	stopMeasuring(): void {
		this.#meter.close();
	}

	/** Batches are no longer watched. */
	leaveBatches(): void {
		this.#batchOf = null;
	}

	#readers(): Passes {
		return (this.#passes ??= new Passes(this.#engine, this.#model!));
	}

	#open(model: Model): void {
		if (model !== this.#model) {
			this.close();
			this.#model = model;
		}
	}

	/** Must be called before the model is closed, and when nobody looks any more. */
	close(): void {
		this.#meter.close();
		this.#probe?.close();
		this.#map?.close();
		this.#passes?.close();
		this.#probe = null;
		this.#map = null;
		this.#passes = null;
		this.#shown = null;
		this.#model = null;
	}
}

/** Which weights the model has: those of the epoch that runs or has just been finished or, once the run has ended, of its best one. */
function standing(model: Model, progress: Progress | null): { epoch: number; batches: number } {
	const { phase, epoch = 0, batch, finishedEpochs, bestEpoch = 0, trainedBatches = 0, trainReviews = 0 } = progress ?? {};
	return phase === 'finished' && bestEpoch > 0
		? { epoch: bestEpoch, batches: bestEpoch * Math.ceil(trainReviews / Number(model.settings().batch)) }
		: { epoch: batch === 0 && phase === 'training' ? finishedEpochs || epoch : epoch, batches: trainedBatches };
}
