/** Calls back when an element comes into sight, or near it, and when it leaves; the result ends that. */
export function watchVisibility(element: Element, seen: (seen: boolean) => void): () => void {
	const observer = new IntersectionObserver(
		(entries) => seen(entries.at(-1)?.isIntersecting ?? false),
		{ rootMargin: '200px' }, // so that it is there when it is scrolled to
	);
	observer.observe(element);
	return () => {
		observer.disconnect();
		seen(false);
	};
}

// What is in sight follows its value; what is not stays as it was drawn last, so that nothing is drawn out of sight.
export class WhileVisible<Value> {
	/** Until the browser has reported it. */
	#seen = $state(true);
	#last: Value | undefined;
	readonly #now: () => Value;

	value: Value = $derived.by(() => {
		this.#last = this.#seen || this.#last === undefined ? this.#now() : this.#last;
		return this.#last;
	});

	/** `now` gives the value as it is. */
	constructor(now: () => Value) {
		this.#now = now;
	}

	/** To be attached to the element that shows it. */
	readonly watch = (element: Element): (() => void) => watchVisibility(element, (seen) => (this.#seen = seen));
}
