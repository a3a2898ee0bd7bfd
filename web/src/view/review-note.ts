import type { Predictor } from '../protocol/library.ts';
import type { ReviewPrediction } from '../protocol/types.ts';
import { knowsNone } from '../model/review/review.svelte.ts';
import type { Page } from '../model/page.svelte.ts';
import { cautionText } from './prediction-text.ts';
import { hasSeveralClasses, type PredictorRow } from './predictor-rows.ts';

// The network that speaks for the typed review beside the predictions: whose unknown words are marked, and whose caution is given.

export interface Speaker {
	/** Null for the first in training. */
	predictor: Predictor | null;
	/** Null while there is no review, or no prediction for it. */
	prediction: ReviewPrediction | null;
}

/** The network in front; if none is, the first in training or, where that cannot read the review, the best pretrained one. */
export function speakerOf(rows: readonly PredictorRow[], page: Page): Speaker {
	const { review, race, form, library } = page;
	const front = rows.find((row) => row.front)?.id;
	const run = race.current[0];
	const own = review.predictions[run?.cell ?? form.cells[0] ?? 'gru'] ?? null;
	const runReads = run && !(own && knowsNone(own.prediction));
	const predictor = front ? library.predictors.find(({ id }) => id === front) : runReads || hasSeveralClasses(page) ? null : review.bestOf(library.predictors);
	const empty = review.text.trim() === '';
	return { predictor: predictor ?? null, prediction: empty ? null : predictor ? review.predictionBy(predictor.id) : own };
}

/** How far that prediction can be trusted, in a sentence; '' where nothing speaks against it, and while there is none. */
export function cautionFor({ predictor, prediction }: Speaker, page: Page): string {
	const { review: text } = page.text;
	if (!prediction) {
		return '';
	}
	return knowsNone(prediction.prediction)
		? text.onlyUnknown
		: cautionText(prediction.prediction, page.extremesOf(predictor), text, page.language);
}
