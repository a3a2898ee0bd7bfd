// A runner (process.mjs says what that is) in a page of a browser: the site's own training worker, in a document that has nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const sourceOf = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

// What the page needs beside the site, by name: the corpus file is `bench-corpus`.
export function benchScripts() {
	const worker = readdirSync(`${root}build/site/assets`).find((name) => /^training-worker-.*\.js$/.test(name));
	if (!worker) throw new Error('build/site has no worker: please build the page first (./dev build)');
	return {
		'bench-memory.js': sourceOf('watch-memory.js'),
		'bench-worker.js': `import './bench-memory.js';\nimport './assets/${worker}';`,
	};
}

export class PageRunner {
	#page;
	#settings;
	#close;

	constructor(page, settings, close) {
		this.#page = page;
		this.#settings = settings;
		this.#close = close;
	}

	// In an empty page of the site at `address`, whose worker loads its engine, for so many threads, and the corpus.
	static async open(page, { address, settings, threads, close }) {
		await page.evaluate(sourceOf('in-page.js'));
		await page.evaluate((given) => globalThis.installBench(given), {
			workerUrl: `${address}bench-worker.js`,
			corpusUrl: `${address}bench-corpus`,
			peakBytes: [...readFileSync(`${root}build/wasm/peak.wasm`)],
			threads,
		});
		await page.evaluate(() => globalThis.bench.load());
		return new PageRunner(page, settings, close);
	}

	start() {
		return this.#page.evaluate((settings) => globalThis.bench.start(settings), this.#settings);
	}

	warmUp(ms) {
		return this.#page.evaluate((limit) => globalThis.bench.warmUp(limit), ms);
	}

	// A whole run: to its end, or to the first epoch with a validation accuracy of `goal`.
	train({ goal = Infinity }) {
		const given = { settings: this.#settings, goal: Number.isFinite(goal) ? goal : null };
		return this.#page.evaluate((run) => globalThis.bench.train(run), given);
	}

	batches(count) {
		return this.#page.evaluate((wanted) => globalThis.bench.batches(wanted), count);
	}

	peak(steps) {
		return this.#page.evaluate((wanted) => globalThis.bench.peak(wanted), steps);
	}

	memory() {
		return this.#page.evaluate(() => globalThis.bench.memory());
	}

	close() {
		return this.#close();
	}
}
