import { repetitionsOf, type Repetition } from './repetition.ts';
import type { Run } from './run.svelte.ts';
import { allCells } from '../settings/settings.ts';

/** At most so many runs are listed: then the oldest is removed. */
export const mostRuns = 60;

const rank = (run: Run) => allCells.indexOf(run.cell);

// Every run of this page, in the order in which they began.
export class Runs {
	all: Run[] = $state.raw([]);
	/** Pointed at, in the list or on a chart. */
	pointed: Run | null = $state.raw(null);

	readonly #repetitions = $derived(repetitionsOf(this.all));
	/** Without those that a later repetition stands for. */
	listed: Run[] = $derived(this.all.filter((run) => !this.#repetitions.folded.has(run)));
	visible: Run[] = $derived(this.listed.filter((run) => !run.hidden));

	readonly #evicted: (run: Run) => void;

	/** `evicted` is called with each run that goes to make room. */
	constructor(evicted: (run: Run) => void = () => {}) {
		this.#evicted = evicted;
	}

	/** Within a race, in the order of their cells. */
	add(run: Run): void {
		const all = [...this.all, run].sort((a, b) => a.number - b.number || rank(a) - rank(b));
		const oldest = all.length > mostRuns ? all.find((other) => other.activity === 'finished') : undefined;
		this.all = all.filter((other) => other !== oldest);
		if (oldest) {
			this.#evicted(oldest);
		}
	}

	/** What an ended run repeats; null where it is the first with these weights. */
	repetitionOf(run: Run): Repetition | null {
		return this.#repetitions.of.get(run) ?? null;
	}

	/** Those that began before this one. */
	before(run: Run): Run[] {
		return this.all.slice(0, this.all.indexOf(run));
	}

	/** A run that still trains stays. */
	remove(run: Run): void {
		if (run.activity === 'finished') {
			this.all = this.all.filter((other) => other !== run);
			this.pointed = this.pointed === run ? null : this.pointed;
		}
	}
}
