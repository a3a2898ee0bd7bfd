// Where training is measured, and how to get a runner there.
import { fileURLToPath } from 'node:url';

import { openChromium, openChromiumRunner } from './runners/chromium.mjs';
import { openFirefox, openFirefoxRunner } from './runners/firefox.mjs';
import { ProcessRunner } from './runners/process.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const nodeRunner = fileURLToPath(new URL('runners/node-runner.mjs', import.meta.url));

export const places = {
	native: 'native',
	threads: 'native, threads',
	node: 'WASM, Node',
	chromium: 'WASM, page',
	'page-threads': 'WASM, page, threads',
	firefox: 'WASM, Firefox',
};

// Measured where they are asked for, by name.
export const onDemand = ['firefox'];

// Those that work on several threads.
export const onThreads = ['threads', 'page-threads'];

// Opens what the places need. `open(place, corpus, settings)` gives a runner, close() ends all of them; `site` is
// Chromium and the built site, where that is one of the places.
export async function openPlaces({ places: names, threads }) {
	const site = names.some((name) => name === 'chromium' || name === 'page-threads') ? await openChromium() : null;
	const runners = [];
	const native = (count) => (corpus, settings) => new ProcessRunner([`${root}build/native/unroll_bench`, String(count)], corpus, settings);
	const firefox = names.includes('firefox') ? await openFirefox() : null;
	const page = (count) => (corpus, settings) => openChromiumRunner(site, corpus, settings, count);
	const make = {
		native: native(1),
		threads: native(threads),
		node: (corpus, settings) => new ProcessRunner([process.execPath, nodeRunner, `${root}build/wasm`], corpus, settings),
		chromium: page(1),
		'page-threads': page(threads),
		firefox: (corpus, settings) => openFirefoxRunner(firefox, corpus, settings),
	};
	return {
		site,
		async open(place, corpus, settings) {
			const runner = await make[place](corpus, settings);
			runners.push(runner);
			return runner;
		},
		async close() {
			await Promise.all(runners.map((runner) => runner.close()));
			await Promise.all([site?.close(), firefox?.close()]);
		},
	};
}
