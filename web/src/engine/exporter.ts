import { u32 } from './types.ts';
import { unroll_described, unroll_format, unroll_found_words, type ExporterExports } from './boundary.ts';
import { instantiate } from './instantiate.ts';
import { fingerprint } from './model.ts';
import { Runtime } from './runtime.ts';
import { readLayers, readSettings, withSettings, type LayerSummary, type SettingTexts } from './settings.ts';
import { tokenizerOf, type Tokenizer } from './tokens.ts';

export type Format = keyof typeof unroll_format;
/** What a file says beside its weights: nothing, its network, or all of the model. */
export type Described = keyof typeof unroll_described;

/** What a file does not say of its model. */
export interface GivenOfModel {
	/** All settings; those of the network must be its. */
	settings: SettingTexts;
	/** Words joined by newlines, the first with id 4; a corpus file, which has them; or null where they are not known. */
	words: string | Uint8Array | null;
}

/** A model that was imported. */
export interface ImportedModel {
	/** A model file. */
	file: Uint8Array<ArrayBuffer>;
	settings: SettingTexts;
	layers: LayerSummary[];
	tokenizer: Tokenizer;
	fingerprint: string;
}

/** A model before its training, with word vectors of others. */
export interface EmbeddedModel {
	/** A model file. */
	file: Uint8Array<ArrayBuffer>;
	settings: SettingTexts;
	/** Words of the model that have a vector, and all that have an id. */
	found: number;
	of: number;
}

/** A running exporter.wasm: models as files of other libraries and back, include/unroll/exchange.h; and word vectors, word_vectors.h. */
export class Exporter extends Runtime<ExporterExports> {
	/** `model` is a model file. */
	export(model: Uint8Array, format: Format): Uint8Array<ArrayBuffer> {
		return this.#with(this.#open(model), (pointer) =>
			this.file((file, error) => this.exports.unroll_model_export(pointer, unroll_format[format], file, error)),
		);
	}

	/** What a file of Keras or PyTorch says of its model: its settings, and `texts` where it says nothing. */
	describe(file: Uint8Array, texts: SettingTexts): { described: Described; settings: SettingTexts } {
		return this.memory.borrowBytes(file, (bytes, size) =>
			withSettings(this, texts, (settings) => {
				const by = this.result(u32, (place, error) => this.exports.unroll_model_file_settings(bytes, size, settings, place, error));
				const [described = 'not'] = Object.entries(unroll_described).flatMap(([name, value]) => (value === by ? [name as Described] : []));
				return { described, settings: readSettings(this, settings) };
			}),
		);
	}

	/** The model of a file of Keras or PyTorch; `given` is null where the file says all. */
	import(file: Uint8Array, given: GivenOfModel | null): ImportedModel {
		return this.#facts(this.#imported(file, given));
	}

	/** The model of a model file. */
	open(file: Uint8Array): ImportedModel {
		return this.#facts(this.#open(file));
	}

	/**
	 * The model that a run of these settings and words begins with, with the vectors of a text of GloVe, fastText or word2vec, in parts of which the
	 * first has a whole line. The embedding is as large as they are.
	 */
	async embed(settings: SettingTexts, words: string | Uint8Array, text: AsyncIterable<Uint8Array>): Promise<EmbeddedModel> {
		const { exports, memory } = this;
		let [model, vectors] = [0, 0];
		try {
			for await (const part of text) {
				if (!model) {
					const embedding = memory.borrowBytes(part, (bytes, size) => this.result(u32, (place, error) => exports.unroll_word_vector_dimensions(bytes, size, place, error)));
					model = this.#untrained({ ...settings, embedding: String(embedding) }, words);
					vectors = this.create((place, error) => exports.unroll_word_vectors_create(model, place, error));
				}
				memory.borrowBytes(part, (bytes, size) => this.call((error) => exports.unroll_word_vectors_add(vectors, bytes, size, error)));
			}
			return this.#embedded(model, (place, error) => exports.unroll_word_vectors_finish(vectors, place, error));
		} finally {
			exports.unroll_word_vectors_destroy(vectors);
			exports.unroll_model_destroy(model);
		}
	}

	/** The same with the embedding of another model, of a model file. */
	embedFrom(settings: SettingTexts, words: string | Uint8Array, other: Uint8Array): EmbeddedModel {
		const { exports } = this;
		return this.#with(this.#open(other), (from) => {
			const { embedding = '' } = readSettings(this, exports.unroll_model_settings(from));
			return this.#with(this.#untrained({ ...settings, embedding }, words), (model) =>
				this.#embedded(model, (place, error) => exports.unroll_model_embed_from(model, from, place, error)),
			);
		});
	}

	#untrained(settings: SettingTexts, words: string | Uint8Array): number {
		return withSettings(this, settings, (at) =>
			this.#withWords(words, (vocabulary) => this.create((place, error) => this.exports.unroll_model_create(at, vocabulary, place, error))),
		);
	}

	#embedded(model: number, take: (place: number, error: number) => number): EmbeddedModel {
		const found = this.result(unroll_found_words, take);
		const settings = readSettings(this, this.exports.unroll_model_settings(model));
		return { file: this.file((bytes, error) => this.exports.unroll_model_save(model, bytes, error)), settings, ...found };
	}

	#facts(model: number): ImportedModel {
		return this.#with(model, (pointer) => {
			const { exports } = this;
			const settings = exports.unroll_model_settings(pointer);
			return {
				file: this.file((bytes, error) => exports.unroll_model_save(pointer, bytes, error)),
				settings: readSettings(this, settings),
				layers: readLayers(this, settings),
				tokenizer: tokenizerOf(this, exports.unroll_model_vocabulary(pointer)),
				fingerprint: fingerprint(this, (text) => exports.unroll_model_fingerprint(pointer, text)),
			};
		});
	}

	#with<Result>(model: number, use: (model: number) => Result): Result {
		try {
			return use(model);
		} finally {
			this.exports.unroll_model_destroy(model);
		}
	}

	#open(file: Uint8Array): number {
		return this.memory.borrowBytes(file, (bytes, size) => this.create((place, error) => this.exports.unroll_model_open(bytes, size, place, error)));
	}

	#imported(file: Uint8Array, given: GivenOfModel | null): number {
		const take = (settings: number, words: number) =>
			this.memory.borrowBytes(file, (bytes, size) =>
				this.create((place, error) => this.exports.unroll_model_import(bytes, size, settings, words, place, error)),
			);
		return given ? withSettings(this, given.settings, (settings) => this.#withWords(given.words, (words) => take(settings, words))) : take(0, 0);
	}

	/** Lends a vocabulary, or 0 where there is none. */
	#withWords<Result>(words: GivenOfModel['words'], use: (vocabulary: number) => Result): Result {
		const { exports, memory } = this;
		if (words === null) {
			return use(0);
		}
		const isText = typeof words === 'string';
		const owner = isText
			? memory.borrowText(words, (text, size) => this.create((place, error) => exports.unroll_vocabulary_create(text, size, place, error)))
			: memory.borrowBytes(words, (bytes, size) => this.create((place, error) => exports.unroll_corpus_open(bytes, size, place, error)));
		try {
			return use(isText ? owner : exports.unroll_corpus_vocabulary(owner));
		} finally {
			(isText ? exports.unroll_vocabulary_destroy : exports.unroll_corpus_close)(owner);
		}
	}
}

/** Starts one from the bytes of exporter.wasm. Its memory is freed with it. */
export async function startExporter(bytes: BufferSource): Promise<Exporter> {
	const module = await WebAssembly.compile(bytes);
	return new Exporter(await instantiate<ExporterExports>(module), module);
}
