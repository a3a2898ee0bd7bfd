// Marks what the guide, or a sentence, speaks of.

function mark(element: HTMLElement): void {
	for (let folded = element.closest('details'); folded; folded = folded.parentElement?.closest('details') ?? null) {
		folded.open = true;
	}
	element.dataset.pointed = '';
}

function bringIntoSight(element: HTMLElement): void {
	const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
	const block = element.offsetHeight > innerHeight ? 'start' : 'center';
	element.scrollIntoView({ block, behavior: calm ? 'auto' : 'smooth' });
}

/** Points at the element that a selector names, as soon as it is there, and calls `found`; the result ends that. */
export function pointAt(selector: string, found: (element: HTMLElement) => void = bringIntoSight): () => void {
	let pointed: HTMLElement | null = null;
	const look = () => {
		pointed = document.querySelector<HTMLElement>(selector);
		if (pointed) {
			watched.disconnect();
			mark(pointed);
			found(pointed);
		}
	};
	const watched = new MutationObserver(look);
	watched.observe(document.body, { childList: true, subtree: true });
	look();
	return () => {
		watched.disconnect();
		delete pointed?.dataset.pointed;
	};
}
