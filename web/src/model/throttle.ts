// Passes on the latest of what arrives, at most once in `interval` milliseconds: the first at once, what comes in between when the
// interval is over. `schedule` may put that off further, to the next frame.
export class Throttle {
	readonly #interval: number;
	readonly #task: () => void;
	readonly #schedule: (task: () => void) => void;
	#last = -Infinity;
	#waits = false;

	constructor(interval: number, task: () => void, schedule: (task: () => void) => void = (task) => task()) {
		this.#interval = interval;
		this.#task = task;
		this.#schedule = schedule;
	}

	/** There is something new. */
	request(): void {
		if (this.#waits) {
			return;
		}
		this.#waits = true;
		const run = () => {
			this.#waits = false;
			this.#last = performance.now();
			this.#task();
		};
		const wait = this.#last + this.#interval - performance.now();
		if (wait > 0) {
			setTimeout(() => this.#schedule(run), wait);
		} else {
			this.#schedule(run);
		}
	}
}
