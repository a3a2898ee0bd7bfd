// How the cost grows with the work: one setting at a time is doubled, and the slope says what became of time and memory.
import { stepFlop } from './arithmetic.mjs';
import { meanDistinctWords } from './corpus.mjs';
import { takeTurns } from './measure.mjs';
import { places } from './places.mjs';
import { median, slope } from './summary.mjs';
import { digits, megabytes, table } from './table.mjs';
import { asTexts, endless } from './workloads.mjs';

const middle = { ...endless, cell: 'gru', words: 2000, embedding: 32, units: 32, length: 100, optimizer: 'adam' };

// The values of each setting, and why it costs what it costs.
const axes = {
	words: {
		values: [1000, 2000, 4000, 8000],
		why: 'the products see the distinct words of a batch only; Adam moves every row of the embedding that it has met, as Keras does',
	},
	length: { values: [25, 50, 100, 200], why: 'each timestep costs the same; the words of a batch grow more slowly' },
	batch: { values: [32, 64, 128, 256], why: 'each block of sixteen reviews costs the same; the optimizer is paid once' },
	embedding: { values: [16, 32, 64, 128, 256], why: 'a word’s row is multiplied once a batch, whatever its places' },
	units: { values: [8, 16, 32, 64, 128, 256], why: 'the recurrent kernel has units² weights for each gate, so this may grow like units²' },
};

const WARM_UP = 300; // milliseconds
const NOISE = 0.15; // of a slope

async function measureAxis(name, place, { opened, corpus, half, options }) {
	const subjects = [];
	for (const value of axes[name].values) {
		const settings = asTexts({ ...middle, [name]: value });
		const runner = await opened.open(place, corpus.path, settings);
		const before = await runner.memory();
		await runner.start();
		await runner.warmUp(options.rounds > 1 ? WARM_UP : 0);
		subjects.push({ value, settings, runner, before, perRound: 2 });
	}
	const times = await takeTurns(subjects, options.rounds);
	const points = [];
	for (const [i, { value, settings, runner, before }] of subjects.entries()) {
		const flop = stepFlop(settings, meanDistinctWords(half, settings, 20));
		points.push({ kind: 'scale', setting: name, value, place, ms: median(times[i]), memory: (await runner.memory()) - before, flop });
		await runner.close();
	}
	return points.map((point, i) => withSlopes(point, points[i - 1]));
}

function withSlopes(point, before) {
	if (!before) return point;
	const of = (name) => slope(before[name], point[name]);
	const slopes = { msSlope: of('ms'), memorySlope: of('memory'), flopSlope: of('flop') };
	return { ...point, ...slopes, steep: slopes.msSlope > Math.max(1, slopes.flopSlope) + NOISE };
}

export async function measureScale(given) {
	const rows = [];
	for (const name of Object.keys(axes)) {
		for (const place of given.options.places) {
			given.report(`doubling ${name}, ${places[place]}`);
			rows.push(...(await measureAxis(name, place, given)));
		}
	}
	return rows;
}

const columns = [
	['doubled', ({ setting }) => setting],
	['where', ({ place }) => places[place]],
	['value', ({ value }) => String(value)],
	['ms/batch', ({ ms }) => digits(ms)],
	['slope', ({ msSlope }) => text(msSlope)],
	['memory', ({ memory }) => megabytes(memory)],
	['slope', ({ memorySlope }) => text(memorySlope)],
	['MFLOP', ({ flop }) => digits(flop / 1e6)],
	['slope', ({ flopSlope }) => text(flopSlope)],
	['', remark],
];

const text = (value) => (value === undefined ? '' : value.toFixed(2));

function remark({ msSlope, steep }) {
	if (steep) return 'steeper than its arithmetic';
	return msSlope > 1 + NOISE ? 'more than linear, as its arithmetic' : '';
}

export function showScale(rows) {
	const { cell, embedding, words, units, length, batch } = middle;
	return [
		`What is not doubled: ${cell}, Embedding(${words}, ${embedding}), ${units} units, ${length} timesteps, batches of ${batch}, Adam.`,
		'A slope of 1 is linear, 2 quadratic; memory is what the run takes beside the corpus.',
		'',
		table(columns, rows, 2),
		'',
		...Object.entries(axes).map(([name, { why }]) => `${name}: ${why}.`),
	].join('\n');
}
