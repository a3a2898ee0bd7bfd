// Reviews cut into words, subwords or characters: what is proposed and what an import makes of each choice, and Korean subwords from the
// file to the inside of a network, in Chromium.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { koreanRows } from '../engine/korean-rows.ts';
import { violations } from './axe.ts';
import { chooseOnly, finished, inChromium, openPage, openPart, ready, setSetting, siteIsBuilt } from './page.ts';

const review = '이 영화는 재미있었겠네요 정말 지루했다';
const english = `text,label\n${'a warm and funny film,1\na dull and endless film,0\n'.repeat(400)}`;

describe.skipIf(!siteIsBuilt)('tokenizers', () => {
	const chromium = inChromium();

	const look = async (page: Page, rows: string): Promise<Locator> => {
		await openPart(page, 'data');
		await page.locator('.zone input[type=file]').setInputFiles({ name: 'reviews.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
		const form = page.locator('.own .table');
		await form.waitFor();
		return form;
	};
	const start = (form: Locator) => form.getByRole('button', { name: 'Import', exact: true }).click();
	const choice = (within: Locator, name: string) => within.getByRole('radio', { name, exact: true });
	const report = (page: Page) => page.locator('.own .report');

	test('subwords are proposed for Korean, with its own words as each cuts them; from there to the inside of a network', async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		const form = await look(page, koreanRows(3000));
		await form.getByText('Subwords are proposed').waitFor();
		expect(await choice(form, 'subwords').isChecked()).toBe(true);
		const [words = '', subwords = '', characters = ''] = (await form.locator('.tokenizer p.small:not(.about)').allInnerTexts()).map((text) => text.replace(/For example:|\s/g, ''));
		expect(words).toMatch(/\p{Script=Hangul}{8}/u);
		expect([subwords, characters]).toEqual([words, words]);
		expect(await form.locator('.tokenizer .piece').count()).toBeGreaterThan(words.length);
		expect(await violations(page)).toEqual([]);
		await form.getByLabel('Merges to learn').fill('1000');
		await form.getByLabel('Merges to learn').blur();
		await start(form);
		await report(page).getByText(/[\d,]+ subwords; nothing in the texts is unknown/).waitFor();
		await ready(page);
		await page.locator('.corpus.chosen', { hasText: 'subwords' }).waitFor();
		await chooseOnly(page, 'GRU');
		await setSetting(page, 'epochs', '1');
		await page.locator('.buttons .main').click();
		await openPart(page, 'try');
		await page.locator('#review').fill(review);
		await openPart(page, 'train');
		await finished(page);
		await openPart(page, 'inside');
		const inside = page.locator('section:has(#inside-title)');
		await inside.getByText('These networks read words in pieces').waitFor();
		const row = await inside.locator('.row span').allInnerTexts();
		expect(row.some((text) => text.startsWith('·'))).toBe(true);
		const barred = inside.locator('p:has(> [data-word])').first();
		expect(await barred.locator('[data-word]').count()).toBe(review.split(' ').length);
		expect(await barred.innerText()).toBe(review);
		expect(await barred.locator('[data-piece]').count()).toBeGreaterThan(3);
		await barred.locator('[data-piece]').nth(1).click();
		await inside.locator('.readout strong', { hasText: '(' }).waitFor();
		expect(await violations(page)).toEqual([]);
		await close();
	});

	test.each(['words', 'subwords', 'characters'] as const)('an import cut into %s is kept, and trained on', async (tokenizer) => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		const form = await look(page, english);
		await form.getByText('Words are proposed').waitFor();
		expect(await choice(form, 'words').isChecked()).toBe(true);
		await choice(form, tokenizer).check();
		await start(form);
		await report(page).getByText(tokenizer === 'words' ? 'covering' : `${tokenizer}; nothing in the texts`).waitFor();
		await ready(page);
		// The address, which names the reviews that a reload trains on, follows after a moment.
		await expect.poll(() => page.url(), { timeout: 5000 }).not.toContain('corpus=imdb');
		await page.reload();
		await openPart(page, 'data');
		await page.locator('.corpus.chosen', { hasText: 'reviews.csv' }).waitFor();
		await ready(page);
		await page.locator('.corpus.chosen', { hasText: new RegExp(`[0-9] ${tokenizer}`) }).waitFor();
		await chooseOnly(page, 'GRU');
		await setSetting(page, 'epochs', '1');
		await page.locator('.buttons .main').click();
		await finished(page);
		await close();
	});

	test('what was imported can be cut differently, and learning can be cancelled', async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		const form = await look(page, koreanRows(40_000));
		await choice(form, 'characters').check();
		await start(form);
		await report(page).getByText('characters; nothing').waitFor();
		await report(page).getByRole('button', { name: 'Cut the texts differently' }).click();
		await choice(report(page), 'subwords').check();
		// Learning takes a fraction of a second: the page itself presses Cancel, as soon as it says that it learns.
		const cancelled = page.evaluate(async () => {
			for (;;) {
				await new Promise(requestAnimationFrame);
				const { textContent, lastElementChild } = document.querySelector('.own .importing') ?? { textContent: '', lastElementChild: null };
				if (textContent?.includes('Learning subwords from')) {
					return lastElementChild!.querySelector('button')!.click();
				}
			}
		});
		await report(page).getByRole('button', { name: 'Import again' }).click();
		await cancelled;
		await page.locator('.zone').waitFor();
		expect(await page.locator('.corpus', { hasText: 'reviews.csv' }).count()).toBe(1);
		await close();
	});
});
