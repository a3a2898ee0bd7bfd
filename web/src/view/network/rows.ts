// The rows of the drawing, from the top: for each layer the error that flows back and the hidden state; the embedding; the words.

export interface Row {
	top: number;
	height: number;
}

export interface LayerRow {
	/** Index of the layer; the lowest is 0. */
	layer: number;
	error: Row;
	units: Row;
}

export interface Rows {
	/** The top layer first; of a high stack only the top ones. */
	layers: LayerRow[];
	embedding: Row;
	words: Row;
}

/** A layer that is drawn has at least so many lines of text. */
const LEAST_LINES = 3.6;

/** `layers` of a network in `height` pixels, with text of `font` pixels. */
export function rowsOf(layers: number, height: number, font: number): Rows {
	const words = { height: Math.round(2 * font), top: 0 };
	words.top = height - words.height;
	const gap = Math.round(0.7 * font);
	const embedding = { height: Math.round(1.25 * font), top: 0 };
	embedding.top = words.top - gap - embedding.height;
	const room = Math.max(LEAST_LINES * font, embedding.top - gap);
	const shown = Math.max(1, Math.min(layers, Math.floor(room / (LEAST_LINES * font))));
	const each = room / shown;
	const error = Math.round(Math.min(3.8 * font, 0.3 * each));
	return {
		layers: Array.from({ length: shown }, (_, place) => {
			const top = Math.round(place * each);
			const units = { top: top + error + Math.round(gap / 2), height: 0 };
			units.height = Math.round((place + 1) * each) - units.top - (place + 1 < shown ? gap : 0);
			return { layer: layers - 1 - place, error: { top, height: error }, units };
		}),
		embedding,
		words,
	};
}

/** Of the height of an error's row, what its caption takes: a low row has none. */
export const captionHeight = ({ height }: Row, font: number): number => (height < 2.6 * font ? 0 : Math.round(1.2 * font));

/** The gradients are drawn down to this part of the strongest, on a logarithmic scale. */
const ERROR_DECADES = 4;

/** The share of the height that a gradient gets, beside the strongest of all. */
export function errorHeight(gradient: number, strongest: number): number {
	return gradient > 0 && strongest > 0 ? Math.max(0, 1 + Math.log10(gradient / strongest) / ERROR_DECADES) : 0;
}
