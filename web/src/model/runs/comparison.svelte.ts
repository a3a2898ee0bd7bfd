import type { Run } from './run.svelte.ts';
import type { Runs } from './runs.svelte.ts';

/** What a comparison asks of the page: that the networks of two runs predict. */
export interface Predicting {
	predicts(id: string): boolean;
	add(run: Run): void;
	remove(id: string): void;
}

export type Pair = readonly [Run, Run];

// Two runs side by side. While they are compared their curves are alone on the charts, and both predict.
export class Comparison {
	#ids: readonly [string, string] | null = $state.raw(null);
	readonly #runs: Runs;
	readonly #predicting: Predicting;
	/** The runs that predict because they are compared. */
	readonly #lent = new Set<string>();

	pair: Pair | null = $derived.by(() => {
		const [first, second] = (this.#ids ?? []).map((id) => this.#runs.all.find((run) => run.id === id));
		return first && second ? [first, second] : null;
	});

	constructor(runs: Runs, predicting: Predicting) {
		this.#runs = runs;
		this.#predicting = predicting;
	}

	/** Whether there is anything to compare. */
	get possible(): boolean {
		return this.#runs.listed.length > 1;
	}

	/** A run, or the latest, with the one that it was the next to, or else the latest other one. */
	open(run = this.#runs.listed.at(-1)): void {
		const others = this.#runs.listed.filter((other) => other !== run);
		const before = others.find(({ id }) => id === run?.difference.before?.id);
		const other = before ?? others.at(-1);
		if (run && other) {
			this.#compare([other.id, run.id]);
		}
	}

	/** Another run in the first or second place; the one that is in the other place changes places with it. */
	choose(place: 0 | 1, id: string): void {
		if (this.#ids) {
			const [first, second] = this.#ids;
			const other = place === 0 ? second : first;
			const kept = other === id ? this.#ids[place] : other;
			this.#compare(place === 0 ? [id, kept] : [kept, id]);
		}
	}

	close(): void {
		this.#compare(null);
	}

	#compare(ids: readonly [string, string] | null): void {
		this.#ids = ids;
		for (const id of [...this.#lent].filter((one) => !ids?.includes(one))) {
			this.#lent.delete(id);
			this.#predicting.remove(id);
		}
		for (const run of this.pair ?? []) {
			if (run.model && !this.#lent.has(run.id) && !this.#predicting.predicts(run.id)) {
				this.#lent.add(run.id);
				this.#predicting.add(run);
			}
		}
	}
}
