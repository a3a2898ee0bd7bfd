// One colour code for every picture: rose below zero, teal above it, the ground between them; a gate from
// closed (the ground) to open (blue). The colours themselves stand in styles/tokens.css.

export type Colour = readonly [red: number, green: number, blue: number];

/** From a CSS colour as getComputedStyle gives tokens: "#0d7465". */
export function parseColour(text: string): Colour {
	const [, red = '0', green = '0', blue = '0'] = /^#(..)(..)(..)$/.exec(text.trim()) ?? [];
	return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
}

const mix = (from: Colour, to: Colour, share: number): Colour => [
	from[0] + (to[0] - from[0]) * share,
	from[1] + (to[1] - from[1]) * share,
	from[2] + (to[2] - from[2]) * share,
];

export interface Palette {
	/** Values from `-limit` to `limit`, or from 0 where there are no colours below zero. */
	limit: number;
	/** Red, green and blue of 256 values each, the lowest first. */
	table: Uint8ClampedArray;
	signed: boolean;
}

const ENTRIES = 256;

function tableOf(colourAt: (share: number) => Colour): Uint8ClampedArray {
	const table = new Uint8ClampedArray(3 * ENTRIES);
	for (let entry = 0; entry < ENTRIES; entry++) {
		table.set(colourAt(entry / (ENTRIES - 1)), 3 * entry);
	}
	return table;
}

/** For values on both sides of zero. */
export function signedPalette(negative: Colour, zero: Colour, positive: Colour, limit: number): Palette {
	const colourAt = (share: number) =>
		share < 0.5 ? mix(negative, zero, 2 * share) : mix(zero, positive, 2 * share - 1);
	return { limit, table: tableOf(colourAt), signed: true };
}

/** For gates: from 0, closed, to 1, open. */
export function gatePalette(closed: Colour, open: Colour): Palette {
	return { limit: 1, table: tableOf((share) => mix(closed, open, share)), signed: false };
}

/** The entry of a value; values beyond the limit get its colour. */
export function entryOf(palette: Palette, value: number): number {
	const share = palette.signed ? 0.5 + value / (2 * palette.limit) : value / palette.limit;
	return Math.round(Math.min(1, Math.max(0, share)) * (ENTRIES - 1));
}

/** The largest absolute value, at least `least`, so that small numbers are not blown up to strong colours. */
export function limitOf(values: Iterable<number>, least: number): number {
	let limit = least;
	for (const value of values) {
		if (Number.isFinite(value)) {
			limit = Math.max(limit, Math.abs(value));
		}
	}
	return limit;
}
