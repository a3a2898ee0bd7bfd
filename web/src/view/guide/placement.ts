// Where the guide stands so that it does not cover what it points at. All in CSS pixels of the window.

export interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export interface Corner {
	x: 'right' | 'left';
	y: 'bottom' | 'top';
}

/** Between the guide and what it points at. */
const GAP = 4;

/** In the order in which they are tried. */
const corners: readonly Corner[] = [
	{ x: 'right', y: 'bottom' },
	{ x: 'left', y: 'bottom' },
	{ x: 'right', y: 'top' },
	{ x: 'left', y: 'top' },
];

/** A box of a size in a corner of an area. */
export function boxInCorner(area: Box, { x, y }: Corner, width: number, height: number): Box {
	const left = x === 'left' ? area.left : area.right - width;
	const top = y === 'top' ? area.top : area.bottom - height;
	return { left, top, right: left + width, bottom: top + height };
}

export const overlap = (a: Box, b: Box): boolean =>
	a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP;

/** The first corner of the area in which a box of this size does not cover the target; null where each would. */
export function freeCorner(area: Box, target: Box, width: number, height: number): Corner | null {
	return corners.find((corner) => !overlap(boxInCorner(area, corner, width, height), target)) ?? null;
}

/** How high a sheet at the bottom of the area may be, so that a target of this height fits above it, if it can. */
export function sheetHeight(area: Box, target: number): number {
	const height = area.bottom - area.top;
	return Math.round(Math.min(0.5 * height, Math.max(0.34 * height, height - target - 4 * GAP)));
}
