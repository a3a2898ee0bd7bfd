// Limits how often something is done: at most once in `interval` milliseconds and, where it takes long itself, at most for one part in
// `share` of the time.
export class Throttle {
	readonly #interval: number;
	readonly #share: number;
	#next = -Infinity;

	constructor(interval: number, share = 0) {
		this.#interval = interval;
		this.#share = share;
	}

	/** It may be done again. */
	get isDue(): boolean {
		return performance.now() >= this.#next;
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

/** `task`, where what it is called with in between may be left out: the first call counts at once, then one in `interval` milliseconds. */
export function throttled<Given extends unknown[]>(interval: number, task: (...given: Given) => void): (...given: Given) => void {
	const throttle = new Throttle(interval);
	return (...given) => {
		if (throttle.isDue) {
			throttle.run(() => task(...given));
		}
	};
}
