import type { Runtime } from './runtime.ts';
import type { Model, Verdict } from './model.ts';
import { textPlaces } from './text-places.ts';

// A look inside a model while it reads a review: unroll_trace of include/unroll/inspection.h, which tells what each
// number is. Everything that leaves here is a copy.

/** What the network is given at a timestep, and what it would say if the review ended there. */
export interface TraceStep {
	kind: 'padding' | 'start' | 'word';
	id: number;
	/** Which word of the review; null for padding and the start. */
	word: number | null;
	logit: number;
	/** That the review is positive. */
	probability: number;
}

/** A word of the review. */
export interface TraceWord {
	/** Its place in the text: text.slice(start, end). */
	start: number;
	end: number;
	id: number;
	/** Outside the vocabulary of the model. */
	unknown: boolean;
	/** When it is read; null where truncating cut it off. */
	step: number | null;
	/** The gradient of the logit by the word's embedding, times the embedding: what moved the verdict. */
	moved: number;
	/** The length of that gradient. */
	norm: number;
	/** The logit of the review without the word, and up to it; null until Trace.compare() has come there. */
	without: number | null;
	upTo: number | null;
}

export interface ReviewTrace {
	verdict: Verdict;
	steps: TraceStep[];
	words: TraceWord[];
	/** Words, from the first on, that have been compared. */
	compared: number;
}

/** A recurrent layer at all steps. T steps, R rows, H units, E inputs. */
export interface TraceLayer {
	name: string;
	/** The names of the rows: h first, then gates, then the sums that they come of. */
	rows: string[];
	units: number;
	/** E; 1 for one-hot input. */
	inputs: number;
	/** (T, R, H). */
	values: Float32Array;
	/** (T, H): gradient of the verdict's logit by the hidden state after each step. */
	dHidden: Float32Array;
	/** (T, E): and by what the layer got at each step. */
	dInputs: Float32Array;
}

/** The terms of one gate's sum. */
export interface GateTerms {
	/** x·W. */
	input: number;
	/** h·U, of the hidden state before the step. */
	recurrent: number;
	bias: number;
	/** Of a GRU; 0 otherwise. */
	recurrentBias: number;
	sum: number;
	/** The gate, or the candidate. */
	value: number;
}

/** The equations of one unit at one step, gates in Keras' order. */
export interface UnitEquations {
	/** (E) and (H): what comes from below, and the hidden state before the step. */
	x: Float32Array;
	h: Float32Array;
	/** Of each gate. */
	gates: { kernel: Float32Array; recurrentKernel: Float32Array; terms: GateTerms }[];
}

const DOUBLE = 8; // bytes
const NONE = 0xffffffff; // UNROLL_NO_WORD, UNROLL_NO_STEP
const kinds = ['padding', 'start'] as const; // ids 0 and 1
const UNKNOWN_ID = 2;
const STEP_NUMBERS = 4; // unroll_trace_step
const WORD_NUMBERS = 8; // unroll_trace_word

/** Reviews as one model sees them. The model must outlive it. */
export class Trace {
	readonly #runtime: Runtime;
	readonly #model: Model;
	readonly #pointer: number;
	#text = '';

	constructor(runtime: Runtime, model: Model) {
		this.#runtime = runtime;
		this.#model = model;
		this.#pointer = runtime.handle(runtime.exports.trace_create(model.pointer));
	}

	/** Reads a review with the weights that the model has now. */
	read(text: string): ReviewTrace {
		const { exports, memory } = this.#runtime;
		memory.borrowText(text, (pointer, size) =>
			this.#runtime.check(exports.trace_read(this.#pointer, pointer, size)),
		);
		this.#text = text;
		return this.review();
	}

	/**
	 * Finds out the verdicts without each word, and up to it, for some more words; then review() has them. Returns
	 * how many words it has compared. The weights must be those of the reading.
	 */
	compare(words: number): number {
		return this.#runtime.exports.trace_compare(this.#pointer, words);
	}

