// One colour code for every picture: rose below zero, teal above it, the ground between them; a gate from
// closed (the ground) to open (blue). The colours themselves are in styles/tokens.css.

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
	/** Red, green, blue and opacity of 256 values, the lowest first. */
	table: Uint8ClampedArray<ArrayBuffer>;
	/** The same bytes, an entry a number: what a pixel is set to. */
	pixels: Uint32Array;
	signed: boolean;
}

const ENTRIES = 256;

function paletteOf(limit: number, signed: boolean, colourAt: (share: number) => Colour): Palette {
	const table = new Uint8ClampedArray(4 * ENTRIES);
	for (let entry = 0; entry < ENTRIES; entry++) {
		table.set([...colourAt(entry / (ENTRIES - 1)), 255], 4 * entry);
	}
	return { limit, table, pixels: new Uint32Array(table.buffer), signed };
}

/** For values on both sides of zero. */
export function signedPalette(negative: Colour, zero: Colour, positive: Colour, limit: number): Palette {
	const colourAt = (share: number) =>
		share < 0.5 ? mix(negative, zero, 2 * share) : mix(zero, positive, 2 * share - 1);
	return paletteOf(limit, true, colourAt);
}

/** For gates: from 0, closed, to 1, open. */
export function gatePalette(closed: Colour, open: Colour): Palette {
	return paletteOf(1, false, (share) => mix(closed, open, share));
}

/** The CSS colour of a value. */
export function cssColourOf(palette: Palette, value: number): string {
	const entry = 4 * entryOf(palette, value);
	const [red, green, blue] = palette.table.subarray(entry, entry + 3);
	return `rgb(${red} ${green} ${blue})`;
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
