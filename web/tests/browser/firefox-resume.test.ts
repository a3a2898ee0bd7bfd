// In Firefox: a tab that is closed in the middle of training goes on when it is opened again, to the bits of a run that
// nobody interrupted; and after the first visit the page opens and trains without a network.
import type { Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { fingerprints, firefoxCanTry, inFirefox, mainButton, openFirefox, openTab, press, ready, says, serveWithoutReviews, setSetting } from './firefox.ts';
import { keptRun } from './kept-run.ts';

const EPOCHS = 12;

describe.skipIf(!firefoxCanTry)('in Firefox, what outlives a tab', () => {
	const opened = inFirefox(serveWithoutReviews);

	/** A run of one cell, from the settings of a link. */
	const start = async (page: Page) => {
		await ready(page);
		await press(page, 'Start');
	};
	const link = () => `${opened.server.address}#cells=gru&epochs=${EPOCHS}&patience=0`;

	test('a run that was cut off goes on to the bits of a whole one', { timeout: 300_000 }, async () => {
		const whole = await openFirefox();
		const { page: unbroken } = await openTab(whole, link());
		await start(unbroken);
		await mainButton(unbroken, 'New run', 200_000);
		const expected = await fingerprints(unbroken);
		expect(expected['GRU 1']).toMatch(/^[0-9a-f]{64}$/);
		await whole.close();

		const { page } = await openTab(opened.browser, link());
		await start(page);
		await expect.poll(async () => (await page.evaluate(keptRun))?.epochs, { timeout: 60_000 }).toBeGreaterThan(1);
		await page.close();
		const { page: again, errors } = await openTab(opened.browser, opened.server.address);
		const begin = await again.evaluate(keptRun);
		expect(begin?.activity).toBe('running');
		expect(begin?.epochs).toBeLessThan(EPOCHS); // there was something left to do
		await mainButton(again, 'New run', 200_000);
		expect(await fingerprints(again)).toEqual(expected);
		expect(errors).toEqual([]);
		await again.close();
	});

	test('without a network the page opens, judges and trains', { timeout: 240_000 }, async () => {
		const { page, errors } = await openTab(opened.browser, opened.server.address);
		const keeps = async () => {
			const kept = await (await caches.open('unroll-files')).keys();
			const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
			return (
				navigator.serviceWorker.controller !== null &&
				kept.filter(({ url }) => url.includes('models/')).length === 5 &&
				// What is still on its way when a page is left counts as an error of the page.
				fetched.some((name) => name.includes('KerasView'))
			);
		};
		await expect.poll(() => page.evaluate(keeps), { timeout: 60_000 }).toBe(true);
		opened.server.close();
		await page.reload();
		await page.waitForSelector('#review');
		expect(await page.evaluate(() => crossOriginIsolated)).toBe(true); // the headers were kept too
		await page.type('#review', 'one of the best films i have seen in years');
		await says(page, '.verdict .word', /^positive/);
		await ready(page);
		await setSetting(page, 'epochs', '1');
		await press(page, 'Start');
		await mainButton(page, 'New run');
		expect(errors).toEqual([]);
		await page.close();
	});
});
