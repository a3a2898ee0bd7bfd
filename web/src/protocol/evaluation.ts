// What the page and the evaluation worker post to each other. It has an engine of its own, is started when a network is evaluated first,
// and keeps what it evaluated last.
//
//   command                                          answer, or `failed`
//   evaluate     a network on some reviews           evaluated
//   against      another network on the same         figures
//   bag          the reviews it was trained on       figures, with a bag of words
//   threshold    another one                         figures
//   reviews      which, and in which order           reviews
import type { Areas, CalibrationBin, ClassFigures, Comparison, CurvePoint, Group, ReviewOrder, Share } from '../engine/evaluation.ts';
import type { Language } from '../storage/preferences.ts';
import type { AnswerTable, Done, Failed, Numbered, WorkerOf } from './requests.ts';

export type { Areas, CalibrationBin, ClassFigures, Comparison, CurvePoint, Group, ReviewOrder, Share };

/** A network: one of the site, by its path, or its file. */
export type EvaluatedModel = { path: string } | { file: ArrayBuffer };

/** Reviews: what the network's settings hold out of a corpus; the test reviews of the site; a table. */
export type EvaluatedReviews =
	| { kind: 'validation'; corpus: ArrayBuffer }
	| { kind: 'test'; language: Language }
	| { kind: 'table'; file: File };

/** What can be counted at a threshold. Of two classes labels are 0 negative and 1 positive; of k there are labels 0 to k - 1, and the threshold means nothing. */
export interface ThresholdFigures {
	threshold: number;
	accuracy: Share;
	baseline: Share;
	baselineLabel: number;
	/** (k, k): by label, then by prediction. */
	confusion: number[];
	classes: ClassFigures[];
	byWords: Group[];
	/** In per mille. */
	byUnknown: Group[];
	/** The second network and the bag of words, where they are there. */
	against: Rival | null;
	bag: Rival | null;
}

/** Another classifier of the same reviews. */
export interface Rival {
	accuracy: Share;
	comparison: Comparison;
}

export interface Evaluated {
	/** What the network calls its labels; null where two have no names of their own. */
	classes: string[] | null;
	reviews: number;
	loss: number;
	/** Words are pieces of words. */
	pieces: boolean;
	/** By label, against all others; null where all reviews have the label, or none. */
	curves: ({ points: CurvePoint[]; areas: Areas } | null)[];
	calibration: { bins: CalibrationBin[]; error: number };
	figures: ThresholdFigures;
}

/** Which reviews are wanted. */
export interface ReviewQuery {
	order: ReviewOrder;
	/** Of this label alone. */
	label: number | null;
	/** Predicted to be of this class alone. */
	predicted?: number | null;
	/** With at least and at most so many words. */
	words: [least: number, most: number];
	/** With this word, where the corpus knows it; '' for any. */
	word: string;
	/** Those that only the first network gets right, or only the second. */
	only: 'first' | 'second' | null;
	count: number;
}

export interface ReadReview {
	/** Which one it is of its half of the corpus, or row of the table. */
	index: number;
	label: number;
	predicted: number;
	/** That it is positive; of more classes than two, that it is what is predicted. */
	probability: number;
	/** The second network's, and what that predicts. */
	second: number | null;
	secondPredicted: number | null;
	words: number;
	/** Per mille of the words that the network reads. */
	unknown: number;
	/** The words in their order, as far as the corpus knows them; unknown ones are empty. */
	text: string[];
}

export type EvaluationCommand =
	| { type: 'evaluate'; model: EvaluatedModel; reviews: EvaluatedReviews; threshold: number }
	| { type: 'against'; model: EvaluatedModel | null }
	| { type: 'bag'; corpus: ArrayBuffer }
	| { type: 'threshold'; threshold: number }
	| { type: 'reviews'; query: ReviewQuery };

export type ToEvaluation = Numbered<EvaluationCommand>;

export interface EvaluationAnswers extends AnswerTable<EvaluationCommand> {
	evaluate: 'evaluated';
	against: 'figures';
	bag: 'figures';
	threshold: 'figures';
	reviews: 'reviews';
}

export type EvaluationAnswer =
	| { type: 'evaluated'; evaluated: Evaluated }
	| { type: 'figures'; figures: ThresholdFigures }
	| { type: 'reviews'; total: number; reviews: ReadReview[] };

export type FromEvaluation = Numbered<EvaluationAnswer> | Done | Failed;

export type EvaluationWorker = WorkerOf<ToEvaluation, FromEvaluation>;
