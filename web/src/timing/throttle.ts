// How often something may be done, for workers and page alike.

/** A worker posts progress at most every so many milliseconds. */
export const PROGRESS_INTERVAL = 100;

/**
 * Limits how often something is done: at most once in `interval` milliseconds and, where it takes long itself, at most for one part in
 * `share` of the time. Its owner asks whether it is due.
 */
export class Throttle {
	readonly #interval: number;
	readonly #share: number;
	#next = -Infinity;

	constructor(interval: number, share = 0) {
		this.#interval = interval;
		this.#share = share;
	}

	/** Milliseconds until it may be done again; 0 where it may be done now. */
	get wait(): number {
		return Math.max(0, this.#next - performance.now());
	}

	get isDue(): boolean {
		return this.wait === 0;
	}

	/** Does it, due or not: it is due again some time after. */
	run<Result>(task: () => Result): Result {
		const begin = performance.now();
		try {
			return task();
		} finally {
			const end = performance.now();
			this.#next = end + Math.max(this.#interval, this.#share * (end - begin));
		}
	}
}

/** `task`, without the calls that are made before `interval` milliseconds have passed since the last one that was passed on. */
export function throttled<Given extends unknown[]>(interval: number, task: (...given: Given) => void): (...given: Given) => void {
	const throttle = new Throttle(interval);
	return (...given) => {
		if (throttle.isDue) {
			throttle.run(() => task(...given));
		}
	};
}

/**
 * `task`, with such calls put off instead and merged into one, when the interval has passed: nothing that changed is missed. `schedule`
 * may put each one off further, to the next frame.
 */
export function coalesced(interval: number, task: () => void, schedule: (task: () => void) => void = (now) => now()): () => void {
	const throttle = new Throttle(interval);
	let pending = false;
	const run = () => {
		pending = false;
		throttle.run(task);
	};
	return () => {
		if (pending) {
			return;
		}
		pending = true;
		const { wait } = throttle;
		if (wait > 0) {
			setTimeout(() => schedule(run), wait);
		} else {
			schedule(run);
		}
	};
}
