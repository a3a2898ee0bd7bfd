// The map of embeddings on a canvas: dots in the colours of the code, names beside the strongest.
import { cssColourOf, type Palette } from './colour.ts';
import type { Label, Placed } from './word-map.ts';

export interface WordMapStyle {
	palette: Palette;
	ink: string;
	card: string;
	font: string;
}

/** What is needed of CanvasRenderingContext2D. */
export type Pen = Pick<
	CanvasRenderingContext2D,
	| 'arc'
	| 'beginPath'
	| 'clearRect'
	| 'fill'
	| 'fillStyle'
	| 'fillText'
	| 'font'
	| 'lineWidth'
	| 'lineJoin'
	| 'stroke'
	| 'strokeStyle'
	| 'strokeText'
	| 'textAlign'
	| 'textBaseline'
>;

function dot(pen: Pen, { left, top, effect }: Placed, radius: number, style: WordMapStyle): void {
	pen.beginPath();
	pen.arc(left, top, radius, 0, 2 * Math.PI);
	pen.fillStyle = cssColourOf(style.palette, effect);
	pen.fill();
}

// A name has a rim in the colour of the ground, so that dots behind it do not disturb it.
function name(pen: Pen, text: string, left: number, top: number, weight: number, style: WordMapStyle): void {
	pen.font = `${weight} ${style.font}`;
	pen.textAlign = 'center';
	pen.textBaseline = 'middle';
	pen.lineJoin = 'round';
	pen.lineWidth = 3;
	pen.strokeStyle = style.card;
	pen.strokeText(text, left, top);
	pen.fillStyle = style.ink;
	pen.fillText(text, left, top);
}

export function drawWordMap(
	pen: Pen,
	words: readonly Placed[],
	labels: readonly Label[],
	lit: Placed | null,
	size: { width: number; height: number },
	style: WordMapStyle,
): void {
	pen.clearRect(0, 0, size.width, size.height);
	for (const word of words) {
		dot(pen, word, 3.5, style);
		pen.lineWidth = 0.5;
		pen.strokeStyle = style.ink;
		pen.stroke();
	}
	for (const { word, left, top } of labels) {
		name(pen, word.word, left, top, 400, style);
	}
	if (lit) {
		dot(pen, lit, 6, style);
		pen.lineWidth = 2;
		pen.strokeStyle = style.ink;
		pen.stroke();
		name(pen, lit.word, lit.left, Math.max(10, lit.top - 16), 700, style);
	}
}
