/** Calls back when an element comes into sight, or near it, and when it leaves; the result ends that. */
export function watchSight(element: Element, seen: (seen: boolean) => void): () => void {
	const observer = new IntersectionObserver(
		(entries) => seen(entries.at(-1)?.isIntersecting ?? false),
		{ rootMargin: '200px' }, // so that it is there when it is scrolled to
	);
	observer.observe(element);
	return () => observer.disconnect();
}

// What is in sight follows its value; what is not stays as it was drawn last, so that nothing is drawn for nobody.
export class Held<Value> {
	/** Until the browser has told. */
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
	readonly watch = (element: Element): (() => void) => watchSight(element, (seen) => (this.#seen = seen));
}

/** A function that gives back its last argument where the new one has the same fields: who depends on it is left alone. */
export function steady<Value extends object>(): (value: Value) => Value {
	let last: Value | null = null;
	return (value) => {
		const before = last;
		const same = before && (Object.keys(value) as (keyof Value)[]).every((key) => value[key] === before[key]);
		return same ? before : (last = value);
	};
}
