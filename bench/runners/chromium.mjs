// Runners in Chromium: the worker of the built site, in a page that has nothing else.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { serve } from '../../scripts/serve.mjs';
import { benchScripts, PageRunner } from './page-runner.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const flags = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

// The headers that give a page the fine clock (and threads).
const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

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

// A runner on so many threads, with the corpus file at `corpus`.
export async function openChromiumRunner(site, corpus, settings, threads) {
	const scripts = Object.entries(benchScripts()).map(([name, body]) => [name, script(body)]);
	const files = { 'bench-corpus': { path: corpus, contentType: 'application/octet-stream' }, ...Object.fromEntries(scripts) };
	const page = await openEmptyPage(site, { files });
	return PageRunner.open(page, { address: site.address, settings, threads, close: () => page.context().close() });
}
