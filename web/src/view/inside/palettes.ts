import { gatePalette, parseColour, signedPalette, type Palette } from './colour.ts';
import { reachOf } from './heat-map.ts';
import { isGate, type NamedMap } from '../../model/inside/maps.ts';

/** Reads a colour of styles/tokens.css: "heat-zero". */
export type Token = (name: string) => string;

interface Palettes {
	signed: Palette;
	gate: Palette;
}

// Made once for each theme, which has a function of its own.
const ofThemes = new WeakMap<Token, Palettes>();

function palettesOf(token: Token): Palettes {
	let palettes = ofThemes.get(token);
	if (!palettes) {
		const colour = (name: string) => parseColour(token(`heat-${name}`));
		palettes = {
			signed: signedPalette(colour('negative'), colour('zero'), colour('positive'), 1),
			gate: gatePalette(colour('zero'), colour('open')),
		};
		ofThemes.set(token, palettes);
	}
	return palettes;
}

/** From rose to teal, for values from `-limit` to `limit`. */
export const signedPaletteOf = (limit: number, token: Token): Palette => ({ ...palettesOf(token).signed, limit });

/** The colours of a map. States of a cell can leave −1 to 1: there the largest value gets the strongest colour. */
export function paletteOf(map: NamedMap, token: Token): Palette {
	if (isGate(map.name)) {
		return palettesOf(token).gate;
	}
	return map.name === 'c' ? signedPaletteOf(reachOf(map, 1), token) : palettesOf(token).signed;
}
