import { unroll_import_report, unroll_half, unroll_skip, UNROLL_LENGTH_BIN } from './boundary.ts';
import type { Value } from './types.ts';

// The report of an import: include/unroll/import_report.h as plain data.

/** Words that a bin of the histogram of lengths spans; the last bin takes all that are longer. */
export const lengthBin = UNROLL_LENGTH_BIN;

/** Why something was left out. */
export type SkipReason = keyof typeof unroll_skip;

export interface Skipped {
	reason: SkipReason;
	count: number;
	/** The first lines, from 1; none where lines mean nothing. */
	lines: number[];
	/** Of several files: the one that each of these lines is in, or that was left out whole. Missing in records of older versions. */
	files?: string[];
}

/** Reviews of a half. */
export interface Balance {
	negative: number;
	positive: number;
}

export interface ImportReport {
	train: Balance;
	test: Balance;
	/** Reviews of 0–49 words, 50–99, …, 1,000 or more. */
	lengths: number[];
	/** Words of the shortest and the longest review. */
	shortest: number;
	longest: number;
	/** Words of all reviews, and of them those that the vocabulary knows (or that have ids, where it knows none). */
	words: number;
	known: number;
	/** Words in the vocabulary; 0 where the corpus has ids but no words, and a model trained on it cannot classify typed text. */
	vocabulary: number;
	/** Reviews with the same words as one before them. They stay in the corpus. */
	duplicates: number;
	skipped: Skipped[];
	/** The values of the label column of a table; '' otherwise. */
	positive: string;
	negative: string;
	/** Of more than two classes, by label: `train` and `test` then mean nothing. */
	classes?: { name: string; train: number; test: number }[];
}

type Halves = Value<typeof unroll_import_report>['reviews'];

const balance = (reviews: Halves, half: number): Balance => ({
	negative: reviews[half]?.[0] ?? 0,
	positive: reviews[half]?.[1] ?? 0,
});

export function readImportReport({ classes, names, reviews, skipped, wholeFiles, ...report }: Value<typeof unroll_import_report>): ImportReport {
	const reasons = Object.keys(unroll_skip) as SkipReason[];
	return {
		...report,
		...(classes > 2 && { classes: names.slice(0, classes).map((name, label) => ({ name, train: reviews[0]?.[label] ?? 0, test: reviews[1]?.[label] ?? 0 })) }),
		positive: classes > 2 ? '' : (names[1] ?? ''),
		negative: classes > 2 ? '' : (names[0] ?? ''),
		train: balance(reviews, unroll_half['train-half']),
		test: balance(reviews, unroll_half['test-half']),
		skipped: skipped.flatMap(({ count, places, files }, index) => {
			const reason = reasons[index];
			const lines = wholeFiles ? [] : places.filter((line) => line > 0);
			const named = files.filter((file) => file !== '');
			return reason && count > 0 ? [{ reason, count, lines, ...(named.length > 0 && { files: named }) }] : [];
		}),
	};
}
