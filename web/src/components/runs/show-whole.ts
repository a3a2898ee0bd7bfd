/** Brings what has just been opened into sight, as far as it must be scrolled for that. To be attached to it. */
export function showWhole(element: HTMLElement): () => void {
	const frame = requestAnimationFrame(() => element.scrollIntoView?.({ block: 'nearest' }));
	return () => cancelAnimationFrame(frame);
}
