import { valueIn } from '../settings/settings.ts';
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
	/** Some network does better than guessing: in loss than one that says 1/k of each of k classes, or in accuracy by more than chance explains. */
	learned: boolean;
}

/** The loss of a network that says 1/k of each class. */
export const guessingLoss = (classes: number): number => Math.log(classes);

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
	const learned = ended.some((one) => {
		const classes = Number(valueIn(one.run.settings, 'classes'));
		return one.loss < guessingLoss(classes) || one.accuracy > 1 / classes + spread(variance(one, 1 / classes));
	});
	return { best: first.run, worst: last.run, accuracy: first.accuracy, least: last.accuracy, ahead: 100 * difference, clear, learned };
}
