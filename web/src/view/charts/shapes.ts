import type { Plane } from './axes.ts';

// What a picture consists of, as plain data: paint.ts draws it onto a canvas, svg.ts writes it as SVG. Lengths are pixels; a colour is the
// name of a custom property of styles/tokens.css, without the dashes.

export type Shape =
	| {
			kind: 'line';
			/** A point that is not finite interrupts it. */
			xs: readonly number[];
			ys: readonly number[];
			colour: string;
			width: number;
			alpha?: number;
			dash?: readonly number[];
			/** Only what is within is drawn. */
			within?: Plane;
	  }
	/** A path in a box of 12 by 12, its middle at (x, y), `scale` times as large. */
	| { kind: 'icon'; path: string; x: number; y: number; scale: number; colour: string; alpha?: number }
	| { kind: 'ring'; x: number; y: number; radius: number; colour: string; width: number }
	| { kind: 'box'; x: number; y: number; width: number; height: number; colour: string }
	| {
			kind: 'text';
			text: string;
			x: number;
			y: number;
			size: number;
			colour: string;
			align: 'left' | 'center' | 'right';
			/** What of the text is at y. */
			base: 'top' | 'middle';
			bold?: boolean;
			/** The colour of a border that sets it off from lines beneath. */
			halo?: string;
	  };

/** The colours that shapes have. */
export const coloursOf = (shapes: readonly Shape[]): string[] => [
	...new Set(shapes.flatMap((shape) => ('halo' in shape && shape.halo ? [shape.colour, shape.halo] : [shape.colour]))),
];

/** About how wide a text is, with the widest of usual families (DejaVu Sans), as a share of its size for each kind of letter. */
export const textWidth = (text: string, size: number, bold = false): number =>
	[...text].reduce((sum, letter) => sum + size * widthOf(letter, bold), 0);

function widthOf(letter: string, bold: boolean): number {
	if (letter > '\u1100' || /[mwMW%@]/.test(letter)) {
		return 1.05;
	}
	if (/[il.,:;|' ]/.test(letter)) {
		return 0.38;
	}
	return (/[A-Z]/.test(letter) ? 0.76 : 0.64) + (bold ? 0.08 : 0);
}
