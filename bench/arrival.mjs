// How long a visitor waits: until something can be typed and Start can be pressed, until the first prediction, and from
// Start to the first training batch.
//
//   node bench/arrival.mjs [--rounds 5] [--site FOLDER …]
//
// Each round opens each site (build/site, or the folders that are named, to compare them) in a browser that has never
// seen it, as fast as the machine is and with Chromium's slowdown of four times, which slows the main thread only: it
// refuses to slow workers. It needs a site with or without reviews (./dev site). The results hold for this machine at
// this time; nothing passes or fails.
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { serve } from '../scripts/serve.mjs';
import { flags } from './runners/chromium.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const { launch } = createRequire(`${root}web/package.json`)('puppeteer-core');

const { values } = parseArgs({
	options: { rounds: { type: 'string', default: '5' }, site: { type: 'string', multiple: true, default: [`${root}build/site`] } },
});
const rates = [1, 4];
/** Milliseconds for the browser to clear away what trained, so that one visit does not slow the next. */
const settling = 1000;
const moments = ['usable', 'prediction', 'settled', 'step at once', 'step later'];

// Runs in the page before anything of it does, and alone: nothing is asked from outside meanwhile, which would take the
// main thread's time. Each moment is of the page's own clock, which begins with the visit.
function watch(startsAtOnce) {
	const moments = {};
	const find = (selector) => document.querySelector(selector);
	const main = () => find('.buttons .main:enabled');
	const seen = (moment) => (moments[moment] ??= performance.now());
	/** When the main thread is free to answer a key or a click. */
	const whenFree = (task) => {
		const channel = new MessageChannel();
		channel.port1.onmessage = task;
		channel.port2.postMessage(null);
	};
	const typeReview = () => {
		seen('usable');
		const box = find('#review');
		box.value = 'One of the best films I have seen in years.';
		box.dispatchEvent(new Event('input', { bubbles: true }));
		if (startsAtOnce) start();
	};
	const start = () => {
		seen('start');
		main().click();
	};
	const once = new Set();
	const isFirst = (what) => !once.has(what) && once.add(what);
	globalThis.arrival = new Promise((resolve) => {
		const look = () => {
			if (main() && find('#review') && isFirst('usable')) whenFree(typeReview);
			if (!moments.usable) return;
			if (find('.prediction .word:not(.waiting)')) seen('prediction');
			// The network's last shape stands there: the reviews and the engine that trains on them have arrived.
			if (document.body.textContent.includes('(None, 1)')) seen('settled');
			if (moments.prediction && moments.settled && !moments.start && isFirst('start')) whenFree(start);
			if (moments.start && /\d/.test(find('tr.racer td .value')?.textContent ?? '')) seen('step');
			if (moments.step && moments.prediction) resolve(moments);
		};
		new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
	});
}

async function visit(browser, address, rate, startsAtOnce) {
	const context = await browser.createBrowserContext();
	const page = await context.newPage();
	await page.setViewport({ width: 1440, height: 900 });
	await page.emulateCPUThrottling(rate);
	await page.evaluateOnNewDocument(watch, startsAtOnce);
	await page.goto(address);
	const times = await page.evaluate(() => globalThis.arrival);
	await context.close();
	await setTimeout(settling);
	const step = times.step - times.start;
	return startsAtOnce ? { usable: times.usable, 'step at once': step } : { ...times, 'step later': step };
}

const sites = values.site;
const browser = await launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...flags, '--no-sandbox'] });
const servers = await Promise.all(sites.map((folder) => serve(folder, 0, '127.0.0.1')));
const times = new Map();
try {
	for (let round = 0; round < Number(values.rounds); round++)
		for (const rate of rates)
			for (const [index, server] of servers.entries()) {
				const address = `http://127.0.0.1:${server.address().port}/`;
				for (const startsAtOnce of [false, true]) {
					const visited = await visit(browser, address, rate, startsAtOnce);
					for (const moment of moments.filter((name) => visited[name])) {
						const key = `${index} ${rate} ${moment}`;
						times.set(key, [...(times.get(key) ?? []), visited[moment]]);
					}
				}
			}
} finally {
	await browser.close();
	for (const server of servers) {
		server.close();
		server.closeAllConnections();
	}
}

console.log(`seconds, median and range of ${values.rounds} visits; 'step' from Start, pressed at once or when all has arrived`);
for (const [index, site] of sites.entries())
	for (const rate of rates) {
		console.log(`\n${site}, ${rate}x`);
		for (const moment of moments) {
			const sorted = times.get(`${index} ${rate} ${moment}`).toSorted((a, b) => a - b);
			const [least, median, most] = [0, sorted.length >> 1, sorted.length - 1].map((at) => (sorted[at] / 1000).toFixed(2));
			console.log(`  ${moment.padEnd(14)}${median} (${least}–${most})`);
		}
	}
