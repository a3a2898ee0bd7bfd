import type { Box } from '../../view/guide/placement.ts';

/** What neither the header with the strip nor, on a narrow screen, the bar at the bottom covers: where the browser scrolls to (base.css). */
export function freeArea(): Box {
	const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
	const [top, bar] = [scrollPaddingTop, scrollPaddingBottom].map((padding) => parseFloat(padding) || 0) as [number, number];
	return { left: 0, top, right: document.documentElement.clientWidth, bottom: innerHeight - bar };
}
