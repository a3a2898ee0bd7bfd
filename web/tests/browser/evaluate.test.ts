// Evaluate, in Chromium, on real reviews: the figures of a shipped network on the test reviews are those that ./dev models measured of it; the
// threshold moves what follows from it; another network is compared; a mistake opens look inside, a chart is saved, and paper has the evaluation beside another part. Also on a phone, in Korean, clean for axe.
import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { corpusIsThere, inChromium, openPage, openPart, ready, site } from './page.ts';

const testReviewsAreThere = corpusIsThere && existsSync(`${site}/corpus/imdb-test.safetensors.zst`);
const measured = JSON.parse(readFileSync(new URL('../../../models/measured.json', import.meta.url), 'utf8')) as Record<string, { accuracy: number }>;

describe.skipIf(!testReviewsAreThere)('evaluate', () => {
	const chromium = inChromium();

	const part = (page: Page) => page.locator('section:has(> #evaluate-title)');
	const select = (page: Page, index: number) => part(page).locator('.choices select').nth(index);
	const figures = (page: Page) => part(page).locator('.headline strong');

	async function evaluate(page: Page, network: RegExp): Promise<void> {
		const name = (await select(page, 0).locator('option').allTextContents()).find((option) => network.test(option));
		await select(page, 0).selectOption({ label: name! });
		await part(page).locator('.begin button').click();
		await expect.poll(() => figures(page).count(), { timeout: 60_000 }).toBe(4); // with the bag of words
	}

	test('has the measured accuracy, follows the threshold, compares, and opens a mistake in look inside', async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address, { viewport: { width: 1366, height: 768 } });
		await ready(page);
		await openPart(page, 'evaluate');
		await expect.poll(() => select(page, 0).locator('option').count()).toBeGreaterThan(3);
		await evaluate(page, /^LSTM/);
		expect(await figures(page).first().textContent()).toBe(`${(100 * measured.lstm!.accuracy).toFixed(1)}%`);
		expect(await violations(page)).toEqual([]);

		const predicted = () => part(page).locator('tbody tr:nth-child(2) td.right').first().textContent();
		const before = await predicted();
		await part(page).locator('input[type=range]').fill('80');
		await expect.poll(predicted).not.toBe(before);

		const second = (await select(page, 2).locator('option').allTextContents()).find((name) => name.startsWith('GRU'));
		await select(page, 2).selectOption({ label: second! });
		await expect.poll(() => part(page).textContent(), { timeout: 30_000 }).toMatch(/McNemar’s exact test: p = /);

		const mistake = part(page).locator('ol > li').first();
		const words = (await mistake.locator('.text').textContent())!.trim().split(/\s+/).slice(0, 4).join(' ');
		const [download] = await Promise.all([page.waitForEvent('download'), part(page).getByRole('button', { name: 'Save as SVG: ROC curve' }).click()]);
		expect(readFileSync(await download.path(), 'utf8')).toMatch(/^<svg [^]*<title>ROC curve<\/title>[^]*LSTM/);
		await mistake.locator('button').click();
		await expect.poll(() => page.locator('#review').inputValue()).toContain(words);
		await expect.poll(() => page.locator('#inside-title').count()).toBe(1);
		await page.emulateMedia({ media: 'print' });
		await expect.poll(() => page.locator('section.paper-only').innerText()).toMatch(/LSTM.* · Test reviews[^]*Confusion matrix[^]*ROC curve/);
		await close();
	});

	test('fits a phone, in Korean and in the dark', async () => {
		const options = { viewport: { width: 360, height: 740 }, locale: 'ko-KR', colorScheme: 'dark' } as const;
		const { page, close } = await openPage(chromium.browser, chromium.server.address, options);
		await openPart(page, 'evaluate');
		await expect.poll(() => select(page, 0).locator('option').count()).toBeGreaterThan(1);
		await evaluate(page, /^GRU/);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		expect(await violations(page)).toEqual([]);
		await close();
	});
});
