import { markerPaths } from '../../model/runs/run-look.ts';
import { sizeOf } from './axes.ts';
import type { ChartRun } from './chart-lines.ts';
import { chartShapes, type Chart } from './chart-shapes.ts';
import { textWidth, type Shape } from './shapes.ts';

// A chart that leaves the page: with its title, a legend of lines and runs, and the settings, so that it explains itself.

export interface Figure {
	title: string;
	chart: Chart;
	/** The runs on it, and what the settings of each have of their own. */
	runs: readonly { run: ChartRun; text: string }[];
	/** What the kinds of lines are. */
	kinds: { validation: string; training: string; batches: string };
	/** What all runs share, and what lies outside of the window. */
	notes: readonly string[];
}

export const FIGURE_WIDTH = 960;
const CHART_HEIGHT = 500;
const UNIT = 1.3;
export const SIDE = 24;
const TITLE = 22;
export const BELOW_TITLE = SIDE + TITLE + 12;
const LETTERS = 14;
export const LINE = 1.5 * LETTERS;

/** All of it as shapes, and how high that is. */
export function figureShapes({ title, chart, runs, kinds, notes }: Figure): { shapes: Shape[]; height: number } {
	const top = BELOW_TITLE;
	const drawn = moved(chartShapes(chart, { ...sizeOf(FIGURE_WIDTH - 2 * SIDE, CHART_HEIGHT, 1), unit: UNIT }).shapes, SIDE, top);
	let y = top + CHART_HEIGHT + LINE;
	const shapes = [...drawn];
	const advance = () => (y += LINE);

	let x = SIDE;
	for (const [kind, width, dash] of [['validation', 3, []], ['training', 2, [6, 5]], ['batches', 1.25, []]] as const) {
		shapes.push({ kind: 'line', xs: [x, x + 28], ys: [y, y], colour: 'muted', width, dash });
		shapes.push(text(kinds[kind], x + 36, y, 'muted'));
		x += 60 + textWidth(kinds[kind], LETTERS);
	}
	advance();
	for (const { run, text: words } of runs) {
		shapes.push({ kind: 'icon', path: markerPaths[run.look.marker], x: SIDE + 6, y, scale: 1, colour: run.look.colour });
		for (const line of wrapped(words, FIGURE_WIDTH - 2 * SIDE - 20)) {
			shapes.push(text(line, SIDE + 20, y, 'ink'));
			advance();
		}
	}
	for (const line of notes.flatMap((note) => wrapped(note, FIGURE_WIDTH - 2 * SIDE))) {
		shapes.push(text(line, SIDE, y, 'muted'));
		advance();
	}
	return sheet(title, shapes, y - LINE / 2);
}

/** Shapes that reach down to `bottom`, under a title and on a ground of their own. */
export function sheet(title: string, shapes: readonly Shape[], bottom: number): { shapes: Shape[]; height: number } {
	const height = Math.ceil(bottom + SIDE);
	const ground: Shape = { kind: 'box', x: 0, y: 0, width: FIGURE_WIDTH, height, colour: 'card' };
	const heading: Shape = { ...text(title, SIDE, SIDE + TITLE / 2, 'ink'), size: TITLE, bold: true };
	return { shapes: [ground, heading, ...shapes], height };
}

export const text = (words: string, x: number, y: number, colour: string): Extract<Shape, { kind: 'text' }> => {
	return { kind: 'text', text: words, x, y, size: LETTERS, colour, align: 'left', base: 'middle' };
};

function moved(shapes: readonly Shape[], right: number, down: number): Shape[] {
	return shapes.map((shape) => {
		if (shape.kind !== 'line') {
			return { ...shape, x: shape.x + right, y: shape.y + down };
		}
		const { within } = shape;
		return {
			...shape,
			xs: shape.xs.map((x) => x + right),
			ys: shape.ys.map((y) => y + down),
			...(within ? { within: { ...within, left: within.left + right, top: within.top + down } } : {}),
		};
	});
}

/** A text in lines of at most `width`, broken at its spaces. */
export function wrapped(words: string, width: number): string[] {
	const lines: string[] = [];
	for (const word of words.split(' ')) {
		const line = lines.at(-1);
		if (line !== undefined && textWidth(`${line} ${word}`, LETTERS) <= width) {
			lines[lines.length - 1] = `${line} ${word}`;
		} else {
			lines.push(word);
		}
	}
	return lines;
}
