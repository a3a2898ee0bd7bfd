import type { Run } from './run.svelte.ts';

/** Milliseconds in which the removal of a run can be undone. */
export const UNDO_TIME = 20_000;

/** What becomes of a run. */
export interface RemovalEvents {
	/** It goes from the list. */
	removed(run: Run): void;
	/** It is there again. */
	restored(run: Run): void;
	/** Nothing of it is to be kept. */
	forgotten(run: Run): void;
}

// A run that is removed is only marked, here and in storage, until some seconds have passed or another one is removed: till then that can
// be undone, also after a reload.
export class Removal {
	/** The run whose removal can be undone. */
	pending: Run | null = $state.raw(null);
	readonly #events: RemovalEvents;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(events: RemovalEvents) {
		this.#events = events;
	}

	remove(run: Run): void {
		run.removed = Date.now();
		this.#events.removed(run);
		this.resume(run);
	}

	/** A run that was removed on this visit or the last: the latest can be had back, for as long as is left. */
	resume(run: Run): void {
		const removed = run.removed ?? 0;
		const left = Math.min(removed + UNDO_TIME - Date.now(), UNDO_TIME); // the clock may have been set back
		if (left <= 0 || removed < (this.pending?.removed ?? 0)) {
			return this.#events.forgotten(run);
		}
		this.settle();
		this.pending = run;
		this.#timer = setTimeout(() => this.settle(), left);
	}

	undo(): void {
		const run = this.#take();
		if (run) {
			run.removed = null;
			this.#events.restored(run);
		}
	}

	/** It cannot be undone any more. */
	settle(): void {
		const run = this.#take();
		if (run) {
			this.#events.forgotten(run);
		}
	}

	#take(): Run | null {
		clearTimeout(this.#timer);
		const run = this.pending;
		this.pending = null;
		return run;
	}
}
