import type { PredictedWord, Predictor, PredictorResult } from '../../protocol/library.ts';
import type { Piece, Prediction, ReviewPrediction } from '../../protocol/types.ts';
import { firstDraft, rememberDraft, type Language } from '../../storage/preferences.ts';
import type { Cell } from '../settings/settings.ts';
import { coalesced } from '../../timing/throttle.ts';
import { exampleNames, loadExamples, type ExampleName, type Examples } from './review-examples.ts';
import { languageOf } from './text-language.ts';

/** Milliseconds between two texts that are sent to the networks during typing. */
const TYPING_INTERVAL = 60;

// The review in the box, and what the networks predict for it.
export class Review {
	/** In NFC, as all that the networks read: decomposed Hangul, as macOS writes it, is Hangul. */
	text = $state(firstDraft().normalize('NFC'));
	/** The last prediction of each cell's network for the current text. */
	predictions: Partial<Record<Cell, ReviewPrediction>> = $state.raw({});

	/** What the library's predictors say about the current text. */
	results: PredictorResult[] = $state.raw([]);

	/** The predictor whose prediction is in front, chosen by the user; null for the runs of the race or, before one, the best of all. */
	front: string | null = $state(null);

	/** Those to try, in the language of the text. */
	examples: Examples | null = $state.raw(null);
	/** The one that is in the box. */
	example: ExampleName | null = $derived(exampleNames.find((name) => this.examples?.[name] === this.text) ?? null);

	readonly #predictSoon: () => void;
	readonly #pageLanguage: () => Language;

	/** `predict` sends a text to the networks. */
	constructor(predict: (text: string) => void, pageLanguage: () => Language) {
		this.#pageLanguage = pageLanguage;
		this.#predictSoon = coalesced(TYPING_INTERVAL, () => predict(this.text));
	}

	/** The language of the text or, where that has no letters, of the page. */
	get language(): Language {
		return languageOf(this.text) ?? this.#pageLanguage();
	}

	set(text: string): void {
		this.text = text.normalize('NFC');
		rememberDraft(this.text);
		if (text.trim() === '') {
			this.forget();
		}
		this.predictAgain();
	}

	/** The text is new, or the page has another language. */
	predictAgain(): void {
		this.#predictSoon();
		void this.#showExamples(this.language);
	}

	/** Puts an example in the box. */
	async choose(name: ExampleName, language = this.language): Promise<void> {
		this.set((await loadExamples(language))[name]);
	}

	// Without a network the others stay.
	async #showExamples(language: Language): Promise<void> {
		const examples = await loadExamples(language).catch(() => null);
		if (examples && language === this.language) {
			this.examples = examples;
		}
	}

	receive(cell: Cell, prediction: ReviewPrediction): void {
		if (prediction.text === this.text) {
			this.predictions = { ...this.predictions, [cell]: prediction };
		}
	}

	receiveResults(text: string, results: PredictorResult[]): void {
		if (text === this.text) {
			this.results = results;
		}
	}

	forget(): void {
		this.predictions = {};
		this.results = [];
	}

	/** The predictor with the largest vocabulary, of those that have said something. */
	bestOf(predictors: readonly Predictor[]): Predictor | null {
		const spoken = predictors.filter(({ id }) => this.results.some(({ predictor }) => predictor === id));
		return spoken.toSorted((a, b) => Number(b.settings.words) - Number(a.settings.words))[0] ?? null;
	}

	/** What a predictor says, in the form of a run's prediction. */
	predictionBy(id: string): ReviewPrediction | null {
		const result = this.results.find(({ predictor }) => predictor === id);
		return result ? { text: this.text, prediction: result.prediction, pieces: piecesOf(this.text, result.words) } : null;
	}
}

/** There are words, and none that the network knows. */
export const knowsNone = ({ words, unknown }: Pick<Prediction, 'words' | 'unknown'>): boolean => words > 0 && unknown === words;

/** The text cut around the unknown words. */
function piecesOf(text: string, words: readonly PredictedWord[]): Piece[] {
	const pieces: Piece[] = [];
	let position = 0;
	for (const { start, end } of words.filter(({ unknown }) => unknown)) {
		pieces.push({ text: text.slice(position, start), unknown: false }, { text: text.slice(start, end), unknown: true });
		position = end;
	}
	return [...pieces, { text: text.slice(position), unknown: false }].filter((piece) => piece.text !== '');
}
