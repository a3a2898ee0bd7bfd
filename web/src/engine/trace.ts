import {
	unroll_cell,
	unroll_gate_terms,
	unroll_half,
	unroll_settings,
	unroll_trace_layer,
	unroll_trace_review,
	unroll_trace_timestep,
	unroll_trace_unit,
	unroll_trace_word,
	UNROLL_ANY_CLASS,
	UNROLL_NO_TIMESTEP,
	UNROLL_NO_WORD,
	UNROLL_UNKNOWN_ID,
} from './boundary.ts';
import type { Corpus, CorpusHalf } from './corpus.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import { withClasses, type Model, type Prediction } from './model.ts';
import type { Runtime } from './runtime.ts';
import { textPlaces } from './text-places.ts';
import { f32, type Value } from './types.ts';

// A look inside a model while it reads a review: unroll_trace of include/unroll/inspection.h, which documents each
// number. Everything that leaves here is a copy.

/** What the network is given at a timestep, and what it would say if the review ended there. */
export interface TraceTimestep {
	kind: 'padding' | 'start' | 'word';
	id: number;
	/** Which word of the review; null for padding and the start. */
	word: number | null;
	logit: number;
	/** That the review is positive; of more than two classes, of class `of`. */
	probability: number;
}

/** A word of the review. */
export interface TraceWord {
	/** Its place in the text: text.slice(start, end). */
	start: number;
	end: number;
	/** Which word of the text it is, from 0; with another tokenizer than words, which it is a piece of. */
	word: number;
	/** The piece as a reader sees it; null of a whole word. */
	piece: string | null;
	id: number;
	/** Outside the vocabulary of the model. */
	unknown: boolean;
	/** When it is read; null where truncating cut it off. */
	timestep: number | null;
	/** The gradient of the logit by the word's embedding, times the embedding: what moved the prediction. */
	moved: number;
	/** The length of that gradient. */
	norm: number;
	/** The logit of the review without the word, and up to it; null until Trace.compare() has come there. */
	without: number | null;
	upTo: number | null;
}

export interface ReviewTrace {
	prediction: Prediction;
	/** The class that all other logits are of, by its label: the positive one or, of more than two, the chosen one against all others. */
	of: number;
	timesteps: TraceTimestep[];
	words: TraceWord[];
	/** Words, from the first on, that have been compared. */
	compared: number;
}

/** A recurrent layer, or one direction of a bidirectional one, at all timesteps of the text. T timesteps, R rows, H units, E inputs. */
export interface TraceLayer {
	name: string;
	cell: keyof typeof unroll_cell;
	/** It reads from the last timestep to the first. */
	backward: boolean;
	/** The names of the rows: h first, then gates, then the sums that they come of. */
	rows: string[];
	units: number;
	/** E; 1 for one-hot input. */
	inputs: number;
	/** (T, R, H). */
	values: Float32Array;
	/** (T, H): gradient of the last logit by the hidden state after each timestep. */
	dHidden: Float32Array;
	/** (T, E): and by what the layer got at each timestep. */
	dInputs: Float32Array;
}

/** The terms of one gate's sum. */
export type GateTerms = Value<typeof unroll_gate_terms>;

/** The equations of one unit at one timestep, gates in Keras' order. */
export interface UnitEquations {
	/** (E) and (H): what comes from below, and the hidden state before the timestep. */
	x: Float32Array;
	h: Float32Array;
	/** Of each gate. */
	gates: { kernel: Float32Array; recurrentKernel: Float32Array; terms: GateTerms }[];
}

const kinds = ['padding', 'start'] as const; // UNROLL_PADDING_ID and UNROLL_START_ID, 0 and 1

/** Reviews as one model sees them. The model must outlive it. */
export class Trace extends EngineObject {
	readonly #model: Model;
	#text = '';

	constructor(runtime: Runtime, model: Model) {
		const { exports } = runtime;
		const pointer = runtime.create((place, error) => exports.unroll_trace_create(model.pointer, place, error));
		super(runtime, pointer, exports.unroll_trace_destroy);
		this.#model = model;
	}

	/**
	 * Of more than two classes: which one logits are of, for the reviews that are read from now on. null, or where there is no such class: the
	 * predicted one, of a corpus review its own.
	 */
	choose(label: number | null): void {
		const there = label !== null && label < this.#model.classNames().length;
		this.runtime.call((error) => this.runtime.exports.unroll_trace_choose(this.pointer, there ? label : UNROLL_ANY_CLASS, error));
	}

