import type { HelperTask } from '../../engine/helper.ts';
import type { Threads } from '../../engine/load.ts';

/**
 * How many workers may train at once: 1 where the page is not isolated, and so may not share memory. A batch is cut into
 * four parts (UNROLL_PARTS of include/unroll/parallel.h), for which three would take as long as two.
 */
export function possibleThreads(isolated: boolean, processors: number): number {
	if (!isolated || !(processors > 1)) {
		return 1;
	}
	return processors < 4 ? 2 : 4;
}

/** Helpers for an engine of this worker, which end with it: for `wanted` threads in all, or for as many as the machine has. */
export function threadsOfWorker(wanted?: number): Threads {
	const possible = possibleThreads(self.crossOriginIsolated, wanted ?? navigator.hardwareConcurrency);
	return { count: possible, startHelper };
}

// A helper that does not start is not needed: the others take its parts.
function startHelper(task: HelperTask): void {
	const worker = new Worker(new URL('./threads-helper.ts', import.meta.url), { type: 'module', name: 'helper' });
	worker.onerror = (event) => event.preventDefault();
	worker.postMessage(task);
}
