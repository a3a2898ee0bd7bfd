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

/** How many threads an engine of this worker gets: `wanted`, or as many as the machine has. */
export const threadsOfWorker = (wanted?: number): number =>
	possibleThreads(self.crossOriginIsolated, wanted ?? navigator.hardwareConcurrency);
