import type { Engine } from '../engine/engine.ts';
import type { Model } from '../engine/model.ts';
import { Trace as EngineTrace, type ReviewTrace } from '../engine/trace.ts';
import { lookAtNothing, type Look, type Trace, type TracedUnit } from '../protocol/inside.ts';
import { Throttle } from '../timing/throttle.ts';

/** While a network trains, its trace is renewed at most every so many milliseconds, and at most a twentieth of the time. */
const INTERVAL = 300;
const SHARE = 20;
/** Milliseconds of work at a time, so that messages do not wait. */
const SLICE = 20;

export interface Listener {
	trace(trace: Trace, transfer: Transferable[]): void;
	unit(unit: TracedUnit): void;
	/** Calls back after the messages that have arrived by then. */
	later(task: () => void): void;
}

// Traces one network on one review, as far as the page shows it.
export class Inspector {
	readonly #engine: Engine;
	readonly #listener: Listener;
	#look: Look = lookAtNothing;
	#model: Model | null = null;
	#text = '';
	#trains = false;
	/** Of #model; none while the view is closed. */
	#trace: EngineTrace | null = null;
	#review: ReviewTrace | null = null;
	/** Of each layer. */
	#units: number[] = [];
	/** Of readings while it trains. */
	readonly #throttle = new Throttle(INTERVAL, SHARE);
	/** Of the reading that is the last. */
	#reading = 0;

	constructor(engine: Engine, listener: Listener) {
		this.#engine = engine;
		this.#listener = listener;
	}

	look(look: Look): void {
		const before = this.#look;
		this.#look = look;
		if (!look.trace) {
			this.#close();
		} else if (!before.trace || (look.compare && !before.compare) || look.ofClass !== before.ofClass) {
			this.#read();
		} else if (!this.#trains) {
			this.#tellUnit(); // while it trains, the weights are no longer those of the trace: the next one brings the unit
		}
	}

	/** The network or the review is another, or the weights have moved. */
	show(model: Model | null, text: string, trains: boolean): void {
		const same = trains && model === this.#model && text === this.#text;
		if (model !== this.#model) {
			this.#close();
		}
		this.#model = model;
		this.#text = text;
		this.#trains = trains;
		if (!same || this.#throttle.isDue) {
			this.#read();
		}
	}

	/** Must be called before a model is closed. */
	leave(model: Model | null): void {
		if (model === this.#model) {
			this.#close();
			this.#model = null;
		}
	}

	#close(): void {
		this.#trace?.close();
		this.#trace = null;
		this.#review = null;
		this.#reading++;
	}

	#read(): void {
		if (!this.#look.trace || !this.#model || this.#text.trim() === '') {
			return;
		}
		const trace = (this.#trace ??= new EngineTrace(this.#engine, this.#model));
		this.#throttle.run(() => {
			trace.choose(this.#look.ofClass);
			trace.read(this.#text);
			this.#reading++;
			this.#compareSome();
			this.#report();
			this.#compareLater();
		});
	}

	// Leaving words out, one after another, for a slice.
	#compareSome(): void {
		const trace = this.#trace!;
		const begin = performance.now();
		let review = trace.review();
		while (this.#look.compare && review.compared < review.words.length && performance.now() - begin < SLICE) {
			trace.compare(4);
			review = trace.review();
		}
		this.#review = review;
	}

	// The weights stay what they are only while the network does not train: then there is time for all words.
	#compareLater(): void {
		const review = this.#review;
		if (this.#trains || !this.#look.compare || !review || review.compared === review.words.length) {
			return;
		}
		const reading = this.#reading;
		this.#listener.later(() => {
			if (reading === this.#reading && !this.#trains) {
				this.#compareSome();
				if (this.#review?.compared === review.words.length) {
					this.#report();
				}
				this.#compareLater();
			}
		});
	}

	#report(): void {
		const layers = this.#trace!.layers().map(({ name, cell, backward, rows, units, values }) => ({ name, cell, backward, rows, units, values }));
		this.#units = layers.map((layer) => layer.units);
		const transfer = layers.map(({ values }) => values.buffer);
		this.#listener.trace({ ...this.#review!, text: this.#text, layers }, transfer);
		this.#tellUnit();
	}

	#tellUnit(): void {
		const { unit } = this.#look;
		const timestep = unit && this.#review?.words[unit.word]?.timestep;
		if (!unit || timestep === null || timestep === undefined || !this.#trace) {
			return;
		}
		if (unit.unit < (this.#units[unit.layer] ?? 0)) {
			this.#listener.unit({ ...unit, equations: this.#trace.unit(unit.layer, timestep, unit.unit) });
		}
	}
}
