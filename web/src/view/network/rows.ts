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
	/** The layer of dropout that it reads through. */
	dropout?: Row;
}

export interface Rows {
	/** The top layer first; of a high stack only the top ones. */
	layers: LayerRow[];
	embedding: Row;
	words: Row;
}

/** A layer that is drawn has at least so many lines of text. */
const LEAST_LINES = 3.6;
const DROPOUT_LINES = 1.1;
/** What the two lines beside the top layer's error take. */
const CAPTION_LINES = 2.3;

/** `layers` of a network in `height` pixels, with text of `font` pixels. `drops`: a layer of dropout is below one. */
export function rowsOf(layers: number, height: number, font: number, drops: (layer: number) => boolean = () => false): Rows {
	const words = { height: Math.round(2 * font), top: 0 };
	words.top = height - words.height;
	const gap = Math.round(0.7 * font);
	const embedding = { height: Math.round(1.25 * font), top: 0 };
	embedding.top = words.top - gap - embedding.height;
	const room = Math.max(LEAST_LINES * font, embedding.top - gap);
	const dropout = Math.round(DROPOUT_LINES * font);
	const taken = (layer: number) => (drops(layer) ? dropout + Math.round(gap / 2) : 0);
	const most = Math.max(...Array.from({ length: layers }, (_, layer) => taken(layer)));
	const shown = Math.max(1, Math.min(layers, Math.floor(room / (LEAST_LINES * font + most))));
	const drawn = Array.from({ length: shown }, (_, place) => layers - 1 - place);
	const each = (room - drawn.reduce((sum, layer) => sum + taken(layer), 0)) / shown;
	const error = Math.round(Math.min(3.8 * font, Math.max(0.3 * each, Math.min(0.37 * each, CAPTION_LINES * font))));
	let above = 0;
	return {
		layers: drawn.map((layer, place): LayerRow => {
			const top = Math.round(place * each) + above;
			const units = { top: top + error + Math.round(gap / 2), height: 0 };
			units.height = Math.round((place + 1) * each) + above - units.top - (place + 1 < shown ? gap : 0);
			above += taken(layer);
			const row = { layer, error: { top, height: error }, units };
			return drops(layer) ? { ...row, dropout: { top: units.top + units.height + Math.round(gap / 2), height: dropout } } : row;
		}),
		embedding,
		words,
	};
}

/** What each layer takes, the top one first, where `layerOf` says of which layer each drawn direction is; others are left out. */
export function layerBoxes({ layers }: Rows, layerOf: readonly number[]): (Row & { layer: number })[] {
	const drawn = [...new Set(layers.map((row) => layerOf[row.layer]).filter((layer) => layer !== undefined))];
	return drawn.map((layer) => {
		const rows = layers.filter((row) => layerOf[row.layer] === layer);
		const [first, last] = [rows[0]!.units, rows.at(-1)!.units];
		return { layer, top: first.top, height: last.top + last.height - first.top };
	});
}

/** Of the height of an error's row, what its caption takes: a low row has none. */
export const captionHeight = ({ height }: Row, font: number): number => (height < 2.6 * font ? 0 : Math.round(1.2 * font));

/** The gradients are drawn down to this part of the strongest, on a logarithmic scale. */
const ERROR_DECADES = 4;

/** The share of the height that a gradient gets, beside the strongest of all. */
export function errorHeight(gradient: number, strongest: number): number {
	return gradient > 0 && strongest > 0 ? Math.max(0, 1 + Math.log10(gradient / strongest) / ERROR_DECADES) : 0;
}
