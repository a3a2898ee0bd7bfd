// usage: node scripts/claims.mjs CORPUS [--minutes N]
//
// Checks what the page and its guide say about training: trains each network that they offer natively with ten seeds on the corpus of
// the real reviews, and writes the tables of docs/memory.md and docs/guide.md. The results are kept in build/claims, so that it
// can be run in pieces: with --minutes it ends after so many. Rows of which not all seeds are there yet say so, or are left out.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

import { pageModule } from '../bench/page-modules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'build/native/unroll');
const [, , corpus, , minutes = Infinity] = argv;
const end = performance.now() + 60_000 * Number(minutes);
const seeds = Array.from({ length: 10 }, (_, index) => String(index + 1));

const { presets } = await pageModule('model/settings/settings.ts');
const { guidePages } = await pageModule('model/guide/pages.ts');
const { tippingOf, furtherThanLast } = await pageModule('model/inside/reach.ts');
const trialOf = (page, name) => guidePages.find((other) => other.name === page).trials[name];

// --- Runs ----------------------------------------------------------------------------------------

const cells = ['simple-rnn', 'lstm', 'gru'];
const cellNames = { 'simple-rnn': 'SimpleRNN', lstm: 'LSTM', gru: 'GRU' };
const calm = trialOf('lstm', 'race').settings;

/** The settings whose reach is measured, with every cell or with some. */
const memory = [
	{ title: 'Quick comparison: RMSprop 0.01', settings: presets.quick },
	{ title: 'Guide: RMSprop 0.003', settings: calm },
	{ title: 'The same, length 200', settings: { ...calm, length: '200' } },
	{ title: '“80% in seconds”: Adam 0.01, batch 32, 3 epochs', settings: presets.swift },
	{ title: 'Textbook, first edition: RMSprop 0.0001', settings: presets.run6, cells: ['simple-rnn', 'lstm'] }, // a GRU takes 100 epochs
	{ title: 'Textbook, second edition: Adam 0.001', settings: { ...presets.run6, optimizer: 'adam', 'learning-rate': '0.001' } },
];

/** What the other pages of the guide train. */
const guide = [
	['padding', 'short'],
	['padding', 'long'],
	['embedding', 'two'],
	['embedding', 'oneHot'],
	['earlyStopping', 'wait'],
	['dropout', 'without'],
	['dropout', 'with'],
].map(([page, name]) => trialOf(page, name).settings);
const [before, behind, masked] = ['before', 'behind', 'masked'].map((name) => ({ ...trialOf('masks', name).settings, cell: 'lstm' }));

const cellsOf = ({ cells: some = cells }) => some;
const wanted = [...guide, before, behind, masked, ...memory.flatMap((one) => cellsOf(one).map((cell) => ({ ...one.settings, cell })))];

const store = join(root, 'build/claims/results.json');
const results = existsSync(store) ? JSON.parse(readFileSync(store, 'utf8')) : {};
const keyOf = (settings, seed) => JSON.stringify({ ...settings, seed });

const unroll = (...args) => execFileSync(program, [...args, '--json'], { encoding: 'utf8', maxBuffer: 2 ** 26 }).trim().split('\n').map((line) => JSON.parse(line));

/** Trains and measures, the reach as the page does. */
function measure(settings, seed) {
	const model = join(root, 'build/claims/model');
	const given = Object.entries({ ...settings, seed }).flatMap(([name, value]) => [`--${name}`, value]);
	const epochs = unroll('train', corpus, '-o', model, '--threads', '1', ...given);
	const last = epochs.pop();
	const length = Number(settings.length);
	const words = Array.from({ length: 11 }, (_, index) => Math.round((index * length) / 10));
	const scores = unroll('evaluate', model, corpus, '--split', 'validation', '--last-words', `${Math.round(length / 2)}`, '--opposite-end', words.join(), '--gradients');
	const [whole, half, ...opposite] = scores;
	const gradients = opposite.pop();
	const said = Object.values(guidePages.at(-1).trials).map(({ review }) => unroll('predict', model, review.en)[0].probability);
	return {
		epochs: epochs.map(({ loss, accuracy, val_loss, val_accuracy }) => ({ loss, accuracy, valLoss: val_loss, valAccuracy: val_accuracy })),
		best: last.best_epoch,
		stoppedEarly: last.stopped_early,
		accuracy: whole.accuracy,
		gain: whole.accuracy - half.accuracy,
		ratio: gradients.first / gradients.last,
		reach: { epoch: last.best_epoch, reviews: whole.reviews, length, words, accuracies: opposite.map(({ accuracy }) => accuracy) },
		said,
	};
}

