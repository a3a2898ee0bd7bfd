// One tab trains a run: it holds the run's lock, which the browser releases when the tab is closed or killed.

/** What becomes of asking for a run: it is ours, another tab has it, or this browser has no locks to know by. */
export type Hold = { state: 'ours'; release: () => void } | { state: 'elsewhere' } | { state: 'unknown' };

export function holdRun(id: string): Promise<Hold> {
	const locks = navigator.locks as LockManager | undefined;
	if (!locks) {
		return Promise.resolve({ state: 'unknown' }); // an insecure address
	}
	return new Promise((resolve) => {
		locks
			.request(`unroll-run-${id}`, { ifAvailable: true }, (lock) => {
				if (!lock) {
					return resolve({ state: 'elsewhere' });
				}
				return new Promise<void>((release) => resolve({ state: 'ours', release }));
			})
			.catch(() => resolve({ state: 'unknown' }));
	});
}
