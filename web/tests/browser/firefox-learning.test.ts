// The main paths in Firefox, on a site without reviews: a verdict before anything has been trained, a race on synthetic
// reviews, a look inside, and a link that repeats the race to the same bits.
import { beforeAll, describe, expect, test } from 'vitest';
import {
	fingerprints,
	firefoxCanTry,
	inFirefox,
	mainButton,
	openFirefox,
	openTab,
	press,
	ready,
	says,
	serveWithoutReviews,
	setField,
	setSetting,
	textsOf,
	type OpenedTab,
} from './firefox.ts';

const review = 'The acting is great, but the story makes no sense at all.';

describe.skipIf(!firefoxCanTry)('learning in Firefox', () => {
	const opened = inFirefox(serveWithoutReviews);
	let tab: OpenedTab;

	beforeAll(async () => {
		tab = await openTab(opened.browser, opened.server.address);
	}, 60_000);

	test('a typed review gets a verdict of each model that came with the page, and one after each word', async () => {
		const { page } = tab;
		await setField(page, '#review', review);
		await page.waitForFunction(() => document.querySelectorAll('.verdicts li').length === 4);
		await says(page, '.verdict .word', /^(positive|negative)/);
		const words = review.split(' ').length;
		await page.waitForFunction(() => [...document.querySelectorAll('.verdicts .said')].every((said) => /%/.test(said.textContent ?? '')));
		expect(await page.$eval('.after input', (input) => Number((input as HTMLInputElement).max))).toBe(words - 1);
	});

	test('three cells race on the synthetic reviews, and the page says that they are', { timeout: 240_000 }, async () => {
		const { page, errors } = tab;
		await ready(page);
		await says(page, '.corpus.chosen', /synthetic/i);
		await setSetting(page, 'epochs', '2');
		await press(page, 'Start');
		await mainButton(page, 'New run', 200_000);
		expect(await textsOf(page, '.lane td[data-label="Epoch"] .value')).toEqual(['2', '2', '2']);
		for (const accuracy of await textsOf(page, '.lane td[data-label="Validation accuracy"] .value')) {
			expect(parseFloat(accuracy)).toBeGreaterThan(55);
		}
		expect(errors).toEqual([]);
	});

	test('the look inside draws what the three have read', async () => {
		const { page } = tab;
		await page.$eval('#inside-title', (title) => title.scrollIntoView());
		const section = 'section:has(#inside-title)';
		await page.waitForFunction((where) => document.querySelectorAll(`${where} .map .words canvas`).length >= 3, {}, section);
		const colours = await page.$eval(`${section} .map .words canvas`, (element) => {
			const canvas = element as HTMLCanvasElement;
			const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
			return new Set(Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 4).join())).size;
		});
		expect(colours).toBeGreaterThan(20);
	});

	test('a link opens the same settings elsewhere, and gives the same fingerprints', { timeout: 240_000 }, async () => {
		const expected = await fingerprints(tab.page);
		expect(Object.keys(expected)).toEqual(expect.arrayContaining(['SimpleRNN 1', 'LSTM 1', 'GRU 1']));
		await press(tab.page, 'Share');
		const link = await tab.page.$eval('dialog[open] input[readonly]', (input) => (input as HTMLInputElement).value);
		expect(link).toContain('epochs=2');
		await tab.page.close();
		const other = await openFirefox(); // a profile that knows nothing of the first
		try {
			const { page, errors } = await openTab(other, link);
			await ready(page);
			expect(await page.$eval('#field-epochs', (field) => (field as HTMLInputElement).value)).toBe('2');
			await press(page, 'Start');
			await mainButton(page, 'New run', 200_000);
			expect(await fingerprints(page)).toEqual(expected);
			expect(errors).toEqual([]);
		} finally {
			await other.close();
		}
	});
});
