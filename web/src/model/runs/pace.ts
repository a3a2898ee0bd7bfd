import type { Pace } from '../../protocol/training.ts';

/** Batches per second that the page offers, from the slowest; null, as fast as possible, is the last. */
export const paces: readonly Pace[] = [0.25, 1, 5, 25, null];

/** The next slower (-1) or faster (1) one. */
export function paceBeside(pace: Pace, by: -1 | 1): Pace {
	const next = paces.indexOf(pace) + by;
	return paces[Math.min(paces.length - 1, Math.max(0, next))] ?? null;
}
