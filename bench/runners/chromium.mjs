// Runners in Chromium: the worker of the built site, in a page that has nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { serve } from '../../scripts/serve.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const flags = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

// The headers that give a page the fine clock (and threads).
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const sourceOf = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');
const script = (body) => ({ headers: { ...isolation, 'Content-Type': 'text/javascript' }, body });

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

// Chromium and a server of the built site.
export async function openChromium() {
	const { chromium } = createRequire(`${root}web/package.json`)('playwright-core');
	const [server, browser] = await Promise.all([
		serve(`${root}build/site`, 0, '127.0.0.1'),
		chromium.launch({ executablePath, args: flags, chromiumSandbox: false }),
	]);
	return {
		browser,
		address: `http://127.0.0.1:${server.address().port}/`,
		async close() {
			await browser.close();
			server.close();
			server.closeAllConnections();
		},
	};
}

// An empty page of the site's origin, where `files` are to be had too. Each has a context, hence a process, of its own,
// that no other page has warmed.
export async function openEmptyPage({ browser, address }, { files = {}, isolated = true } = {}) {
	const context = await browser.newContext();
	const page = await context.newPage();
	page.setDefaultTimeout(120_000);
	const empty = { headers: { ...(isolated ? isolation : {}), 'Content-Type': 'text/html' }, body: '<!doctype html>' };
	for (const [name, answer] of Object.entries({ 'empty.html': empty, ...files }))
		await page.route(`${address}${name}`, (route) => route.fulfill(answer));
	await page.goto(`${address}empty.html`);
	return page;
}

export class ChromiumRunner {
	#page;
	#settings;

	constructor(page, settings) {
		this.#page = page;
		this.#settings = settings;
	}

	// A page with the site's worker, which has loaded its engine, for so many threads, and the corpus file at `corpus`.
	static async open(site, folder, corpus, settings, threads = 1) {
		const worker = readdirSync(`${root}build/site/assets`).find((name) => /^training-worker-.*\.js$/.test(name));
		if (!worker) throw new Error('build/site has no worker: please build the page first (./dev build)');
		const files = {
			'bench-corpus': { path: corpus, contentType: 'application/octet-stream' },
			'bench-memory.js': script(sourceOf('watch-memory.js')),
			'bench-worker.js': script(`import './bench-memory.js';\nimport './assets/${worker}';`),
		};
		const page = await openEmptyPage(site, { files });
		await page.evaluate(sourceOf('in-page.js'));
		await page.evaluate((given) => globalThis.installBench(given), {
			workerUrl: `${site.address}bench-worker.js`,
			corpusUrl: `${site.address}bench-corpus`,
			peakBytes: [...readFileSync(`${folder}/peak.wasm`)],
			threads,
		});
		await page.evaluate(() => globalThis.bench.load());
		return new ChromiumRunner(page, settings);
	}

	start() {
		return this.#page.evaluate((settings) => globalThis.bench.start(settings), this.#settings);
	}

	warmUp(ms) {
		return this.#page.evaluate((limit) => globalThis.bench.warmUp(limit), ms);
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
		return this.#page.context().close();
	}
}
