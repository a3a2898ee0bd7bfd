/** Milliseconds after which a task no longer waits for an idle moment. */
const LONGEST_WAIT = 4000;

/** Calls back when the browser has nothing more urgent to do. */
export function whenIdle(task: () => void): void {
	if ('requestIdleCallback' in globalThis) {
		requestIdleCallback(task, { timeout: LONGEST_WAIT });
	} else {
		setTimeout(task, 200); // Safari has no idle callbacks
	}
}
