// The main paths in other browsers, on a site without reviews: a prediction before anything has been trained, a race on synthetic
// reviews, a look inside, and a link that repeats the race to the same bits.
import { beforeAll, expect, test } from 'vitest';
import { inBrowser, inEach, openTab, otherBrowsers, serveWithoutReviews } from './other-browsers.ts';
import { fingerprints, mainButton, openPart, press, ready, says, setField, setSetting, textsOf, until, type Tab } from './tab.ts';

const review = 'The acting is great, but the story makes no sense at all.';

inEach(otherBrowsers, 'learning', (other) => {
	const opened = inBrowser(other, serveWithoutReviews);
	let tab: Tab;

	beforeAll(async () => {
		tab = await openTab(opened.browser, opened.server.address);
	}, 60_000);

	const attribute = (selector: string, name: string) =>
		tab.evaluate(([where, which]) => document.querySelector(where)?.getAttribute(which), [selector, name] as const);

	test('a typed review gets a prediction of each model that came with the page, and one after each word', async () => {
		await setField(tab, '#review', review);
		await openPart(tab, 'try');
		await until(tab, () => document.querySelectorAll('.predictions li').length === 4, null);
		await says(tab, '.prediction .pretrained .word', /^(positive|negative)/);
		await until(tab, () => [...document.querySelectorAll('.predictions .said')].every((said) => /%/.test(said.textContent ?? '')), null);
		expect(Number(await attribute('.after input', 'max'))).toBe(review.split(' ').length - 1);
	});

	test('three cells race on the synthetic reviews, and the page says that they are', { timeout: 240_000 }, async () => {
		await ready(tab);
		await openPart(tab, 'data');
		await says(tab, '.corpus.chosen', /synthetic/i);
		await setSetting(tab, 'epochs', '2');
		await press(tab, 'Start');
		await mainButton(tab, 'New run', 200_000);
		expect(await textsOf(tab, '.racer td[data-label="Epoch"] .value')).toEqual(['2', '2', '2']);
		for (const accuracy of await textsOf(tab, '.racer td[data-label="Validation accuracy"] .value')) {
			expect(parseFloat(accuracy)).toBeGreaterThan(55);
		}
		expect(await tab.errors()).toEqual([]);
	});

	test('the look inside draws what the three have read', async () => {
		const canvases = 'section:has(#inside-title) .map .words canvas';
		await openPart(tab, 'inside');
		await until(tab, (where) => document.querySelectorAll(where).length >= 3, canvases);
		const colours = await tab.evaluate((where) => {
			const canvas = document.querySelector<HTMLCanvasElement>(where)!;
			const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
			return new Set(Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 4).join())).size;
		}, canvases);
		expect(colours).toBeGreaterThan(20);
	});

	test('a link opens the same settings elsewhere, and gives the same fingerprints', { timeout: 240_000 }, async () => {
		const expected = await fingerprints(tab);
		expect(Object.keys(expected)).toEqual(expect.arrayContaining(['SimpleRNN 1', 'LSTM 1', 'GRU 1']));
		await press(tab, 'Share');
		await until(tab, () => document.querySelector('dialog[open] input[readonly]') !== null, null);
		const link = await tab.evaluate(() => document.querySelector<HTMLInputElement>('dialog[open] input[readonly]')!.value, null);
		expect(link).toContain('epochs=2');
		await tab.close();
		const another = await other.open(); // a profile that knows nothing of the first
		try {
			tab = await openTab(another, link);
			await ready(tab);
			await until(tab, () => document.querySelector<HTMLInputElement>('#field-epochs')?.value === '2', null);
			await press(tab, 'Start');
			await mainButton(tab, 'New run', 200_000);
			expect(await fingerprints(tab)).toEqual(expected);
			expect(await tab.errors()).toEqual([]);
		} finally {
			await another.close();
		}
	});
});
