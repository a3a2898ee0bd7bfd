// Whole runs in the page, from a cold start: the textbook's six, and how soon a network has learned so much.
import { onThreads } from './places.mjs';
import { pageModule } from './page-modules.mjs';
import { median } from './summary.mjs';
import { digits, percent, table } from './table.mjs';

// The page's presets for a first accuracy, and the seeds that are tried beside its own.
const goals = { swift: 0.8, wide: 0.88 };
const seeds = ['42', '1', '2', '3', '4'];

async function trainInPage(place, settings, limit, { opened, corpus }) {
	const runner = await opened.open(place, corpus.path, settings);
	const result = await runner.train(limit);
	await runner.close();
	return result;
}

// Each run in a page of its own. It ends at the epoch that Keras recorded, whatever the losses say.
export async function measureChapter(given) {
	const { presets } = await pageModule('model/settings/settings.ts');
	const { runsOf } = await pageModule('model/settings/recorded-runs.ts');
	const place = pagePlace(given.options);
	const rows = [];
	for (const { name: run, epochs, seconds: recorded } of runsOf(1)) {
		given.report(`${run} of the textbook, ${epochs} epochs`);
		const settings = { ...presets[run], epochs: String(epochs), patience: '0' };
		const { busy, wall } = await trainInPage(place, settings, {}, given);
		rows.push({ kind: 'chapter', run, threads: threadsOf(given.options), epochs, recorded, seconds: busy / 1e3, wall: wall / 1e3 });
	}
	return rows;
}

export function showChapter(rows) {
	const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
	const all = { run: 'all six', epochs: sum('epochs'), seconds: sum('seconds'), wall: sum('wall') };
	const columns = [
		['run', ({ run }) => run.replace('run', 'run ')],
		['epochs', ({ epochs }) => String(epochs)],
		['seconds', ({ seconds }) => digits(seconds)],
		['from Start', ({ wall }) => digits(wall)],
	];
	return [
		table(columns, [...rows, all], 1),
		'',
		`In the page, ${rows[0].threads} thread(s). Keras on a GPU took ${sum('recorded')} s: ${digits(sum('recorded') / all.wall)} times as long.`,
		'seconds are those of training and validation; from Start, with all that the page does besides.',
	].join('\n');
}

export async function measureFirstAccuracy(given) {
	const { presets } = await pageModule('model/settings/settings.ts');
	const rows = [];
	for (const [preset, goal] of Object.entries(goals)) {
		for (const seed of seeds) {
			given.report(`${preset}, seed ${seed}: until ${percent(goal)}`);
			const { busy, wall, epochs, valAccuracy } = await trainInPage(pagePlace(given.options), { ...presets[preset], seed }, { goal }, given);
			const row = { kind: 'first-accuracy', preset, goal, seed, threads: threadsOf(given.options), reached: valAccuracy >= goal };
			rows.push({ ...row, epochs, valAccuracy, seconds: busy / 1e3, wall: wall / 1e3 });
		}
	}
	return rows;
}

export function showFirstAccuracy(rows) {
	const columns = [
		['preset', ({ preset }) => preset],
		['goal', ({ goal }) => goal.toFixed(2)],
		['seed', ({ seed }) => seed],
		['val. accuracy', ({ valAccuracy }) => valAccuracy.toFixed(4)],
		['epochs', ({ epochs }) => String(epochs)],
		['seconds', ({ seconds }) => digits(seconds)],
		['from Start', ({ wall }) => digits(wall)],
		['', ({ reached }) => (reached ? '' : 'not reached')],
	];
	const medians = Object.keys(goals).map((preset) => {
		const seconds = rows.filter((row) => row.preset === preset).map((row) => row.seconds);
		return `${preset} ${digits(median(seconds))} s`;
	});
	return [
		table(columns, rows, 1),
		'',
		`In the page, ${rows[0].threads} thread(s), each run in a page that has not trained before; seconds of training and validation`,
		`until the end of the first epoch with that validation accuracy. Medians: ${medians.join(', ')}.`,
	].join('\n');
}

const pagePlace = ({ places }) => places.find((place) => onThreads.includes(place)) ?? places[0];
const threadsOf = ({ places, threads }) => (onThreads.includes(pagePlace({ places })) ? threads : 1);
