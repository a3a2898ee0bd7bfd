// Promises of what a worker will answer, by a key that tells question and answer together. Of one key, the first question
// is answered first.
export class Answers<Answer> {
	readonly #waiting = new Map<string, ((answer: Answer) => void)[]>();

	next(key: string): Promise<Answer> {
		return new Promise((resolve) => {
			this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]);
		});
	}

	answer(key: string, answer: Answer): void {
		const [first, ...rest] = this.#waiting.get(key) ?? [];
		if (rest.length > 0) {
			this.#waiting.set(key, rest);
		} else {
			this.#waiting.delete(key);
		}
		first?.(answer);
	}

	/** Nobody will answer any more. */
	giveUp(answer: Answer): void {
		for (const resolve of [...this.#waiting.values()].flat()) {
			resolve(answer);
		}
		this.#waiting.clear();
	}
}
