import { Corpus } from './corpus.ts';
import type { EngineFailure } from './failure.ts';
import { Model } from './model.ts';
import { Runtime } from './runtime.ts';
import { applySettings, readSettings, settingNames, withDefaults, withSettings, type SettingTexts } from './settings.ts';
import { Statistics } from './statistics.ts';
import { Trainer } from './trainer.ts';

/** The engine behind plain calls: handles, pointers and status numbers end in this folder. */
export class Engine extends Runtime {
	/** What a small training run yields: the same on every machine that computes correctly; '' where it fails. */
	knownAnswer(): string {
		const answer = this.exports.known_answer();
		return answer === 0 ? '' : this.memory.text(answer);
	}

	/** The names of all settings, in the engine's order. */
	settingNames(): string[] {
		return settingNames(this);
	}

	defaultSettings(): SettingTexts {
		return withDefaults(this, (settings) => readSettings(this, settings));
	}

	/** What is wrong with each setting by itself and, where nothing is, with all of them together. */
	checkSettings(texts: SettingTexts): EngineFailure[] {
		return withDefaults(this, (settings) => applySettings(this, settings, texts));
	}

	/** The bytes that a run of these settings takes, of `reviews` training reviews. */
	trainingMemory(texts: SettingTexts, reviews: number): number {
		return withSettings(
			this,
			texts,
			(settings) => this.handle(this.exports.training_memory(settings, reviews)) >>> 0, // it is unsigned
		);
	}

	/** Opens a corpus file, of which the engine keeps a copy. */
	openCorpus(file: Uint8Array): Corpus {
		return new Corpus(this, file, this.exports.corpus_open);
	}

	/** Opens a file of word-pair statistics, from which corpora can be drawn. The engine keeps a copy. */
	openStatistics(file: Uint8Array): Statistics {
		return new Statistics(this, file, this.exports.statistics_open);
	}

	createModel(texts: SettingTexts, corpus: Corpus): Model {
		return withSettings(
			this,
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

	/** Restores model and trainer from a checkpoint, on the corpus that the run was trained on. */
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
}
