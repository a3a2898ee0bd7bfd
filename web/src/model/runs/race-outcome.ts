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
	/** Some network does better than guessing: in loss than one that always says 50 %, or in accuracy by more than chance explains. */
	learned: boolean;
}

/** The loss of a network that always says 50 %. */
export const GUESSING_LOSS = Math.log(2);

/** Of the difference of shares that are measured with this variance: the half of its 95 % interval. */
const spread = (variance: number) => 1.96 * Math.sqrt(variance);

/** Null before the end, and of a single run. */
export function outcomeOf(runs: readonly Run[]): Outcome | null {
	const ended = runs.flatMap((run) => {
		const epoch = run.activity === 'finished' ? run.standingEpoch : null;
		return epoch ? [{ run, accuracy: epoch.valAccuracy, loss: epoch.valLoss }] : [];
	});
	const [first, ...others] = ended.toSorted((a, b) => b.accuracy - a.accuracy);
	const last = others.at(-1);
	if (!first || !last || ended.length < runs.length) {
		return null;
	}
	const difference = first.accuracy - last.accuracy;
	const variance = ({ run }: typeof first, share: number) => (share * (1 - share)) / (run.progress?.validationReviews || 1);
	const clear = difference > spread(variance(first, first.accuracy) + variance(last, last.accuracy));
	const learned = ended.some((one) => one.loss < GUESSING_LOSS || one.accuracy > 0.5 + spread(variance(one, 0.5)));
	return { best: first.run, worst: last.run, accuracy: first.accuracy, least: last.accuracy, ahead: 100 * difference, clear, learned };
}
