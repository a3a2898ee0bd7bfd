import type { Run } from './run.svelte.ts';

/** How a race ended: the runs whose restored networks are the most and the least accurate on the validation reviews. */
export interface Outcome {
	best: Run;
	worst: Run;
	/** Of the best and the worst. */
	accuracy: number;
	least: number;
	/** By how many points of a hundred the best is ahead. */
	ahead: number;
	/** That is more than chance among so many reviews explains: the difference is outside of its 95 % interval around 0. */
	clear: boolean;
}

/** Null before the end, and of a single run. */
export function outcomeOf(runs: readonly Run[]): Outcome | null {
	const ended = runs.flatMap((run) => {
		const epoch = run.activity === 'finished' ? run.standingEpoch : null;
		return epoch ? [{ run, accuracy: epoch.valAccuracy }] : [];
	});
	const [first, ...others] = ended.toSorted((a, b) => b.accuracy - a.accuracy);
	const last = others.at(-1);
	if (!first || !last || ended.length < runs.length) {
		return null;
	}
	const difference = first.accuracy - last.accuracy;
	const variance = ({ run, accuracy }: typeof first) => (accuracy * (1 - accuracy)) / (run.progress?.validationReviews || 1);
	const clear = difference > 1.96 * Math.sqrt(variance(first) + variance(last));
	return { best: first.run, worst: last.run, accuracy: first.accuracy, least: last.accuracy, ahead: 100 * difference, clear };
}
