// Pictures of the page in all its states, under build/screenshots, for someone to look at.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chooseLanguage, corpusIsThere, finished, inChromium, openPage, ready, screenshot, setSetting } from './page.ts';

const looks = [
	{ name: 'desktop', width: 1440, height: 900, language: 'English', colorScheme: 'light' },
	{ name: 'dark', width: 1440, height: 900, language: 'English', colorScheme: 'dark' },
	{ name: 'korean', width: 1440, height: 900, language: '한국어', colorScheme: 'light' },
	{ name: 'phone', width: 390, height: 844, language: 'English', colorScheme: 'light' },
	{ name: 'phone-korean-dark', width: 390, height: 844, language: '한국어', colorScheme: 'dark' },
	{ name: 'stage', width: 2560, height: 1440, language: 'English', colorScheme: 'light' },
] as const;

/** One page in each of the looks. */
async function inEveryLook(page: Page, state: '1-ready' | '2-running' | '3-finished'): Promise<void> {
	for (const { name, width, height, language, colorScheme } of looks) {
		await page.setViewportSize({ width, height });
		await page.emulateMedia({ colorScheme });
		await chooseLanguage(page, language);
		if (state === '2-running') {
			await page.locator('.plane').first().hover({ force: true });
		}
		await screenshot(page, `${name}-${state}`, state !== '2-running');
	}
}

describe.skipIf(!corpusIsThere)('pictures', () => {
	const chromium = inChromium();

	test('before, in the middle of, and after a race', { timeout: 180_000 }, async () => {
		const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address);
		await ready(page);
		await inEveryLook(page, '1-ready');
		await setSetting(page, 'epochs', '1000');
		await setSetting(page, 'patience', '0');
		await page.locator('.buttons .main').click();
		await page.locator('#review').fill('One of the best films I have seen in years, despite a lacklustre end.');
		await page.locator('.plane').first().waitFor({ timeout: 60_000 }); // an epoch has finished
		await inEveryLook(page, '2-running');
		await page.getByRole('button', { name: 'Stop', exact: true }).click();
		await finished(page);
		await inEveryLook(page, '3-finished');
		expect(complaints).toEqual([]);
		await close();
	});
});
