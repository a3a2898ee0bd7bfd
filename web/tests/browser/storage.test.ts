// Useful at once, whatever the browser keeps: predictions before any reviews have arrived; storage that is denied, or full, is
// reported, and everything else goes on.
import { describe, expect, test } from 'vitest';
import database1 from '../fixtures/database-1.json' with { type: 'json' };
import { restoreDatabase, type StoredDatabase } from '../fixtures/restore-database.ts';
import { inChromium, openPage, openPart, ready, siteIsBuilt } from './page.ts';

const table = Buffer.from(
	`text,label\n${Array.from({ length: 400 }, (_, i) => `${i % 2 ? 'good' : 'bad'} film ${i},${i % 2}`).join('\n')}\n`,
);

describe.skipIf(!siteIsBuilt)('before and without what the browser keeps', () => {
	const chromium = inChromium();

	const openBlank = async () => {
		const opened = await openPage(chromium.browser, 'about:blank');
		return { ...opened, open: () => opened.page.goto(chromium.server.address) };
	};

	const importTable = async (page: Awaited<ReturnType<typeof openBlank>>['page']) => {
		await openPart(page, 'data');
		await page.locator('.zone input[type=file]').setInputFiles({ name: 'films.csv', mimeType: '', buffer: table });
		await page.getByRole('button', { name: 'Import', exact: true }).click();
		await page.locator('.report').getByText('400', { exact: true }).waitFor();
		await page.locator('.corpus.chosen', { hasText: 'films.csv' }).waitFor();
	};

	test('four networks predict, word after word, while the reviews never arrive', async () => {
		const { page, open, close } = await openBlank();
		await page.route('**/corpus/*', () => {}); // neither answered nor refused
		await open();
		await page.locator('#review').fill('One of the best films I have seen, says the flumbering usher.');
		await openPart(page, 'try');
		await expect.poll(() => page.locator('.predictions li').count()).toBe(4);
		expect(await page.locator('.predictions .said').last().textContent()).toMatch(/positive \d+/);
		await page.locator('.predictions li .unknowns', { hasText: 'unknown' }).first().waitFor();
		await page.locator('.predictions input[type=range]').fill('3');
		await page.getByText('After best').waitFor();
		const said = () => page.locator('.predictions .said').allTextContents();
		await page.locator('#review').fill('好看的电影');
		await expect.poll(said).toEqual(Array(4).fill(expect.stringContaining('no known words')));
		await page.locator('#review').fill('최고의 영화였습니다'); // by four others, which are fetched for it
		await expect.poll(said, { timeout: 15_000 }).toEqual(Array(4).fill(expect.stringMatching(/긍정 \d+/)));
		await close();
	});

	test('what a page of the first version of the database stored is there again', async () => {
		const { page, close } = await openPage(chromium.browser, `${chromium.server.address}icon.svg`);
		await page.evaluate(restoreDatabase, database1 as unknown as StoredDatabase);
		await page.goto(chromium.server.address);
		await openPart(page, 'data');
		await page.locator('.corpus', { hasText: 'films.csv' }).waitFor();
		await openPart(page, 'train');
		await page.locator(`.name:text-is('GRU 1')`).waitFor();
		await page.getByRole('button', { name: 'Continue', exact: true }).click();
		await page.locator('.racer', { hasText: 'Paused' }).or(page.locator('.buttons .main', { hasText: 'New run' })).first().waitFor();
		await close();
	});

	test('denied storage is reported, and reviews can be added all the same', async () => {
		const { page, open, close } = await openBlank();
		await page.route('**/library-worker-*.js', async (route) => {
			const response = await route.fetch();
			const deny = `Object.defineProperty(self,'indexedDB',{get(){throw new DOMException('denied','SecurityError')}});`;
			await route.fulfill({ response, body: deny + (await response.text()) });
		});
		await open();
		await openPart(page, 'data');
		await page.getByText('This browser stores nothing for this page').waitFor();
		await importTable(page);
		await ready(page);
		await close();
	});

	test('a full disk is reported, and the reviews stay as long as the tab', async () => {
		const { page, open, close } = await openBlank();
		await open();
		await openPart(page, 'data');
		await page.locator('.zone').waitFor();
		const session = await page.context().newCDPSession(page);
		await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(chromium.server.address).origin, quotaSize: 1 });
		await importTable(page);
		await page.getByText('is full, so the latest change could not be stored').waitFor();
		await ready(page);
		await close();
	});
});
