import { BagOfWords, Predictions, ReviewEvaluator } from '../../engine/evaluation.ts';
import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Split } from '../../engine/evaluator.ts';
import { EngineFailure } from '../../engine/failure.ts';
import type { Importer } from '../../engine/importer.ts';
import type { Model } from '../../engine/model.ts';
import { f32 } from '../../engine/types.ts';
import type {
	Evaluated,
	EvaluatedModel,
	EvaluatedReviews,
	EvaluationAnswer,
	EvaluationCommand,
	ReadReview,
	ReviewQuery,
	Rival,
	ThresholdFigures,
	ToEvaluation,
} from '../../protocol/evaluation.ts';
import type { Done, Failed, Numbered } from '../../protocol/requests.ts';
import type { Language } from '../../storage/preferences.ts';
import { answerOnce, type Answer } from '../answer-once.ts';
import { LoadFailure } from '../failures.ts';
import { testReviewsOf } from '../library/corpora.ts';
import type { SiteFile, SiteFiles } from '../library/site-files.ts';
import { unpack } from '../library/unpack.ts';
import { tableFor } from './table-for.ts';

const GROUPS = 5;
const BINS = 10;
/** Of a curve: more than a screen shows. */
const MOST_POINTS = 400;

export interface Surroundings {
	loadEngine(): Promise<Engine>;
	loadImporter(): Promise<Importer>;
	files: SiteFiles;
	post(message: Numbered<EvaluationAnswer> | Done | Failed, transfer?: Transferable[]): void;
}

/** A network and its predictions. */
interface Scored {
	model: Model;
	evaluator: ReviewEvaluator;
	predictions: Predictions;
}

/** What is evaluated. */
interface Current extends Scored {
	corpus: Corpus;
	split: Split;
	threshold: number;
	second: Scored | null;
	bag: { predictions: Predictions; logits: number } | null;
}

// What the evaluation worker does; evaluation-worker.ts connects it with the page and the files of engine and site.
export class EvaluationSession {
	readonly #around: Surroundings;
	#engine: Promise<Engine> | null = null;
	#current: Current | null = null;

	constructor(around: Surroundings) {
		this.#around = around;
	}

