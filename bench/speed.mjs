// The main table: how fast each cell trains on each workload in each place.
import { productFlop, stepFlop } from './arithmetic.mjs';
import { meanDistinctWords } from './corpus.mjs';
import { peakOf, peakSubject, takeTurns, warm } from './measure.mjs';
import { onThreads, places } from './places.mjs';
import { share, summarize } from './summary.mjs';
import { digits, megabytes, percent, table } from './table.mjs';
import { cases, effort } from './workloads.mjs';

// Measures; the rows, without formatting.
export async function measureSpeed({ opened, corpus, half, options, report }) {
	const subjects = [];
	for (const measured of cases(options.workloads)) {
		for (const place of options.places) {
			report(`${measured.workload} ${measured.cell}, ${places[place]}: from a cold start`);
			const runner = await opened.open(place, corpus.path, measured.settings);
			const { warmUp, perRound } = effort[measured.workload];
			subjects.push(await warm({ ...measured, place, runner, perRound }, options.rounds > 1 ? warmUp : 0));
		}
	}
	report('all in turns');
	const loops = await Promise.all(options.places.map((place) => peakSubject(subjects.find((subject) => subject.place === place).runner)));
	const times = await takeTurns([...subjects, ...loops], options.rounds);
	const peaks = Object.fromEntries(options.places.map((place, i) => [place, peakOf(times[subjects.length + i])]));
	const distinct = Object.fromEntries(options.workloads.map((name) => [name, meanDistinctWords(half, cases([name])[0].settings)]));
	return Promise.all(
		subjects.map(async ({ workload, cell, place, settings, runner, firstStep, fullSpeed }, i) => {
			const summary = summarize(times[i], Number(settings.batch));
			const products = productFlop(settings, distinct[workload]);
			const flop = stepFlop(settings, distinct[workload]);
			return {
				kind: 'speed',
				workload,
				cell,
				place,
				threads: onThreads.includes(place) ? options.threads : 1,
				...summary,
				products,
				flop,
				peak: peaks[place],
				productShare: share(products, summary.ms, peaks[place]),
				share: share(flop, summary.ms, peaks[place]),
				memory: await runner.memory(),
				firstStep,
				fullSpeed,
			};
		}),
	);
}

const columns = [
	['workload', ({ workload }) => workload],
	['cell', ({ cell }) => cell],
	['where', ({ place, threads }) => places[place].replace(/threads$/, `${threads} threads`)],
	['ms/batch', ({ ms }) => digits(ms)],
	['min', ({ min }) => digits(min)],
	['max', ({ max }) => digits(max)],
	['reviews/s', ({ reviewsPerSecond }) => digits(reviewsPerSecond)],
	['MFLOP', ({ flop }) => digits(flop / 1e6)],
	['of peak: products', (row) => percent(row.productShare)],
	['whole step', (row) => percent(row.share)],
	['memory', ({ memory }) => megabytes(memory)],
	['first step ms', ({ firstStep }) => digits(firstStep)],
	['full speed ms', ({ fullSpeed }) => digits(fullSpeed)],
];

export function showSpeed(rows) {
	const peaks = [...new Map(rows.map(({ place, peak }) => [place, `${places[place]} ${digits(peak / 1e9)}`])).values()];
	return [
		table(columns, rows, 3),
		'',
		`Four-lane peak, GFLOP/s: ${peaks.join(', ')}. Native code uses wider lanes where the processor has them.`,
		'ms/batch is the median of the batches that were timed; a batch has 64 reviews.',
		'memory is the most there was, with the corpus: of the process (native), of the engine (WASM).',
		'first step and full speed count from Start, full speed until the better compiler has taken over.',
	].join('\n');
}
