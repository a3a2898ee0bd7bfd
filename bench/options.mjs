// The options of ./dev bench.
import { parseArgs } from 'node:util';

import { onDemand, onThreads, places } from './places.mjs';
import { workloads } from './workloads.mjs';

const onOneCore = Object.keys(places).filter((place) => !onThreads.includes(place));

const unasked = onOneCore.filter((place) => !onDemand.includes(place));

export const usage = `usage: ./dev bench [OPTION …]

  --json            one JSON object per line instead of tables
  --corpus FILE     train on this corpus (default: build/corpus/imdb.safetensors, or generated reviews)
  --places LIST     where: ${unasked.join(',')}; firefox only on request
  --workloads LIST  which: ${Object.keys(workloads).join(',')}
  --scale           instead: how time and memory grow when one setting at a time is doubled
  --chapter         instead: the six runs of the textbook in the page, on two threads
  --first-accuracy  instead: the page from a cold start to 0.80 and 0.88 validation accuracy, on two threads
  --peers           also: TensorFlow.js and jax-js on the same work, installed into bench/peers
  --threads N       also: on N threads, 2 to 4, natively or in the page
  --rounds N        how often the measurements alternate (10)
`;

const flags = {
	help: { type: 'boolean', default: false },
	json: { type: 'boolean', default: false },
	peers: { type: 'boolean', default: false },
	scale: { type: 'boolean', default: false },
	chapter: { type: 'boolean', default: false },
	'first-accuracy': { type: 'boolean', default: false },
	corpus: { type: 'string' },
	places: { type: 'string', default: unasked.join() },
	workloads: { type: 'string', default: Object.keys(workloads).join() },
	threads: { type: 'string' },
	rounds: { type: 'string', default: '10' },
};

// A list as it was typed, all of it among `known`.
function list(name, text, known) {
	const items = text.split(',');
	const wrong = items.find((item) => !known.includes(item));
	if (wrong !== undefined) throw new Error(`--${name} ${text}: '${wrong}' is not one of ${known.join(', ')}`);
	return items;
}

// Each place that can have several threads is followed by itself with them.
const withThreads = (chosen) =>
	chosen.flatMap((place) => [place, ...({ native: ['threads'], chromium: ['page-threads'] }[place] ?? [])]);

export function readOptions(words) {
	const { values } = parseArgs({ args: words, options: flags });
	const rounds = Number(values.rounds);
	if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds}: must be a whole number from 1`);
	// Whole runs are those of a user: in the page, which takes both processors.
	const runs = values.chapter || values['first-accuracy'];
	const threads = Number(values.threads ?? (runs ? 2 : 1));
	if (![1, 2, 3, 4].includes(threads)) throw new Error(`--threads ${values.threads}: must be 1 to 4`);
	const chosen = runs ? ['chromium'] : list('places', values.places, onOneCore);
	if (values.peers && !chosen.includes('chromium')) throw new Error('--peers: they are measured in Chromium; include it in --places');
	return {
		...values,
		instead: values.scale || runs,
		rounds,
		threads,
		places: threads > 1 ? withThreads(chosen) : chosen,
		workloads: list('workloads', values.workloads, Object.keys(workloads)),
	};
}