	/** Reads a review with the weights that the model has now. */
	read(text: string): ReviewTrace {
		const { exports, memory } = this.runtime;
		memory.borrowText(text, (pointer, size) =>
			this.runtime.call((error) => exports.unroll_trace_read(this.pointer, pointer, size, error)),
		);
		this.#text = text;
		return this.review();
	}

	/** Reads a review of a half of a corpus; its words have no places in a text. */
	readReview(corpus: Corpus, index: number, half: CorpusHalf = 'train-half'): ReviewTrace {
		const { exports } = this.runtime;
		this.runtime.call((error) =>
			exports.unroll_trace_read_review(this.pointer, corpus.pointer, unroll_half[half], uint32(index, 'review'), error),
		);
		this.#text = '';
		return this.review();
	}

	/**
	 * Finds out the predictions without each word, and up to it, for some more words; then review() has them. Returns
	 * how many words it has compared. The weights must be those of the reading.
	 */
	compare(words: number): number {
		const { exports } = this.runtime;
		this.runtime.call((error) => exports.unroll_trace_compare(this.pointer, uint32(words, 'words'), error));
		return this.runtime.result(unroll_trace_review, (place) => exports.unroll_trace_of_review(place, this.pointer)).compared;
	}

	review(): ReviewTrace {
		const { exports, memory } = this.runtime;
		const { prediction, compared, ...review } = this.runtime.result(unroll_trace_review, (place) =>
			exports.unroll_trace_of_review(place, this.pointer),
		);
		return {
			prediction: withClasses(this.#model, prediction),
			of: review.label,
			timesteps: memory.readArray(unroll_trace_timestep, review.timesteps, review.timestepCount).map((timestep) => ({
				...timestep,
				kind: kinds[timestep.id] ?? 'word',
				word: timestep.word === UNROLL_NO_WORD ? null : timestep.word,
			})),
			words: this.#words(memory.readArray(unroll_trace_word, review.words, review.wordCount), compared),
			compared,
		};
	}

	layers(): TraceLayer[] {
		const { exports, memory } = this.runtime;
		const { length } = memory.read(unroll_settings, exports.unroll_model_settings(this.#model.pointer));
		return Array.from({ length: exports.unroll_traced_layers(this.#model.pointer) }, (_, index) => {
			const { name, cell, backward, inputs, units, rows, values, dHidden, dInputs } = this.runtime.result(unroll_trace_layer, (place) =>
				exports.unroll_trace_of_layer(place, this.pointer, index),
			);
			return {
				name,
				cell,
				backward,
				rows: Array.from({ length: rows }, (_, row) => memory.text(exports.unroll_trace_row_name(unroll_cell[cell], row))),
				units,
				inputs,
				values: memory.floats(values, length * rows * units),
				dHidden: memory.floats(dHidden, length * units),
				dInputs: memory.floats(dInputs, length * inputs),
			};
		});
	}

	unit(layer: number, timestep: number, unit: number): UnitEquations {
		const { exports, memory } = this.runtime;
		const { gates, inputs, units, ...places } = this.runtime.result(unroll_trace_unit, (place, error) =>
			exports.unroll_trace_of_unit(
				this.pointer,
				uint32(layer, 'layer'),
				uint32(timestep, 'timestep'),
				uint32(unit, 'unit'),
				place,
				error,
			),
		);
		const row = (place: number, width: number, gate: number) => memory.floats(place + gate * width * f32.size, width);
		return {
			x: memory.floats(places.x, inputs),
			h: memory.floats(places.h, units),
			gates: memory.readArray(unroll_gate_terms, places.terms, gates).map((terms, gate) => ({
				kernel: row(places.kernel, inputs, gate),
				recurrentKernel: row(places.recurrentKernel, units, gate),
				terms,
			})),
		};
	}

	/** As the page counts places in a text; `without` and `upTo` only where they are known. */
	#words(words: readonly Value<typeof unroll_trace_word>[], compared: number): TraceWord[] {
		// Apart, as each rises: the bytes of a character are tokens in one place.
		const starts = textPlaces(this.#text, words.map(({ start }) => start));
		const ends = textPlaces(this.#text, words.map(({ end }) => end));
		const pieces = this.#model.tokenizer() !== 'words';
		return words.map((word, index) => ({
			...word,
			piece: pieces ? this.#model.word(word.id) : null,
			start: starts[index] ?? 0,
			end: ends[index] ?? 0,
			unknown: word.id === UNROLL_UNKNOWN_ID,
			timestep: word.timestep === UNROLL_NO_TIMESTEP ? null : word.timestep,
			without: index < compared ? word.without : null,
			upTo: index < compared ? word.upTo : null,
		}));
	}
}
