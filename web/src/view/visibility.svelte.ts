/** Calls back when an element comes into sight, or near it, and when it leaves; on paper all of a page is seen. The result ends that. */
export function watchVisibility(element: Element, seen: (seen: boolean) => void): () => void {
	let near = true; // until the browser has reported it
	const observer = new IntersectionObserver(
		(entries) => {
			near = entries.at(-1)?.isIntersecting ?? false;
			seen(near);
		},
		{ rootMargin: '200px' }, // so that it is there when it is scrolled to
	);
	const printing = () => seen(true);
	const printed = () => seen(near);
	addEventListener('beforeprint', printing);
	addEventListener('afterprint', printed);
	observer.observe(element);
	return () => {
		observer.disconnect();
		removeEventListener('beforeprint', printing);
		removeEventListener('afterprint', printed);
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
