// The account of an import: include/unroll/account.h as plain data. import_finish() writes it as an array of doubles.

/** Words that a bin of the histogram of lengths spans; the last bin takes whatever is longer. */
export const lengthBin = 50;
const lengthBins = 21;
const skipPlaces = 5;

/** Why something was left out, in the order of their numbers. */
export const skipReasons = [
	'unlabelled', // reviews without a label
	'other-file', // files that are no reviews
	'bad-text', // rows that are not UTF-8
	'no-text',
	'no-label',
	'other-label', // than the two chosen
	'few-columns',
	'too-long', // than any review
] as const;

export type SkipReason = (typeof skipReasons)[number];

export interface Skipped {
	reason: SkipReason;
	count: number;
	/** The first lines, from 1; none where lines mean nothing. */
	lines: number[];
}

/** Reviews of a half. */
export interface Balance {
	negative: number;
	positive: number;
}

export interface Account {
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
	/** Words that the corpus knows; 0 where it has ids alone, and what learns from it cannot judge a typed review. */
	vocabulary: number;
	/** Reviews with the same words as one before them. They are kept. */
	duplicates: number;
	skipped: Skipped[];
	/** The values of the label column of a table; '' otherwise. */
	positive: string;
	negative: string;
}

/** How many doubles an account takes. */
export const accountValues = 4 + lengthBins + 6 + skipReasons.length * (1 + skipPlaces);

export function readAccount(values: Float64Array, positive: string, negative: string): Account {
	let next = 0;
	const take = (): number => values[next++] ?? 0;
	const takeMany = (count: number): number[] => Array.from({ length: count }, take);
	const train = { negative: take(), positive: take() };
	const test = { negative: take(), positive: take() };
	const lengths = takeMany(lengthBins);
	const [shortest = 0, longest = 0, words = 0, known = 0, vocabulary = 0, duplicates = 0] = takeMany(6);
	const skipped = skipReasons
		.map((reason) => ({ reason, count: take(), lines: takeMany(skipPlaces).filter((line) => line > 0) }))
		.filter(({ count }) => count > 0);
	return { train, test, lengths, shortest, longest, words, known, vocabulary, duplicates, skipped, positive, negative };
}
