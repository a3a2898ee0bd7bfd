import type { Cell } from '../settings/settings.ts';

// How a run is recognized among others: the family of its colour is its cell's; the shade and the marker are those
// of the race that it ran in. styles/tokens.css has the colours.

/** By shade; the last of them is followed by the first. */
const shades = 3;
const markers = ['circle', 'square', 'triangle', 'diamond'] as const;

export type Marker = (typeof markers)[number];

/** As a path in a box of 12 by 12, its middle at (6, 6). */
export const markerPaths: Record<Marker, string> = {
	circle: 'M2 6a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
	square: 'M2.5 2.5h7v7h-7z',
	triangle: 'M6 1.5L10.75 9.75H1.25z',
	diamond: 'M6 1L11 6L6 11L1 6z',
};

export interface RunLook {
	/** The name of a custom property, without the dashes. */
	colour: string;
	marker: Marker;
}

export function runLook({ cell, number }: { cell: Cell; number: number }): RunLook {
	const turn = Math.max(0, number - 1);
	return {
		colour: `${cell}-${(turn % shades) + 1}`,
		marker: markers[turn % markers.length] ?? 'circle',
	};
}
