// Whether a typed review is like those that a network has learned from.
import type { Extremes, Prediction } from '../../protocol/types.ts';

/** Much shorter than the training reviews, or with much fewer known words. */
export type Caution = 'short' | 'unknown';

/** null where there is nothing to say: nothing was typed, no word is known, or it is not known what the network learned from. */
export function cautionOf({ words, unknown }: Pick<Prediction, 'words' | 'unknown'>, extremes: Extremes | null): Caution | null {
	if (!extremes || words === 0 || unknown === words) {
		return null;
	}
	return words < extremes.words ? 'short' : (words - unknown) / words < extremes.known ? 'unknown' : null;
}
