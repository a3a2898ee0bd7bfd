/** Calls back when an element comes into sight, or near it, and when it leaves; the result ends that. */
export function watchSight(element: Element, seen: (seen: boolean) => void): () => void {
	const observer = new IntersectionObserver(
		(entries) => seen(entries.at(-1)?.isIntersecting ?? false),
		{ rootMargin: '200px' }, // so that it is there when it is scrolled to
	);
	observer.observe(element);
	return () => observer.disconnect();
}
