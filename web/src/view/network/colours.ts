// The colours of the drawing, out of a theme's: styles/tokens.css. Where the browser forces colours, its own.
import { classColour } from '../class-look.ts';
import { cssColourOf, entryOf } from '../inside/colour.ts';
import { signedPaletteOf, type Token } from '../inside/palettes.ts';
import type { Colours } from './scene.ts';

export function coloursOf(token: Token, cell: string): Colours {
	const palette = signedPaletteOf(1, token);
	const entries: string[] = [];
	const forced = globalThis.matchMedia?.('(forced-colors: active)').matches ?? false;
	const colour = (name: string, system: string) => (forced ? system : token(name));
	return {
		ink: colour('ink', 'CanvasText'),
		muted: colour('muted', 'CanvasText'),
		line: colour('line', 'GrayText'),
		edge: colour('edge', 'CanvasText'),
		card: colour('card', 'Canvas'),
		accent: colour('accent', 'Highlight'),
		positive: token('positive'),
		negative: token('negative'),
		cell: colour(cell, 'CanvasText'),
		ofClass: (label) => colour(classColour(label), label % 2 === 0 ? 'CanvasText' : 'GrayText'),
		value: (value) => (entries[entryOf(palette, value)] ??= cssColourOf(palette, value)),
	};
}
