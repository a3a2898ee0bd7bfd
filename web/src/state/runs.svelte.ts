import type { Run } from './run.svelte.ts';

// Every run of this page, in the order in which they began.
export class Runs {
	all: Run[] = $state.raw([]);

	add(run: Run): void {
		this.all = [...this.all, run];
	}
}
