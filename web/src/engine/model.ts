import {
	unroll_layer_summary,
	unroll_prediction,
	unroll_settings,
	unroll_tensor,
	UNROLL_UNKNOWN_ID,
} from './boundary.ts';
import { EngineObject } from './engine-object.ts';
import { pieces, type Piece } from './pieces.ts';
import type { Runtime } from './runtime.ts';
import type { ModuleExports } from './memory.ts';
import { readSettings, type LayerSummary, type SettingTexts } from './settings.ts';
import { tokenize, tokenizerOf, wordOf, type Tokenizer } from './tokens.ts';
import { chars, f32, u32, type Value } from './types.ts';

export interface Tensor {
	name: string;
	shape: number[];
	/** Row by row. A copy. */
	values: Float32Array;
}

/** A prediction: include/unroll/predictor.h. */
export type Prediction = Omit<Value<typeof unroll_prediction>, 'classes' | 'probabilities'> & {
	/** What the model calls the two classes, where they have names of their own. */
	classes?: ClassNames;
	/** Of more than two classes all of them, by label; logit and probability are then those of the predicted one. */
	all?: ClassProbability[];
};

export interface ClassProbability {
	name: string;
	probability: number;
}

export interface ClassNames {
	positive: string;
	negative: string;
}

/** The fingerprint that a function writes: a SHA-256 in hexadecimal. */
export const fingerprint = (runtime: Runtime<ModuleExports>, write: (text: number) => void): string => runtime.result(chars(65), write);

/** A prediction with what the model calls the classes. */
export function withClasses(model: Model, { classes: count, probabilities, ...prediction }: Value<typeof unroll_prediction>): Prediction {
	if (count > 2) {
		return { ...prediction, all: model.classNames().map((name, label) => ({ name, probability: probabilities[label] ?? 0 })) };
	}
	const classes = model.classes();
	return classes ? { ...prediction, classes } : prediction;
}

/** A network with its weights: include/unroll/model.h. Its trainer must be closed before it. */
export class Model extends EngineObject {
	/** Made at the first prediction. */
	#predictor: Predictor | null = null;

	constructor(runtime: Runtime, pointer: number) {
		super(runtime, pointer, runtime.exports.unroll_model_destroy);
	}

	settings(): SettingTexts {
		return readSettings(this.runtime, this.runtime.exports.unroll_model_settings(this.pointer));
	}

	layers(): LayerSummary[] {
		const { exports } = this.runtime;
		return Array.from({ length: exports.unroll_model_layer_count(this.pointer) }, (_, index) =>
			this.runtime.result(unroll_layer_summary, (place) => exports.unroll_model_layer(place, this.pointer, index)),
		);
	}

	tensors(): Tensor[] {
		const { exports, memory } = this.runtime;
		return Array.from({ length: exports.unroll_model_tensor_count(this.pointer) }, (_, index) => {
			const { name, rank, shape, values } = this.runtime.result(unroll_tensor, (place) =>
				exports.unroll_model_tensor(place, this.pointer, index),
			);
			const count = shape.slice(0, rank).reduce((product, size) => product * size, 1);
			return { name, shape: shape.slice(0, rank), values: memory.floats(values, count) };
		});
	}

	/** What it cuts texts into. */
	tokenizer(): Tokenizer {
		return tokenizerOf(this.runtime, this.runtime.exports.unroll_model_vocabulary(this.pointer));
	}

	/** Its words, joined by newlines, as a corpus for it can be made with. */
	vocabularyText(): string {
		const { exports, memory } = this.runtime;
		const words = exports.unroll_model_vocabulary(this.pointer);
		return memory.borrow(u32.size, (size) => {
			const text = exports.unroll_vocabulary_text(words, exports.unroll_vocabulary_count(words), size);
			return new TextDecoder().decode(memory.bytes(text, memory.read(u32, size)));
		});
	}

	/** The word that has an id, or the piece as a reader sees it; '' where the id is none of a word, or the words are not known. */
	word(id: number): string {
		return wordOf(this.runtime, this.runtime.exports.unroll_model_vocabulary(this.pointer), id);
	}

	/** (ids, dimensions): the embeddings of some ids; null with one-hot input. */
	embeddings(ids: readonly number[]): { dimensions: number; values: Float32Array } | null {
		const { exports, memory } = this.runtime;
		const { name, shape, values } = this.runtime.result(unroll_tensor, (place) => exports.unroll_model_tensor(place, this.pointer, 0));
		const dimensions = shape[1] ?? 0;
		if (name !== 'embedding/embeddings') {
			return null;
		}
		const rows = new Float32Array(ids.length * dimensions);
		ids.forEach((id, row) => rows.set(memory.floats(values + id * dimensions * f32.size, dimensions), row * dimensions));
		return { dimensions, values: rows };
	}

	/** The SHA-256 of the weights: two runs match where these match. */
	fingerprint(): string {
		return fingerprint(this.runtime, (text) => this.runtime.exports.unroll_model_fingerprint(this.pointer, text));
	}

	predict(text: string): Prediction {
		this.#predictor ??= new Predictor(this.runtime, this.pointer);
		return withClasses(this, this.#predictor.predict(text));
	}

	/** The names of all classes, by label. */
	classNames(): string[] {
		const { exports, memory } = this.runtime;
		const { classes } = memory.read(unroll_settings, exports.unroll_model_settings(this.pointer));
		return Array.from({ length: classes }, (_, label) => memory.text(exports.unroll_model_class(this.pointer, label)));
	}

	/** What it calls the classes, where there are two with names of their own. */
	classes(): ClassNames | null {
		const [negative = '', positive = '', ...more] = this.classNames();
		return more.length > 0 || (positive === 'positive' && negative === 'negative') ? null : { positive, negative };
	}

	/** The text in pieces, of which those that are words outside the vocabulary are marked. */
	pieces(text: string): Piece[] {
		const unknown = tokenize(this.runtime, this.runtime.exports.unroll_model_vocabulary(this.pointer), text);
		return pieces(text, unknown.filter(({ id }) => id === UNROLL_UNKNOWN_ID));
	}

	save(): Uint8Array<ArrayBuffer> {
		const { exports } = this.runtime;
		return this.runtime.file((file, error) => exports.unroll_model_save(this.pointer, file, error));
	}

	override close(): void {
		this.#predictor?.close();
		this.#predictor = null;
		super.close();
	}
}

/** Classifies reviews with the weights that the model has at the time. */
class Predictor extends EngineObject {
	constructor(runtime: Runtime, model: number) {
		const { exports } = runtime;
		const pointer = runtime.create((place, error) => exports.unroll_predictor_create(model, place, error));
		super(runtime, pointer, exports.unroll_predictor_destroy);
	}

	predict(text: string): Value<typeof unroll_prediction> {
		const { exports, memory } = this.runtime;
		return memory.borrowText(text, (pointer, size) =>
			this.runtime.result(unroll_prediction, (place, error) =>
				exports.unroll_predictor_predict(this.pointer, pointer, size, place, error),
			),
		);
	}
}
