// A trace without an engine: numbers that are plainly made up, in the form that the worker posts.
import type { Trace, TraceLayer, TraceTimestep, TraceWord } from '../../../src/protocol/inside.ts';
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
function timestepsOf(words: number, length: number, padding: string, truncating: string): (number | null)[] {
	const marks = words + 1;
	const first = truncating === 'pre' ? Math.max(0, marks - length) : 0;
	const before = padding === 'pre' ? Math.max(0, length - marks) : 0;
	return Array.from({ length: marks }, (_, mark) => {
		const timestep = mark - first + before;
		return mark < first || timestep >= length ? null : timestep;
	});
}

const wave = (timestep: number, unit: number, row: number) => Math.sin(0.9 * timestep + 1.7 * unit + 0.6 * row);

function layerOf(cell: Cell, units: number, length: number): TraceLayer {
	const names = rows[cell];
	const values = new Float32Array(length * names.length * units);
	for (let timestep = 0; timestep < length; timestep++) {
		names.forEach((name, row) => {
			for (let unit = 0; unit < units; unit++) {
				const value = wave(timestep, unit, row);
				values[(timestep * names.length + row) * units + unit] = 'ifozr'.includes(name) ? (value + 1) / 2 : value;
			}
		});
	}
	return { name: cell, cell, backward: false, units, rows: names, values };
}

export function madeUpTrace(text: string, wishes: Wishes = {}): Trace {
	const { cell = 'lstm', units = 3, layers = 1, length = 20, padding = 'pre', truncating = 'pre' } = wishes;
	const places = [...text.matchAll(/[\w']+/g)];
	const timesteps = timestepsOf(places.length, length, padding, truncating);
	const marks = new Map(timesteps.flatMap((timestep, mark) => (timestep === null ? [] : [[timestep, mark]])));
	const words = places.map((match, word): TraceWord => {
		const timestep = timesteps[word + 1]!;
		return {
			start: match.index,
			end: match.index + match[0].length,
			word,
			piece: null,
			id: 4 + word,
			unknown: match[0].length > 9,
			timestep,
			moved: timestep === null ? 0 : wave(word, 1, 2),
			norm: 1,
			without: 0.8 - wave(word, 2, 3),
			upTo: 0.8,
		};
	});
	const probability = (timestep: number) => 0.5 + 0.45 * Math.sin(timestep / 4 + units);
	return {
		text,
		of: 1,
		prediction: { logit: 0.8, probability: probability(length - 1), label: 1, words: words.length, unknown: 0 },
		words,
		timesteps: Array.from({ length }, (_, timestep): TraceTimestep => {
			const mark = marks.get(timestep);
			const kind = mark === undefined ? 'padding' : mark === 0 ? 'start' : 'word';
			return { kind, id: 0, word: kind === 'word' ? mark! - 1 : null, logit: 0, probability: probability(timestep) };
		}),
		compared: words.length,
		layers: Array.from({ length: layers }, () => layerOf(cell, units, length)),
	};
}
