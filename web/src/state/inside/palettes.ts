import { gatePalette, limitOf, parseColour, signedPalette, type Palette } from './colour.ts';
import { valuesOf } from './heat-map.ts';
import { isGate, type NamedMap } from './maps.ts';

/** Reads a colour of styles/tokens.css: "heat-zero". */
export type Token = (name: string) => string;

/** The colours of a map. States of a cell can leave −1 to 1: there the largest value gets the strongest colour. */
export function paletteOf(map: NamedMap, token: Token): Palette {
	const colour = (name: string) => parseColour(token(`heat-${name}`));
	if (isGate(map.name)) {
		return gatePalette(colour('zero'), colour('open'));
	}
	const limit = map.name === 'c' ? limitOf(valuesOf(map), 1) : 1;
	return signedPalette(colour('negative'), colour('zero'), colour('positive'), limit);
}