	review(): ReviewTrace {
		const { exports, memory } = this.#runtime;
		const facts = memory.borrow(6 * DOUBLE, (values) => {
			exports.trace_review(this.#pointer, values);
			return memory.doubles(values, 6);
		});
		const [logit = 0, probability = 0, words = 0, unknown = 0, steps = 0, compared = 0] = facts;
		return {
			verdict: { logit, probability, words, unknown },
			steps: this.#steps(steps),
			words: this.#words(words, compared),
			compared,
		};
	}

	layers(): TraceLayer[] {
		const { exports, memory } = this.#runtime;
		const settings = this.#model.settings();
		const steps = Number(settings.length);
		return (settings.units ?? '').split(',').map((_, index) =>
			memory.borrow(6 * DOUBLE, (facts) => {
				const name = memory.text(exports.trace_layer(this.#pointer, index, facts));
				const [inputs = 0, units = 0, rows = 0, values = 0, dHidden = 0, dInputs = 0] = memory.doubles(facts, 6);
				return {
					name,
					rows: Array.from({ length: rows }, (_, row) => this.#rowName(row)),
					units,
					inputs,
					values: memory.floats(values, steps * rows * units),
					dHidden: memory.floats(dHidden, steps * units),
					dInputs: memory.floats(dInputs, steps * inputs),
				};
			}),
		);
	}

	unit(layer: number, step: number, unit: number): UnitEquations {
		const { exports, memory } = this.#runtime;
		return memory.borrow(8 * DOUBLE, (facts) => {
			this.#runtime.check(exports.trace_unit(this.#pointer, layer, step, unit, facts));
			const [gates = 0, inputs = 0, units = 0, x = 0, h = 0, kernel = 0, recurrentKernel = 0, terms = 0] =
				memory.doubles(facts, 8);
			const kernels = memory.floats(kernel, gates * inputs);
			const recurrentKernels = memory.floats(recurrentKernel, gates * units);
			const allTerms = memory.doubles(terms, gates * 6);
			return {
				x: memory.floats(x, inputs),
				h: memory.floats(h, units),
				gates: Array.from({ length: gates }, (_, gate) => ({
					kernel: kernels.slice(gate * inputs, (gate + 1) * inputs),
					recurrentKernel: recurrentKernels.slice(gate * units, (gate + 1) * units),
					terms: gateTerms(allTerms.subarray(6 * gate, 6 * gate + 6)),
				})),
			};
		});
	}

	close(): void {
		this.#runtime.exports.trace_destroy(this.#pointer);
	}

	#rowName(row: number): string {
		return this.#runtime.memory.text(this.#runtime.exports.trace_row_name(this.#model.pointer, row));
	}

	#steps(count: number): TraceStep[] {
		const { exports, memory } = this.#runtime;
		const place = exports.trace_steps(this.#pointer);
		const integers = memory.integers(place, STEP_NUMBERS * count);
		const floats = new Float32Array(integers.buffer);
		return Array.from({ length: count }, (_, step) => {
			const [id = 0, word = NONE] = integers.subarray(STEP_NUMBERS * step);
			const [logit = NaN, probability = NaN] = floats.subarray(STEP_NUMBERS * step + 2);
			return { kind: kinds[id] ?? 'word', id, word: word === NONE ? null : word, logit, probability };
		});
	}

	#words(count: number, compared: number): TraceWord[] {
		const { exports, memory } = this.#runtime;
		const integers = memory.integers(exports.trace_words(this.#pointer), WORD_NUMBERS * count);
		const floats = new Float32Array(integers.buffer);
		const places = textPlaces(
			this.#text,
			Array.from({ length: 2 * count }, (_, i) => integers[WORD_NUMBERS * (i >> 1) + (i & 1)] ?? 0),
		);
		return Array.from({ length: count }, (_, word) => {
			const [, , id = 0, step = NONE] = integers.subarray(WORD_NUMBERS * word);
			const [moved = NaN, norm = NaN, without = NaN, upTo = NaN] = floats.subarray(WORD_NUMBERS * word + 4);
			return {
				start: places[2 * word] ?? 0,
				end: places[2 * word + 1] ?? 0,
				id,
				unknown: id === UNKNOWN_ID,
				step: step === NONE ? null : step,
				moved,
				norm,
				without: word < compared ? without : null,
				upTo: word < compared ? upTo : null,
			};
		});
	}
}

function gateTerms(numbers: Float64Array): GateTerms {
	const [input = NaN, recurrent = NaN, bias = NaN, recurrentBias = NaN, sum = NaN, value = NaN] = numbers;
	return { input, recurrent, bias, recurrentBias, sum, value };
}
