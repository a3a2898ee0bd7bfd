import { tick } from 'svelte';
import { panelPlace } from '../../view/network/panel-place.ts';
import { freeArea } from '../frame/free-area.ts';

// A panel over the page, beside what it belongs to. It closes by Escape, and where the reader goes on elsewhere.

interface Wanted {
	/** The button that opened it. */
	anchor: HTMLElement | null;
	/** What has the focus at first, unless a field is invalid. */
	first: string;
	/** `returns`: the focus goes back to the anchor. */
	close(returns: boolean): void;
}

/** Shows it; what is returned hides it. */
export function standBeside(panel: HTMLElement, { anchor, first, close }: Wanted): () => void {
	const place = () => {
		if (anchor && !anchor.isConnected) {
			return;
		}
		const { left, top, most } = panelPlace(panel.getBoundingClientRect(), anchor?.getBoundingClientRect() ?? null, {
			width: innerWidth,
			height: freeArea().bottom,
		});
		panel.style.left = `${left}px`;
		panel.style.top = `${top}px`;
		panel.style.maxHeight = `${most}px`;
	};
	panel.showPopover?.(); // above everything; where the browser knows none, it stands in the page
	void tick().then(() => {
		place();
		const invalid = [...panel.querySelectorAll<HTMLElement>('[aria-invalid="true"]')].find((field) => !field.closest('[hidden]'));
		(invalid ?? panel.querySelector<HTMLElement>(first))?.focus({ preventScroll: true });
	});
	const controller = new AbortController();
	const { signal } = controller;
	const isOutside = (target: EventTarget | null) => target instanceof Node && !panel.contains(target) && !anchor?.contains(target);
	document.addEventListener('pointerdown', ({ target }) => isOutside(target) && close(false), { signal });
	panel.addEventListener('focusout', ({ relatedTarget }) => isOutside(relatedTarget) && close(false), { signal });
	panel.addEventListener(
		'keydown',
		(event) => {
			if (event.key === 'Escape') {
				event.stopPropagation();
				close(true);
			}
		},
		{ signal },
	);
	addEventListener('scroll', place, { passive: true, signal });
	addEventListener('resize', place, { signal });
	const growth = new ResizeObserver(place); // with what is added to it, it stays within the window
	growth.observe(panel);
	return () => {
		controller.abort();
		growth.disconnect();
		panel.hidePopover?.();
	};
}
