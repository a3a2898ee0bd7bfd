import { sameSettings } from '../settings/settings.ts';
import type { Run } from './run.svelte.ts';

// The same settings, reviews and seed give the same weights, so a repetition is one run and not another result.

/** Runs that came out the same. */
export interface Repetition {
	/** The first of them. */
	first: Run;
	/** How many they are. */
	count: number;
}

const areSame = (a: Run, b: Run) =>
	a.fingerprint !== null &&
	a.fingerprint === b.fingerprint &&
	a.corpus !== null &&
	a.corpus === b.corpus &&
	sameSettings(a.settings, b.settings);

/**
 * Of `runs`, in the order in which they began: what each ended run repeats, and the runs that a later repetition stands for. A run that
 * was given a name stands for itself.
 */
export function repetitionsOf(runs: readonly Run[]): { of: Map<Run, Repetition>; folded: Set<Run> } {
	const groups: Run[][] = [];
	for (const run of runs.filter(({ activity }) => activity === 'finished')) {
		const group = groups.find(([first]) => first && areSame(first, run));
		if (group) {
			group.push(run);
		} else {
			groups.push([run]);
		}
	}
	const of = new Map<Run, Repetition>();
	const folded = new Set<Run>();
	for (const group of groups) {
		const [first] = group;
		const unnamed = group.filter(({ name }) => name === '');
		unnamed.slice(0, -1).forEach((run) => folded.add(run));
		group.slice(1).forEach((run) => first && of.set(run, { first, count: group.length }));
	}
	return { of, folded };
}
