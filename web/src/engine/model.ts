import type { Runtime } from './runtime.ts';
import { readSettings, type SettingTexts } from './settings.ts';
import { pieces, type Piece } from './pieces.ts';

/** A row of Keras' summary(). */
export interface LayerSummary {
	name: string;
	type: string;
	/** Output shape (None, steps, features), or (None, features) where steps is 0. */
	steps: number;
	features: number;
	parameters: number;
}

export interface Tensor {
	name: string;
	shape: number[];
	/** Row by row. A copy. */
	values: Float32Array;
}

export interface Verdict {
	logit: number;
	/** That the review is positive. */
	probability: number;
	/** In the review, and of them outside the vocabulary. */
	words: number;
	unknown: number;
}

const DOUBLE = 8; // bytes
const INTEGER = 4;
const UNKNOWN_ID = 2; // include/unroll/text.h

export class Model {
	readonly #runtime: Runtime;
	readonly pointer: number;
	/** Made at the first prediction; 0 before. */
	#predictor = 0;

	constructor(runtime: Runtime, pointer: number) {
		this.#runtime = runtime;
		this.pointer = pointer;
	}

	settings(): SettingTexts {
		return readSettings(this.#runtime, this.#runtime.exports.model_settings(this.pointer));
	}

	layers(): LayerSummary[] {
		const { exports, memory } = this.#runtime;
		const layer = (index: number): LayerSummary =>
			memory.borrow(3 * DOUBLE, (values) => {
				exports.model_layer_shape(this.pointer, index, values);
				const [steps = 0, features = 0, parameters = 0] = memory.doubles(values, 3);
				const name = memory.text(exports.model_layer_name(this.pointer, index));
				const type = memory.text(exports.model_layer_type(this.pointer, index));
				return { name, type, steps, features, parameters };
			});
		return Array.from({ length: exports.model_layer_count(this.pointer) }, (_, index) => layer(index));
	}

	tensors(): Tensor[] {
		const { exports, memory } = this.#runtime;
		const tensor = (index: number): Tensor =>
			memory.borrow(3 * DOUBLE, (shapePointer) => {
				const values = exports.model_tensor_values(this.pointer, index, shapePointer);
				const [rank = 0, rows = 0, columns = 0] = memory.doubles(shapePointer, 3);
				const shape = rank === 1 ? [rows] : [rows, columns];
				const count = shape.reduce((product, size) => product * size, 1);
				const name = memory.text(exports.model_tensor_name(this.pointer, index));
				return { name, shape, values: memory.floats(values, count) };
			});
		return Array.from({ length: exports.model_tensor_count(this.pointer) }, (_, index) => tensor(index));
	}

	/** The SHA-256 of the weights: two runs match where these match. */
	fingerprint(): string {
		return this.#runtime.memory.text(this.#runtime.exports.model_fingerprint(this.pointer));
	}

	predict(text: string): Verdict {
		const { exports, memory } = this.#runtime;
		this.#predictor ||= this.#runtime.handle(exports.predictor_create(this.pointer));
		return memory.borrow(5 * DOUBLE, (values) => {
			memory.borrowText(text, (pointer, size) =>
				this.#runtime.check(exports.predictor_predict(this.#predictor, pointer, size, values)),
			);
			const [logit = 0, probability = 0, , words = 0, unknown = 0] = memory.doubles(values, 5);
			return { logit, probability, words, unknown };
		});
	}

	/** The text in pieces, of which those that are words outside the vocabulary are marked. */
	pieces(text: string): Piece[] {
		const { exports, memory } = this.#runtime;
		return memory.borrowText(text, (pointer, size) => {
			const capacity = Math.ceil((size + 1) / 2); // a word and a space have two bytes
			return memory.borrow(3 * capacity * INTEGER, (places) => {
				const count = exports.model_words_of(this.pointer, pointer, size, places, capacity);
				if (count < 0) {
					throw this.#runtime.lastFailure();
				}
				return pieces(text, memory.integers(places, 3 * count), UNKNOWN_ID);
			});
		});
	}

	save(): Uint8Array<ArrayBuffer> {
		this.#runtime.check(this.#runtime.exports.model_save(this.pointer));
		return this.#runtime.takeFile();
	}

	/** Its trainer must be closed before. */
	close(): void {
		if (this.#predictor !== 0) {
			this.#runtime.exports.predictor_destroy(this.#predictor);
		}
		this.#runtime.exports.model_destroy(this.pointer);
	}
}
