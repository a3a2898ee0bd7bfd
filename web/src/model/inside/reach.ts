// How far back a network reads, from the accuracies that were measured with contradicting ends (Reach of protocol/inside.ts).
import type { Reach } from '../../protocol/inside.ts';

/** Of a normal distribution: 95 % lie so many standard deviations around the mean. */
const DEVIATIONS = 1.96;

/** A number of words, with its 95 % interval. */
export interface Tipping {
	words: number;
	low: number;
	high: number;
}

/** Half of the 95 % interval of a share that was measured on so many reviews (Wald's). */
export function spreadOf(share: number, reviews: number): number {
	return DEVIATIONS * Math.sqrt((share * (1 - share)) / Math.max(1, reviews));
}

/**
 * The accuracy with which the replaced words weigh as much as all words before them. Of a network of k classes that is right with all of its
 * words in a share a of the reviews, that is the mean of a and of (1 − a) / (k − 1), as often as it then says any one other class: of two, one half.
 */
const evenShare = ({ accuracies: [whole = 0], classes = 2 }: Pick<Reach, 'accuracies' | 'classes'>): number =>
	classes === 2 ? 0.5 : (whole + (1 - whole) / (classes - 1)) / 2;

/**
 * After how many replaced words the accuracy falls through that share: on the line between the two measurements around it. Its interval is where
 * that line crosses the spread around the share. null where there is no such place: the network has not learned enough.
 */
export function tippingOf(reach: Reach): Tipping | null {
	const { words, accuracies, reviews, length } = reach;
	const whole = accuracies[0] ?? 0;
	const even = evenShare(reach);
	const spread = spreadOf(even, reviews);
	const after = accuracies.findIndex((accuracy) => accuracy < even);
	if (after < 1 || whole < even + 2 * spread) {
		return null;
	}
	const [from, to] = [words[after - 1]!, words[after]!];
	const [above, below] = [accuracies[after - 1]!, accuracies[after]!];
	const wordsPerShare = (to - from) / (above - below);
	const at = from + (above - even) * wordsPerShare;
	const half = spread * wordsPerShare;
	return { words: at, low: Math.max(0, at - half), high: Math.min(length, at + half) };
}

export interface Measured {
	name: string;
	tipping: Tipping | null;
}

/**
 * The network that reads least far back, and those that read clearly further, the furthest first: their intervals do not touch. null
 * where there is none.
 */
export function furtherThanLast(networks: readonly Measured[]): { further: string[]; last: string } | null {
	const known = networks.flatMap(({ name, tipping }) => (tipping ? [{ name, ...tipping }] : []));
	const ordered = known.toSorted((a, b) => b.words - a.words);
	const last = ordered.at(-1);
	const further = last ? ordered.filter(({ low }) => low > last.high) : [];
	return last && further.length > 0 ? { further: further.map(({ name }) => name), last: last.name } : null;
}
