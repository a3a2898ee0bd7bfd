// Which words moved the prediction: one number a word, above zero where it moved the logit up.
import type { Numbers } from './numbers.ts';

export interface Moved {
	/** Index in the review. */
	word: number;
	value: number;
}

/** Less than this is shown as 0.00. */
const LEAST = 0.005;

/** The words that moved the prediction most in each direction, the strongest first. */
export function strongest(values: Numbers, most: number): { up: Moved[]; down: Moved[] } {
	const moved = Array.from(values, (value, word) => ({ word, value })).filter(
		({ value }) => Math.abs(value) >= LEAST && Number.isFinite(value),
	);
	moved.sort((first, second) => Math.abs(second.value) - Math.abs(first.value) || first.word - second.word);
	return {
		up: moved.filter(({ value }) => value > 0).slice(0, most),
		down: moved.filter(({ value }) => value < 0).slice(0, most),
	};
}

/** A bar: how far it reaches from the middle, from 0 to 1; the smallest that is not zero is still to be seen. */
export function barOf(value: number, limit: number): number {
	const share = Math.min(1, Math.abs(value) / limit);
	return share > 0.005 ? Math.max(0.06, share) : 0;
}
