import type { Run } from './run.svelte.ts';

/** How a race ended: the runs whose restored networks are the most and the least accurate. */
export interface Outcome {
	best: Run;
	worst: Run;
	/** Of the best, on the validation reviews. */
	accuracy: number;
	/** By how many points of a hundred it is ahead. */
	ahead: number;
}

/** Null before the end, of a single run, and where they are as good as each other. */
export function outcomeOf(runs: readonly Run[]): Outcome | null {
	const ended = runs.flatMap((run) => {
		const best = run.activity === 'finished' ? run.history.epochs.best : null;
		return best ? [{ run, accuracy: best.valAccuracy }] : [];
	});
	const [first, ...others] = ended.toSorted((a, b) => b.accuracy - a.accuracy);
	const last = others.at(-1);
	if (!first || !last || ended.length < runs.length || first.accuracy === last.accuracy) {
		return null;
	}
	return { best: first.run, worst: last.run, accuracy: first.accuracy, ahead: 100 * (first.accuracy - last.accuracy) };
}
