// What users would otherwise pick, on the same work in the same run: TensorFlow.js and jax-js, each on its WebAssembly
// backend on one core of Chromium, against Unroll in its page. They are installed by ./dev bench --peers alone.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { drawBatches, paddedReview } from './corpus.mjs';
import { takeTurns } from './measure.mjs';
import { openEmptyPage } from './runners/chromium.mjs';
import { summarize } from './summary.mjs';
import { digits, table } from './table.mjs';
import { cases, effort } from './workloads.mjs';

const folder = fileURLToPath(new URL('peers/', import.meta.url));
const modules = `${folder}node_modules/`;

const peers = {
	'TensorFlow.js 4.22.0': async (page) => {
		await page.addScriptTag({ path: `${modules}@tensorflow/tfjs/dist/tf.min.js` });
		await page.addScriptTag({ path: `${modules}@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js` });
		await page.addScriptTag({ path: `${folder}tensorflow.js` });
	},
	'jax-js 0.1.25': (page, address) => page.evaluate((url) => import(url), `${address}peers/jax.js`),
};

const WARM_UP = 5; // batches: the first ones compile
const BATCHES = 8; // different ones, in turn

// A page with a peer and its network. It is not isolated, so that no peer can take a second core.
async function openPeer(site, name, settings, batches) {
	const page = await openEmptyPage(site, { isolated: false });
	const { address } = site;
	await page.route(`${address}peers/**`, (route) => {
		const path = new URL(route.request().url()).pathname.slice('/peers/'.length);
		return route.fulfill({ path: join(path.includes('/') ? modules : folder, path) });
	});
	await peers[name](page, address);
	await page.evaluate((given) => globalThis.peer.load(given), address);
	await page.evaluate((given) => globalThis.peer.make(given), settings);
	let next = 0;
	return {
		async batches(count) {
			const times = [];
			while (times.length < count) {
				const batch = batches[next++ % batches.length];
				times.push(await page.evaluate((given) => globalThis.peer.train(given), batch));
			}
			return times;
		},
		close: () => page.context().close(),
	};
}

// Reviews as the networks are given them: [{ids, labels}].
function readBatches(half, settings) {
	const shape = { words: Number(settings.words), length: Number(settings.length) };
	return drawBatches(half, BATCHES, Number(settings.batch)).map((reviews) => ({
		ids: reviews.map((review) => paddedReview(half, review, shape)),
		labels: reviews.map((review) => half.labels[review]),
	}));
}

async function measureCase({ workload, cell, settings }, { opened, corpus, half, options }) {
	const batches = readBatches(half, settings);
	const unroll = await opened.open('chromium', corpus.path, settings);
	await unroll.start();
	await unroll.warmUp(effort[workload].warmUp);
	const others = [];
	for (const name of Object.keys(peers)) others.push(await openPeer(opened.site, name, settings, batches));
	for (const other of others) await other.batches(WARM_UP);
	const subjects = [{ runner: unroll, perRound: effort[workload].perRound }, ...others.map((runner) => ({ runner, perRound: 1 }))];
	const [ours, ...theirs] = (await takeTurns(subjects, options.rounds)).map((ms) => summarize(ms, Number(settings.batch)));
	await Promise.all(subjects.map(({ runner }) => runner.close()));
	const row = { kind: 'peers', workload, cell };
	return [
		{ ...row, who: 'Unroll', ...ours, ratio: 1 },
		...Object.keys(peers).map((who, i) => ({ ...row, who, ...theirs[i], ratio: theirs[i].ms / ours.ms })),
	];
}

export async function measurePeers(given) {
	const rows = [];
	for (const measured of cases(given.options.workloads)) {
		given.report(`${measured.workload} ${measured.cell}, beside its peers`);
		rows.push(...(await measureCase(measured, given)));
	}
	return rows;
}

const columns = [
	['workload', ({ workload }) => workload],
	['cell', ({ cell }) => cell],
	['who, in Chromium', ({ who }) => who],
	['ms/batch', ({ ms }) => digits(ms)],
	['min', ({ min }) => digits(min)],
	['max', ({ max }) => digits(max)],
	['times Unroll’s', ({ ratio }) => digits(ratio)],
];

export const showPeers = (rows) =>
	[
		table(columns, rows, 3),
		'',
		'TensorFlow.js lacks the gradient of an embedding on this backend (UnsortedSegmentSum) and would throw: the',
		'benchmark adds the kernel. jax-js has no recurrent layers: the cells are written by hand, with compiled steps.',
		'Each of them has one core, as Unroll has.',
	].join('\n');
