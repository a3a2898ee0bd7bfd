import { Corpus } from './corpus.ts';
import { uint32, type EngineFailure } from './failure.ts';
import { fingerprint, Model } from './model.ts';
import { Runtime } from './runtime.ts';
import { applySettings, readLayers, readSettings, settingNames, withDefaults, withSettings, type LayerSummary, type SettingTexts } from './settings.ts';
import { Statistics } from './statistics.ts';
import { Trainer } from './trainer.ts';
import { array, u32 } from './types.ts';

/** The engine behind plain calls: handles, pointers and status numbers end in this folder. */
export class Engine extends Runtime {
	/** What a small training run yields: the same on every machine that computes correctly; '' where it fails. */
	knownAnswer(): string {
		return fingerprint(this, (text) => this.exports.known_answer(text));
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

	/** The layers of the network that these settings ask for; nothing is drawn for it. */
	layers(texts: SettingTexts): LayerSummary[] {
		return withSettings(this, texts, (settings) => readLayers(this, settings));
	}

	/** The bytes that a run of these settings takes, of `reviews` training reviews. */
	trainingMemory(texts: SettingTexts, reviews: number): number {
		return withSettings(
			this,
			texts,
			(settings) =>
				this.result(u32, (bytes, error) => this.exports.unroll_training_memory(settings, uint32(reviews, 'reviews'), bytes, error)),
		);
	}

	/** Opens a corpus file, of which the engine keeps a copy. */
	openCorpus(file: Uint8Array): Corpus {
		return new Corpus(this, file);
	}

	/** Opens a file of word-pair statistics, from which corpora can be drawn. The engine keeps a copy. */
	openStatistics(file: Uint8Array): Statistics {
		return new Statistics(this, file);
	}

	createModel(texts: SettingTexts, corpus: Corpus): Model {
		const vocabulary = this.exports.unroll_corpus_vocabulary(corpus.pointer);
		const pointer = withSettings(this, texts, (settings) =>
			this.create((place, error) => this.exports.unroll_model_create(settings, vocabulary, place, error)),
		);
		return new Model(this, pointer);
	}

	openModel(file: Uint8Array): Model {
		const pointer = this.memory.borrowBytes(file, (bytes, size) =>
			this.create((place, error) => this.exports.unroll_model_open(bytes, size, place, error)),
		);
		return new Model(this, pointer);
	}

	/** Restores model and trainer from a checkpoint, on the corpus that the run was trained on. */
	resume(file: Uint8Array, corpus: Corpus): { model: Model; trainer: Trainer } {
		const [model = 0, trainer = 0] = this.memory.borrowBytes(file, (bytes, size) =>
			this.result(array(u32, 2), (places, error) =>
				this.exports.unroll_trainer_resume(bytes, size, corpus.pointer, places, places + u32.size, error),
			),
		);
		return { model: new Model(this, model), trainer: new Trainer(this, trainer) };
	}
}