	receive({ request, ...command }: ToEvaluation): Promise<void> {
		return answerOnce<EvaluationAnswer>(request, this.#around.post, (answer) => this.#obey(command, answer));
	}

	async #obey(command: EvaluationCommand, answer: Answer<EvaluationAnswer>): Promise<void> {
		if (command.type === 'evaluate') {
			return answer({ type: 'evaluated', evaluated: await this.#evaluate(command) });
		}
		const engine = await this.#theEngine();
		const current = this.#current;
		if (!current) {
			throw new Error('nothing has been evaluated');
		}
		switch (command.type) {
			case 'threshold':
				current.threshold = command.threshold;
				break;
			case 'against': {
				const model = command.model && engine.openModel(await this.#modelFile(command.model));
				closeScored(current.second);
				current.second = null;
				current.second = model && secondOf(engine, model, current);
				break;
			}
			case 'bag':
				current.bag = bagOf(engine, current, new Uint8Array(command.corpus));
				break;
			case 'reviews':
				return answer({ type: 'reviews', ...readReviews(current, command.query) });
		}
		answer({ type: 'figures', figures: figuresOf(current) });
	}

	#theEngine(): Promise<Engine> {
		this.#engine ??= this.#around.loadEngine();
		return this.#engine;
	}

	async #evaluate({ model: wanted, reviews, threshold }: Extract<EvaluationCommand, { type: 'evaluate' }>): Promise<Evaluated> {
		// What is fetched comes while the engine is compiled, which takes other threads.
		const [engine, modelFile, testReviews] = await Promise.all([
			this.#theEngine(),
			this.#modelFile(wanted),
			reviews.kind === 'test' ? this.#testReviews(reviews.language) : null,
		]);
		this.#close(engine);
		const model = engine.openModel(modelFile);
		try {
			const { file, split } = reviews.kind === 'test' ? ({ file: testReviews!, split: 'every-review' } as const) : await this.#ownReviews(model, reviews);
			const corpus = engine.openCorpus(file);
			try {
				const scored = score(engine, model, corpus, split);
				this.#current = { ...scored, corpus, split, threshold, second: null, bag: null };
			} catch (failure) {
				corpus.close();
				throw failure;
			}
		} catch (failure) {
			model.close();
			throw failure;
		}
		return describe(this.#current);
	}

	async #modelFile(wanted: EvaluatedModel): Promise<Uint8Array<ArrayBuffer>> {
		return 'path' in wanted ? unpack(await this.#siteFile(({ path }) => path === wanted.path)) : new Uint8Array(wanted.file);
	}

	async #siteFile(isIt: (file: SiteFile) => boolean): Promise<Uint8Array<ArrayBuffer>> {
		const { files } = await this.#around.files.catalogue();
		const file = files.find(isIt);
		if (!file) {
			throw new LoadFailure({ kind: 'corpus-missing', url: 'catalogue.json' });
		}
		return this.#around.files.file(file);
	}

	async #ownReviews(model: Model, reviews: Exclude<EvaluatedReviews, { kind: 'test' }>): Promise<{ file: Uint8Array; split: Split }> {
		if (reviews.kind === 'validation') {
			return { file: new Uint8Array(reviews.corpus), split: 'validation-split' };
		}
		return { file: await tableFor(model, await this.#around.loadImporter(), reviews.file), split: 'every-review' };
	}

	async #testReviews(language: Language): Promise<Uint8Array> {
		return unpack(await this.#siteFile((file) => testReviewsOf(file) === language));
	}

	#close(engine: Engine): void {
		const current = this.#current;
		this.#current = null;
		if (current?.bag) {
			engine.memory.release(current.bag.logits);
		}
		closeScored(current?.second ?? null);
		closeScored(current);
		current?.corpus.close();
	}
}

function closeScored(scored: Scored | null): void {
	scored?.evaluator.close();
	scored?.model.close();
}

function score(engine: Engine, model: Model, corpus: Corpus, split: Split): Scored {
	const evaluator = new ReviewEvaluator(engine, model, corpus, split);
	try {
		for (let scored = evaluator.step(1); scored.reviews < scored.total; ) {
			scored = evaluator.step(1);
		}
		const predictions = new Predictions(engine, evaluator.reviews().predictions);
		return { model, evaluator, predictions };
	} catch (failure) {
		evaluator.close();
		throw failure;
	}
}

function secondOf(engine: Engine, model: Model, { corpus, split, evaluator }: Current): Scored {
	try {
		const second = score(engine, model, corpus, split);
		const [mine, others] = [evaluator.numbers().indices, second.evaluator.numbers().indices];
		if (mine.length !== others.length || mine.some((index, place) => index !== others[place])) {
			second.evaluator.close();
			throw new EngineFailure('mismatch', 'reviews', 'The two networks hold out different reviews.');
		}
		return second;
	} catch (failure) {
		model.close();
		throw failure;
	}
}

function bagOf(engine: Engine, { model, evaluator, predictions, bag: before }: Current, file: Uint8Array): Current['bag'] {
	if (before) {
		return before;
	}
	const corpus = engine.openCorpus(file);
	try {
		const bag = new BagOfWords(engine, model, corpus);
		try {
			for (let { done } = bag.step(1); !done; ) {
				({ done } = bag.step(1));
			}
			const logits = engine.memory.allocate(predictions.count * predictions.outputs * f32.size);
			return { logits, predictions: bag.predict(evaluator, logits) };
		} finally {
			bag.close();
		}
	} finally {
		corpus.close();
	}
}

function rivalOf({ predictions, threshold }: Current, other: Predictions | undefined): Rival | null {
	return other ? { accuracy: other.figures(threshold).accuracy, comparison: predictions.compare(other, threshold) } : null;
}

function figuresOf(current: Current): ThresholdFigures {
	const { model, evaluator, predictions, threshold } = current;
	const classes = model.classNames().length;
	const { accuracy, baseline, baselineLabel, confusion, ofClass } = predictions.figures(threshold);
	const { words, unknown } = evaluator.reviews();
	return {
		threshold,
		accuracy,
		baseline,
		baselineLabel,
		confusion: confusion.slice(0, classes ** 2),
		classes: ofClass.slice(0, classes),
		byWords: predictions.accuracyBy(threshold, words, GROUPS),
		byUnknown: predictions.accuracyBy(threshold, unknown, GROUPS),
		against: rivalOf(current, current.second?.predictions),
		bag: rivalOf(current, current.bag?.predictions),
	};
}

function describe(current: Current): Evaluated {
	const { model, predictions, threshold } = current;
	const names = model.classNames();
	const labels = new Set(predictions.labels());
	return {
		classes: names.length === 2 && !model.classes() ? null : names,
		reviews: predictions.count,
		loss: predictions.figures(threshold).loss,
		pieces: model.tokenizer() !== 'words',
		curves: names.map((_, label) => (labels.has(label) && labels.size > 1 ? predictions.curve(label, MOST_POINTS) : null)),
		calibration: predictions.calibration(BINS),
		figures: figuresOf(current),
	};
}

function readReviews(current: Current, query: ReviewQuery): { total: number; reviews: ReadReview[] } {
	const { model, corpus, evaluator, predictions, threshold, second } = current;
	const { indices, words, unknown } = evaluator.numbers();
	const labels = predictions.labels();
	const others = second && new Map(second.predictions.ordered(threshold, 'in-order').map((one) => [one.place, one]));
	const wanted = query.word.trim() === '' ? null : corpus.tokens(query.word).map(({ id }) => id);
	const has = (place: number) => {
		const ids = wanted && evaluator.ids(place);
		return !ids || (wanted.length > 0 && ids.some((_, at) => wanted.every((id, next) => ids[at + next] === id)));
	};
	const found = predictions.ordered(threshold, query.order).filter(({ place, predicted }) => {
		const right = predicted === labels[place];
		const other = others?.get(place)?.predicted === labels[place];
		const isOne = query.only === null || (others && right !== other && right === (query.only === 'first'));
		const isKind = query.only !== null || query.order === 'closest' || right === (query.order === 'most-certain');
		const length = words[place]!;
		return (
			isOne && isKind && (query.label === null || labels[place] === query.label) && predicted === (query.predicted ?? predicted) &&
			length >= query.words[0] && length <= query.words[1] && has(place)
		);
	});
	const reviews = found.slice(0, query.count).map(({ place, predicted, probability }): ReadReview => ({
		...{ index: indices[place]!, label: labels[place]!, predicted, probability },
		...{ words: words[place]!, unknown: unknown[place]! },
		...{ second: others?.get(place)?.probability ?? null, secondPredicted: others?.get(place)?.predicted ?? null },
		text: corpus.readable(evaluator.ids(place), model),
	}));
	return { total: found.length, reviews };
}
