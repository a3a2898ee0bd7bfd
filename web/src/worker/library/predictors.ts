import type { Engine } from '../../engine/engine.ts';
import type { Model } from '../../engine/model.ts';
import { Trace, type ReviewTrace } from '../../engine/trace.ts';
import type { Look } from '../../protocol/inside.ts';
import type { LibraryNews, ModelFacts, PredictedWord, Predictor, PredictorResult } from '../../protocol/library.ts';
import type { Failure } from '../../protocol/types.ts';
import type { Language } from '../../storage/preferences.ts';
import { toFailure } from '../failures.ts';
import { Inspector } from '../inspector.ts';

interface Loaded {
	predictor: Predictor;
	model: Model;
	trace: Trace;
	inspector: Inspector;
	/** The review that the inspector has been shown. */
	shown: string;
}

/** What is posted of the inside of predictors. */
export type InsideMessage = Extract<LibraryNews, { type: 'trace' | 'unit' }>;

// The models that classify typed reviews. Each has a vocabulary of its own: what one knows another may not. Those that were trained on
// reviews in another language than the text's are not asked.
export class Predictors {
	readonly #engine: Engine;
	readonly #post: (message: InsideMessage, transfer: Transferable[]) => void;
	#all: Loaded[] = [];

	constructor(engine: Engine, post: (message: InsideMessage, transfer: Transferable[]) => void) {
		this.#engine = engine;
		this.#post = post;
	}

	/** Adds the model of a file, in place of one with the same id. Throws where the file is no model. */
	add(id: string, kind: Predictor['kind'], file: Uint8Array, facts: ModelFacts): void {
		const model = this.#engine.openModel(file);
		const parameters = model.layers().reduce((sum, layer) => sum + layer.parameters, 0);
		const predictor = { ...facts, id, kind, settings: model.settings(), parameters, fingerprint: model.fingerprint() };
		this.remove(id);
		this.#all.push({ predictor, model, trace: new Trace(this.#engine, model), inspector: this.#createInspector(id), shown: '' });
	}

	#in(language: Language): Loaded[] {
		return this.#all.filter(({ predictor }) => (predictor.language ?? language) === language);
	}

	#createInspector(predictor: string): Inspector {
		return new Inspector(this.#engine, {
			trace: (trace, transfer) => this.#post({ type: 'trace', predictor, trace }, transfer),
			unit: (unit) => this.#post({ type: 'unit', predictor, unit }, []),
			later: (task) => setTimeout(task, 0),
		});
	}

	/** What the page shows of the inside of a predictor. */
	look(id: string, look: Look): void {
		this.#all.find(({ predictor }) => predictor.id === id)?.inspector.look(look);
	}

	/** Each reads a review, as far as the page looks inside. */
	read(text: string, language: Language): void {
		for (const loaded of this.#in(language)) {
			if (loaded.shown !== text) {
				loaded.shown = text;
				loaded.inspector.show(loaded.model, text, false);
			}
		}
	}

	remove(id: string): void {
		const loaded = this.#all.find(({ predictor }) => predictor.id === id);
		loaded?.trace.close();
		loaded?.inspector.leave(loaded.model);
		loaded?.model.close();
		this.#all = this.#all.filter((other) => other !== loaded);
	}

	/** Those that read a language. */
	list(language: Language): Predictor[] {
		return this.#in(language).map(({ predictor }) => predictor);
	}

	/** What each says; `failure` is why the last of those that cannot has none. */
	predict(text: string, language: Language): { results: PredictorResult[]; failure: Failure | null } {
		let failure: Failure | null = null;
		const results = this.#in(language).flatMap(({ predictor, trace }): PredictorResult[] => {
			try {
				const review = trace.read(text);
				return [{ predictor: predictor.id, prediction: review.prediction, words: predictedWords(review) }];
			} catch (error) {
				failure = toFailure(error);
				if (failure.kind === 'crashed') {
					throw error; // the engine, and not this predictor, is at its end
				}
				return [];
			}
		});
		return { results, failure };
	}
}

/** Of a word that was cut into pieces, what is predicted after the last of them. */
function predictedWords({ words, timesteps }: ReviewTrace): PredictedWord[] {
	const joined: PredictedWord[] = [];
	words.forEach(({ start, end, unknown, timestep, word }, index) => {
		const probability = timestep === null ? null : (timesteps[timestep]?.probability ?? null);
		const before = words[index - 1]?.word === word ? joined.pop() : undefined;
		joined.push({ start: before?.start ?? start, end, unknown: unknown || (before?.unknown ?? false), probability });
	});
	return joined;
}
