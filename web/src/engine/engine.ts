import type { EngineExports } from './exports.ts';
import { EngineFailure, status } from './failure.ts';
import { EngineMemory } from './memory.ts';
import { Model } from './model.ts';
import { OpenedFile } from './opened-file.ts';
import { Statistics } from './statistics.ts';
import { Trainer } from './trainer.ts';

/** Settings by their names in include/unroll/settings.h, each as its text. */
export type SettingTexts = Record<string, string>;

export interface CorpusInfo {
	trainReviews: number;
	testReviews: number;
	/** Ids are below this. */
	words: number;
	/** How many ids of a review were kept; 0 where all. */
	tail: number;
	/** How many words it knows; 0 where it was made of ids alone: what learns from it cannot judge a typed review. */
	knownWords: number;
	source: string;
}

const SETTING_TEXT = 64; // bytes, enough for every setting

// The engine behind plain calls: handles, pointers and status numbers end here. A call that fails throws an
// EngineFailure.
export class Engine {
	readonly exports: EngineExports;
	readonly memory: EngineMemory;
	/** As helpers need it. */
	readonly module: WebAssembly.Module;

	constructor(exports: EngineExports, module: WebAssembly.Module) {
		this.exports = exports;
		this.module = module;
		this.memory = new EngineMemory(exports);
	}

	lastFailure(): EngineFailure {
		return new EngineFailure(
			this.exports.error_status(),
			this.memory.text(this.exports.error_subject()),
			this.memory.text(this.exports.error_message()),
		);
	}

	/** Throws where a status is not OK. */
	check(result: number): void {
		if (result !== status.ok) {
			throw this.lastFailure();
		}
	}

	/** Throws where a handle is null. */
	handle(handle: number): number {
		if (handle === 0) {
			throw this.lastFailure();
		}
		return handle;
	}

	knownAnswer(): string {
		const answer = this.exports.known_answer();
		return answer === 0 ? '' : this.memory.text(answer);
	}

	/** The names of all settings, in the engine's order. */
	settingNames(): string[] {
		return Array.from({ length: this.exports.setting_count() }, (_, index) =>
			this.memory.text(this.exports.setting_name(index)),
		);
	}

	/** What is wrong with each setting by itself and, where nothing is, with all of them together. */
	checkSettings(texts: SettingTexts): EngineFailure[] {
		return this.#withSettings((settings) => this.#fillSettings(settings, texts));
	}

	/** The bytes that a run of these settings takes, of `reviews` training reviews. */
	trainingMemory(texts: SettingTexts, reviews: number): number {
		return this.#withCheckedSettings(
			texts,
			(settings) => this.handle(this.exports.training_memory(settings, reviews)) >>> 0, // it is unsigned
		);
	}

	/** The settings that an object of the engine was made with. */
	readSettings(settings: number): SettingTexts {
		return this.memory.borrow(SETTING_TEXT, (text) =>
			Object.fromEntries(
				this.settingNames().map((name) => {
					this.memory.borrowText(name, (pointer) =>
						this.check(this.exports.settings_get(settings, pointer, text, SETTING_TEXT)),
					);
					return [name, this.memory.text(text)];
				}),
			),
		);
	}

	defaultSettings(): SettingTexts {
		return this.#withSettings((settings) => this.readSettings(settings));
	}

	/** Opens a corpus file. Its bytes are copied into the engine, where the corpus keeps them. */
	openCorpus(file: Uint8Array): Corpus {
		const [handle, bytes] = this.#openKept(file, this.exports.corpus_open);
		return new Corpus(this, handle, bytes);
	}

	/** Opens a file of word-pair statistics, from which corpora can be drawn. Its bytes are copied into the engine. */
	openStatistics(file: Uint8Array): Statistics {
		const [handle, bytes] = this.#openKept(file, this.exports.statistics_open);
		return new Statistics(this, handle, bytes);
	}

	createModel(texts: SettingTexts, corpus: Corpus): Model {
		return this.#withCheckedSettings(
			texts,
			(settings) => new Model(this, this.handle(this.exports.model_create(settings, corpus.pointer))),
		);
	}

	openModel(file: Uint8Array): Model {
		return this.memory.borrow(file.length, (bytes) => {
			this.memory.write(bytes, file);
			return new Model(this, this.handle(this.exports.model_open(bytes, file.length)));
		});
	}

	/** Makes model and trainer anew from a checkpoint, on the corpus it was trained on. */
	resume(file: Uint8Array, corpus: Corpus): { model: Model; trainer: Trainer } {
		return this.memory.borrow(file.length + 16, (handles) => {
			const bytes = handles + 16;
			this.memory.write(bytes, file);
			this.check(
				this.exports.trainer_resume(bytes, file.length, corpus.pointer, handles, handles + 4),
			);
			const [model = 0, trainer = 0] = this.memory.integers(handles, 2);
			return { model: new Model(this, model), trainer: new Trainer(this, trainer) };
		});
	}

	/** The file that was just written, taken out of the engine. */
	takeFile(): Uint8Array<ArrayBuffer> {
		const file = this.memory.bytes(this.exports.file_data(), this.exports.file_size());
		this.exports.file_release();
		return file;
	}

	/** Copies a file into the engine for as long as what is opened on it lives: its handle, and the copy. */
	#openKept(file: Uint8Array, open: (bytes: number, size: number) => number): [handle: number, bytes: number] {
		const bytes = this.memory.allocate(file.length);
		this.memory.write(bytes, file);
		const handle = open(bytes, file.length);
		if (handle === 0) {
			const failure = this.lastFailure();
			this.memory.release(bytes);
			throw failure;
		}
		return [handle, bytes];
	}

	#withSettings<Result>(use: (settings: number) => Result): Result {
		const settings = this.exports.settings_create();
		if (settings === 0) {
			throw new EngineFailure(status.outOfMemory, 'settings', 'there is no memory left');
		}
		try {
			return use(settings);
		} finally {
			this.exports.settings_release(settings);
		}
	}

	#withCheckedSettings<Result>(texts: SettingTexts, use: (settings: number) => Result): Result {
		return this.#withSettings((settings) => {
			const [failure] = this.#fillSettings(settings, texts);
			if (failure) {
				throw failure;
			}
			return use(settings);
		});
	}

	#fillSettings(settings: number, texts: SettingTexts): EngineFailure[] {
		const failures: EngineFailure[] = [];
		for (const [name, text] of Object.entries(texts)) {
			const result = this.memory.borrowText(name, (namePointer) =>
				this.memory.borrowText(text, (textPointer) =>
					this.exports.settings_set(settings, namePointer, textPointer),
				),
			);
			if (result !== status.ok) {
				failures.push(this.lastFailure());
			}
		}
		if (failures.length === 0 && this.exports.settings_check(settings) !== status.ok) {
			failures.push(this.lastFailure());
		}
		return failures;
	}
}

export class Corpus extends OpenedFile {
	info(): CorpusInfo {
		const { exports, memory } = this.engine;
		return {
			trainReviews: exports.corpus_count(this.pointer, 0),
			testReviews: exports.corpus_count(this.pointer, 1),
			words: exports.corpus_words(this.pointer),
			tail: exports.corpus_tail(this.pointer),
			knownWords: exports.corpus_known_words(this.pointer),
			source: memory.text(exports.corpus_source(this.pointer)),
		};
	}

	createTrainer(model: Model): Trainer {
		const { exports } = this.engine;
		const trainer = this.engine.handle(exports.trainer_create(model.pointer, this.pointer));
		return new Trainer(this.engine, trainer);
	}

	protected release(): void {
		this.engine.exports.corpus_close(this.pointer);
	}
}
