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

/** Also of what is folded, which is then unfolded. */
const canBeSeen = (element: HTMLElement): boolean =>
	element.getClientRects().length > 0 || element.closest('details:not([open])') !== null;

/** Points at the first element of those that a selector names that can be seen, as soon as one is there, and calls `found`; the result ends that. */
export function pointAt(selector: string, found: (element: HTMLElement) => void = bringIntoSight): () => void {
	let pointed: HTMLElement | null = null;
	const look = () => {
		pointed = [...document.querySelectorAll<HTMLElement>(selector)].find(canBeSeen) ?? null;
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
