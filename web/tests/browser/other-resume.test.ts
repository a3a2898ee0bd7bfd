// In other browsers: a tab that is closed in the middle of training goes on when it is opened again, to the bits of a run that
// nobody interrupted; and after the first visit the page opens and trains without a network.
import { expect, test } from 'vitest';
import { keptRun } from './kept-run.ts';
import { inBrowser, inEach, openTab, otherBrowsers, serveWithoutReviews } from './other-browsers.ts';
import { fingerprints, mainButton, press, ready, says, setField, setSetting, until } from './tab.ts';

const EPOCHS = 12;

inEach(otherBrowsers, 'what outlives a tab', (other) => {
	const opened = inBrowser(other, serveWithoutReviews);

	const link = () => `${opened.server.address}#cells=gru&epochs=${EPOCHS}&patience=0`;

	test('a run that was cut off goes on to the bits of a whole one', { timeout: 300_000 }, async ({ expect }) => {
		const whole = await other.open();
		const unbroken = await openTab(whole, link());
		await ready(unbroken);
		await press(unbroken, 'Start');
		await mainButton(unbroken, 'New run', 200_000);
		const expected = await fingerprints(unbroken);
		expect(expected['GRU 1']).toMatch(/^[0-9a-f]{64}$/);
		await whole.close();

		const cut = await openTab(opened.browser, link());
		await ready(cut);
		await press(cut, 'Start');
		await expect.poll(async () => (await cut.evaluate(keptRun, null))?.epochs, { timeout: 60_000 }).toBeGreaterThan(1);
		const again = await opened.browser.newTab();
		await cut.close();
		await again.goto(opened.server.address);
		const begin = await again.evaluate(keptRun, null);
		expect(begin?.activity).toBe('running');
		expect(begin?.epochs).toBeLessThan(EPOCHS); // there was something left to do
		await mainButton(again, 'New run', 200_000);
		expect(await fingerprints(again)).toEqual(expected);
		expect(await again.errors()).toEqual([]);
		await expect.poll(async () => (await again.evaluate(keptRun, null))?.activity).toBe('finished'); // stored as such too
		await again.close();
	});

	test('without a network the page opens, predicts and trains', { timeout: 240_000 }, async () => {
		const tab = await openTab(opened.browser, opened.server.address);
		const stored = async () => {
			const kept = await (await caches.open('unroll-files')).keys();
			const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
			return {
				// A page that was opened while it became active may be without it until it is loaded again.
				serviceWorker: (await navigator.serviceWorker.getRegistration())?.active?.state,
				models: kept.filter(({ url }) => url.includes('models/')).length,
				// What is still on its way when a page is left counts as an error of the page: its parts, and the training workers.
				list: fetched.some((name) => name.includes('RunList')),
			};
		};
		await expect.poll(() => tab.evaluate(stored, null), { timeout: 60_000 }).toEqual({ serviceWorker: 'activated', models: 5, list: true });
		await ready(tab);
		opened.server.close();
		await tab.reload();
		await until(tab, () => document.querySelector('#review') !== null, null);
		expect(await tab.evaluate(() => crossOriginIsolated, null)).toBe(true); // the headers were kept too
		await setField(tab, '#review', 'one of the best films i have seen in years');
		await says(tab, '.prediction .word', /^positive/);
		await ready(tab);
		await setSetting(tab, 'epochs', '1');
		await press(tab, 'Start');
		await mainButton(tab, 'New run');
		expect(await tab.errors()).toEqual([]);
		await tab.close();
	});
});
