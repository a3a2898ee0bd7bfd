import { tick } from 'svelte';
import type { Page } from '../../model/page.svelte.ts';
import type { Part } from '../../model/settings/parts.svelte.ts';

/** The id of the place where a part other than the first screen is shown. */
export const PANEL = 'part';

/** The state of an entry of the browser's history: which part was open. */
interface Entry {
	part?: Part;
}

/** Opens a part of the page and brings it into sight; the browser's Back leads to the one before. */
export function openPart(page: Page, part: Part): void {
	history.replaceState({ part: page.parts.current } satisfies Entry, '');
	page.parts.open(part);
	history.pushState({ part } satisfies Entry, '', page.link.write());
	void tick().then(() => bringIntoSight(part));
}

/** After Back or Forward; false where the address was changed in another way. */
export function returnToPart(page: Page): boolean {
	const { part } = (history.state ?? {}) as Entry;
	if (part) {
		page.parts.open(part);
	}
	return part !== undefined;
}

function bringIntoSight(part: Part): void {
	if (part === 'try') {
		document.querySelector<HTMLElement>('#review')?.focus({ preventScroll: true });
	}
	const first = part === 'train' || part === 'try';
	const panel = document.getElementById(PANEL);
	const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
	if (first || !panel) {
		scrollTo({ top: 0, behavior });
	} else {
		panel.focus({ preventScroll: true });
		panel.scrollIntoView({ block: 'start', behavior });
	}
}
