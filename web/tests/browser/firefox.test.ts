// The built site in Firefox, over WebDriver BiDi: its engine trains, on one thread and on two, to Node's bits.
import { describe, expect, test } from 'vitest';
import { shortRuns } from '../engine/short-runs.ts';
import { firefoxCanTry, inFirefox } from './firefox.ts';
import { serveSite } from './page.ts';
import { fingerprintInNode, trainInWorker } from './train-in-worker.ts';

describe.skipIf(!firefoxCanTry)('in Firefox', () => {
	const opened = inFirefox(() => serveSite());

	test.each(Object.entries(shortRuns))('the bits of Node: %s', { timeout: 120_000 }, async (_, settings) => {
		const page = await opened.browser.newPage();
		await page.goto(`${opened.server.address}icon.svg`);
		const fingerprint = await fingerprintInNode(settings);
		for (const [threads, engine] of [
			[1, 'simd'],
			[2, 'threads'],
		] as const) {
			expect(await trainInWorker(page, settings, threads)).toEqual({ isolated: true, engine, fingerprint });
		}
		await page.close();
	});
});
