// Which words moved the prediction: one number a word, above zero where it moved the logit up.
import type { Trace } from '../../protocol/inside.ts';
import type { Numbers } from './numbers.ts';
import type { Measure } from './selection.svelte.ts';
import { joined } from './words.ts';

/** Of more than two classes the one that a trace's logits are of; null of two. */
export const classOf = ({ of, prediction: { all } }: Pick<Trace, 'of' | 'prediction'>): string | null => all?.[of]?.name ?? null;

/** (tokens): what each did to the logit, by one of the two measures; without the whole word where it is a piece. NaN where it is cut off
 * or not known yet. */
export function influenceOf({ words, timesteps, prediction, of }: Trace, measure: Measure): Float32Array {
	const logit = of === prediction.label || !prediction.all ? prediction.logit : (timesteps.at(-1)?.logit ?? NaN); // of the whole review
	return Float32Array.from(words, ({ timestep, moved, without }) => {
		if (timestep === null) {
			return NaN;
		}
		return measure === 'slope' ? moved : without === null ? NaN : logit - without;
	});
}

/** (words): the same of whole words. */
export const wordInfluenceOf = (trace: Trace, measure: Measure): Float32Array =>
	joined(trace, influenceOf(trace, measure), measure === 'slope');

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
