// A trace without an engine: numbers that are plainly made up, in the form that the worker posts.
import type { Trace, TraceLayer, TraceStep, TraceWord } from '../../../src/protocol/inside.ts';
import type { Cell } from '../../../src/model/settings/settings.ts';

const rows: Record<Cell, string[]> = {
	'simple-rnn': ['h', 'a'],
	lstm: ['h', 'c', 'i', 'f', 'g', 'o', 'a_i', 'a_f', 'a_c', 'a_o'],
	gru: ['h', 'z', 'r', 'g', 'a_z', 'a_r', 'x_h', 'q', 'a_h'],
};

interface Wishes {
	cell?: Cell;
	units?: number;
	layers?: number;
	/** Timesteps. */
	length?: number;
	padding?: 'pre' | 'post';
	truncating?: 'pre' | 'post';
}

/** How Keras pads and cuts. The start mark is mark 0. */
function stepsOf(words: number, length: number, padding: string, truncating: string): (number | null)[] {
	const marks = words + 1;
	const first = truncating === 'pre' ? Math.max(0, marks - length) : 0;
	const before = padding === 'pre' ? Math.max(0, length - marks) : 0;
	return Array.from({ length: marks }, (_, mark) => {
		const step = mark - first + before;
		return mark < first || step >= length ? null : step;
	});
}

const wave = (step: number, unit: number, row: number) => Math.sin(0.9 * step + 1.7 * unit + 0.6 * row);

function layerOf(cell: Cell, units: number, length: number): TraceLayer {
	const names = rows[cell];
	const values = new Float32Array(length * names.length * units);
	for (let step = 0; step < length; step++) {
		names.forEach((name, row) => {
			for (let unit = 0; unit < units; unit++) {
				const value = wave(step, unit, row);
				values[(step * names.length + row) * units + unit] = 'ifozr'.includes(name) ? (value + 1) / 2 : value;
			}
		});
	}
	return { name: cell, cell, backward: false, units, rows: names, values };
}

export function madeUpTrace(text: string, wishes: Wishes = {}): Trace {
	const { cell = 'lstm', units = 3, layers = 1, length = 20, padding = 'pre', truncating = 'pre' } = wishes;
	const places = [...text.matchAll(/[\w']+/g)];
	const steps = stepsOf(places.length, length, padding, truncating);
	const marks = new Map(steps.flatMap((step, mark) => (step === null ? [] : [[step, mark]])));
	const words = places.map((match, word): TraceWord => {
		const step = steps[word + 1]!;
		return {
			start: match.index,
			end: match.index + match[0].length,
			word,
			piece: null,
			id: 4 + word,
			unknown: match[0].length > 9,
			step,
			moved: step === null ? 0 : wave(word, 1, 2),
			norm: 1,
			without: 0.8 - wave(word, 2, 3),
			upTo: 0.8,
		};
	});
	const probability = (step: number) => 0.5 + 0.45 * Math.sin(step / 4 + units);
	return {
		text,
		prediction: { logit: 0.8, probability: probability(length - 1), label: 1, words: words.length, unknown: 0 },
		words,
		steps: Array.from({ length }, (_, step): TraceStep => {
			const mark = marks.get(step);
			const kind = mark === undefined ? 'padding' : mark === 0 ? 'start' : 'word';
			return { kind, id: 0, word: kind === 'word' ? mark! - 1 : null, logit: 0, probability: probability(step) };
		}),
		compared: words.length,
		layers: Array.from({ length: layers }, () => layerOf(cell, units, length)),
	};
}