mkdirSync(dirname(store), { recursive: true });
for (const settings of wanted) {
	for (const seed of seeds) {
		const key = keyOf(settings, seed);
		if (!results[key] && performance.now() < end) {
			results[key] = measure(settings, seed);
			writeFileSync(store, JSON.stringify(results));
		}
	}
}
const missing = wanted.flatMap((settings) => seeds.filter((seed) => !results[keyOf(settings, seed)])).length;
if (missing > 0) {
	console.log(`${missing} of ${wanted.length * seeds.length} runs are still to be made`);
}

// --- Tables --------------------------------------------------------------------------------------

const of = (settings) => seeds.flatMap((seed) => results[keyOf(settings, seed)] ?? []);
const isComplete = (settings) => of(settings).length === seeds.length;
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const range = (values, show) => `${show(mean(values))} (${show(Math.min(...values))} to ${show(Math.max(...values))})`;
const percent = (value) => `${(100 * value).toFixed(1)}%`;
const points = (value) => (100 * value).toFixed(1);
const loss = (value) => value.toFixed(3);
const words = (value) => value.toFixed(0);
const count = (list, is) => `${list.filter(is).length} of ${list.length}`;

/** After how many words predictions tip; networks that have learned too little to say are counted. */
function tippings(runs) {
	const found = runs.flatMap(({ reach }) => tippingOf(reach)?.words ?? []);
	return `${range(found, words)}${found.length < runs.length ? `; ${runs.length - found.length} learned too little` : ''}`;
}

const bestOf = ({ epochs, best }) => epochs[best - 1];

