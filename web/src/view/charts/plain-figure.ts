import { BELOW_TITLE, FIGURE_WIDTH, LINE, sheet, SIDE, text, wrapped } from './chart-figure.ts';
import type { Shape } from './shapes.ts';

// A chart of later parts that leaves the page: lines over two axes, with a legend and what it says, so that it explains itself.

/** A place on the plane, 0 to 1 both, y upwards; null interrupts a line. */
type Place = { x: number; y: number } | null;

interface Tick {
	at: number;
	label: string;
}

export interface PlainLine {
	points: readonly Place[];
	/** The name of a custom property, without the dashes. */
	colour: string;
	dash?: readonly number[];
	/** The ends of the band around each point. */
	band?: { upper: readonly Place[]; lower: readonly Place[] };
	/** In the legend, where there is one. */
	text?: string;
}

export interface PlainFigure {
	title: string;
	/** As high as wide. */
	square?: boolean;
	across: { name: string; ticks: readonly Tick[] };
	up: { name: string; ticks: readonly Tick[] };
	lines: readonly PlainLine[];
	/** With their radii. */
	dots?: readonly { x: number; y: number; radius: number; colour: string }[];
	notes: readonly string[];
}

const LEFT = SIDE + 56;

/** All of it as shapes, and how high that is. */
export function plainShapes({ title, square = false, across, up, lines, dots = [], notes }: PlainFigure): { shapes: Shape[]; height: number } {
	const top = BELOW_TITLE + LINE;
	const height = square ? 480 : 400;
	const width = square ? height : FIGURE_WIDTH - LEFT - SIDE;
	const x = (share: number) => LEFT + share * width;
	const y = (share: number) => top + (1 - share) * height;
	const path = (places: readonly Place[]): Shape & { kind: 'line' } =>
		({ kind: 'line', xs: places.map((place) => (place ? x(place.x) : NaN)), ys: places.map((place) => (place ? y(place.y) : NaN)), colour: 'line', width: 1 });
	const label = (words: string, left: number, middle: number, align: 'left' | 'center' | 'right'): Shape => ({ ...text(words, left, middle, 'muted'), align });
	const shapes: Shape[] = [label(up.name, SIDE, BELOW_TITLE, 'left')];
	for (const { at, label: words } of up.ticks) {
		shapes.push(path([{ x: 0, y: at }, { x: 1, y: at }]), label(words, LEFT - 8, y(at), 'right'));
	}
	for (const { at, label: words } of across.ticks) {
		shapes.push(path([{ x: at, y: 0 }, { x: at, y: 1 }]), label(words, x(at), top + height + 16, 'center'));
	}
	shapes.push(label(across.name, x(0.5), top + height + 16 + LINE, 'center'));
	for (const { band, colour } of lines) {
		const edge = band ? [...band.upper, ...[...band.lower].reverse()].filter((place) => place !== null) : [];
		if (edge.length > 0) {
			// An icon's path has its middle at (6, 6).
			shapes.push({ kind: 'icon', path: `M${edge.map((place) => `${x(place.x).toFixed(1)} ${y(place.y).toFixed(1)}`).join('L')}Z`, x: 6, y: 6, scale: 1, colour, alpha: 0.18 });
		}
	}
	for (const { points, colour, dash = [] } of lines) {
		shapes.push({ ...path(points), colour, width: 2.5, dash });
	}
	for (const dot of dots) {
		shapes.push({ kind: 'ring', x: x(dot.x), y: y(dot.y), radius: dot.radius / 2, width: dot.radius, colour: dot.colour });
	}
	let below = top + height + 16 + 3 * LINE;
	for (const { text: words, colour, dash = [] } of lines) {
		if (words) {
			shapes.push({ kind: 'line', xs: [SIDE, SIDE + 28], ys: [below, below], colour, width: 2.5, dash }, text(words, SIDE + 36, below, 'ink'));
			below += LINE;
		}
	}
	for (const line of notes.flatMap((note) => wrapped(note, FIGURE_WIDTH - 2 * SIDE))) {
		shapes.push(text(line, SIDE, below, 'muted'));
		below += LINE;
	}
	return sheet(title, shapes, below - LINE / 2);
}
