// The engine of the built site in other browsers: it trains, on one thread and on two, to Node's bits.
import { expect, test } from 'vitest';
import { shortRuns } from '../engine/short-runs.ts';
import { inBrowser, inEach, otherBrowsers } from './other-browsers.ts';
import { serveSite } from './page.ts';
import { fingerprintInNode, trainInWorker } from './train-in-worker.ts';

inEach(otherBrowsers, 'the engine', (browser) => {
	const opened = inBrowser(browser, () => serveSite());

	test.each(Object.entries(shortRuns))('the bits of Node: %s', { timeout: 120_000 }, async (_, settings) => {
		const page = await opened.browser.newTab();
		await page.goto(`${opened.server.address}icon.svg`);
		const fingerprint = await fingerprintInNode(settings);
		for (const [threads, engine] of [
			[1, 'simd'],
			[2, browser.threadsEngine],
		] as const) {
			expect(await trainInWorker(page, settings, threads)).toEqual({ isolated: true, engine, fingerprint });
		}
		await page.close();
	});
});