function table(columns, rows) {
	return [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Settings of which every run is there. */
const measured = memory.filter((one) => cellsOf(one).every((cell) => isComplete({ ...one.settings, cell })));

/** In how many seeds a gated cell reads further back than the SimpleRNN, or the other way round, clearly; by three measures. */
function comparison({ title, settings }, cell) {
	const [plain, gated] = [of({ ...settings, cell: 'simple-rnn' }), of({ ...settings, cell })];
	const order = seeds.map((_, seed) =>
		furtherThanLast([
			{ name: 'simple-rnn', tipping: tippingOf(plain[seed].reach) },
			{ name: cell, tipping: tippingOf(gated[seed].reach) },
		])?.further[0],
	);
	return [
		title,
		cellNames[cell],
		count(order, (first) => first === cell),
		count(order, (first) => first === 'simple-rnn'),
		count(gated, (run, seed) => run.gain > plain[seed].gain),
		count(gated, (run, seed) => run.ratio > plain[seed].ratio),
		count(gated, (run, seed) => run.accuracy > plain[seed].accuracy),
	];
}

const memoryTables = [
	table(
		['settings', 'cell', 'last words that weigh as much as the rest', 'gain from the first half, points', 'gradient, first / last timestep', 'validation accuracy'],
		measured.flatMap(({ title, settings, ...one }) =>
			cellsOf(one).map((cell) => {
				const runs = of({ ...settings, cell });
				const ratios = runs.map(({ ratio }) => ratio).toSorted((a, b) => a - b);
				const span = [ratios[0], mean(ratios.slice(4, 6)), ratios[9]].map((ratio) => ratio.toPrecision(2));
				return [
					title,
					cellNames[cell],
					tippings(runs),
					range(runs.map(({ gain }) => gain), points),
					`${span[1]} (${span[0]} to ${span[2]})`,
					range(runs.map(({ accuracy }) => accuracy), percent),
				];
			}),
		),
	),
	table(
		['settings', 'cell', 'reads clearly further back than SimpleRNN', 'clearly less far', 'gains more from the first half', 'has the larger gradient ratio', 'is more accurate'],
		measured.flatMap((one) => cellsOf(one).slice(1).map((cell) => comparison(one, cell))),
	),
];

const row = (title, settings, more) => {
	const runs = of(settings);
	if (runs.length === 0) return [];
	const named = isComplete(settings) ? title : `${title} (${runs.length} seeds)`;
	return [[named, range(runs.map(({ accuracy }) => accuracy), percent), more(runs)]];
};
const quick = (cell) => ({ ...presets.quick, cell });
const gap = (runs) => `training minus validation accuracy in the last epoch: ${range(runs.map(({ epochs }) => epochs.at(-1).accuracy - epochs.at(-1).valAccuracy), points)} points`;
const rises = (runs) => `validation loss ends above its lowest in ${count(runs, (run) => run.epochs.at(-1).valLoss > bestOf(run).valLoss)}, by ${range(runs.map((run) => run.epochs.at(-1).valLoss - bestOf(run).valLoss), loss)}`;
const [lstmRuns, gruRuns, plainRuns] = ['lstm', 'gru', 'simple-rnn'].map((cell) => of({ ...calm, cell }));

const guideTable = table(
	['page, trial', 'validation accuracy, best epoch', 'what the page needs'],
	[
		...cells.flatMap((cell) => row(`1, Start: ${cellNames[cell]}`, quick(cell), (runs) => `validation loss below 0.69 after one epoch: ${count(runs, ({ epochs }) => epochs[0].valLoss < 0.69)}`)),
		...row('2, 20 timesteps', trialOf('padding', 'short').settings, (runs) => `less accurate than with 100, same seed: ${count(runs, (run, seed) => run.accuracy < of(quick('gru'))[seed].accuracy)}`),
		...row('2, 200 timesteps', trialOf('padding', 'long').settings, (runs) => `more accurate than with 100, same seed: ${count(runs, (run, seed) => run.accuracy > of(quick('gru'))[seed].accuracy)}`),
		...row('3, two numbers per word', trialOf('embedding', 'two').settings, (runs) => `less accurate than with 16 by ${range(runs.map((run, seed) => of(quick('gru'))[seed].accuracy - run.accuracy), points)} points`),
		...row('3, one-hot', trialOf('embedding', 'oneHot').settings, (runs) => `less accurate than with 16 by ${range(runs.map((run, seed) => of(quick('gru'))[seed].accuracy - run.accuracy), points)} points`),
		...row('4, SimpleRNN at 0.003', { ...calm, cell: 'simple-rnn' }, (runs) => `last words that weigh as much as the rest: ${tippings(runs)}`),
		...row('5, LSTM at 0.003', { ...calm, cell: 'lstm' }, (runs) => `${tippings(runs)}; clearly more than the SimpleRNN: ${comparison(memory[1], 'lstm')[2]}`),
		...row('6, GRU at 0.003', { ...calm, cell: 'gru' }, () => `more accurate than the SimpleRNN: GRU ${count(gruRuns, (run, seed) => run.accuracy > plainRuns[seed].accuracy)}, LSTM ${count(lstmRuns, (run, seed) => run.accuracy > plainRuns[seed].accuracy)}; than the LSTM: ${count(gruRuns, (run, seed) => run.accuracy > lstmRuns[seed].accuracy)}`),
		...row('7, zeros before the words', before, (runs) => `more accurate than behind: ${count(runs, (run, seed) => run.accuracy > of(behind)[seed].accuracy)}`),
		...row('7, zeros behind the words', behind, (runs) => `at most 55%: ${count(runs, ({ accuracy }) => accuracy <= 0.55)}`),
		...row('7, behind the words and masked', masked, (runs) => `less accurate than before the words by ${range(runs.map((run, seed) => of(before)[seed].accuracy - run.accuracy), points)} points`),
		...row('8, 32 units without dropout', trialOf('dropout', 'without').settings, (runs) => `${rises(runs)}; ${gap(runs)}`),
		...row('8, 32 units with dropout 0.5', trialOf('dropout', 'with').settings, (runs) => `${rises(runs)}; ${gap(runs)}`),
		...row('9, until it stops', trialOf('earlyStopping', 'wait').settings, (runs) => `stops early: ${count(runs, ({ stoppedEarly }) => stoppedEarly)}, after ${range(runs.map(({ epochs }) => epochs.length), words)} epochs`),
		...cells.flatMap((cell) => row(`10, predictions of the ${cellNames[cell]} of page 6`, { ...calm, cell }, (runs) =>
			Object.entries(guidePages.at(-1).trials).map(([, { review }], index) => `“${review.en}” ${range(runs.map(({ said }) => said[index]), percent)} positive`).join('<br>'),
		)),
	],
);

function replaceBetween(path, text) {
	const [begin, until] = ['<!-- written by scripts/claims.mjs -->', '<!-- until here -->'];
	const file = readFileSync(path, 'utf8');
	const [before, rest] = file.split(begin);
	const after = rest.split(until).slice(1).join(until);
	writeFileSync(path, `${before}${begin}\n${text}\n${until}${after}`);
}

replaceBetween(join(root, 'docs/memory.md'), memoryTables.join('\n\n'));
replaceBetween(join(root, 'docs/guide.md'), guideTable);
