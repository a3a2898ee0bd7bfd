// Pictures of the page in all its states, under build/screenshots, for someone to look at.
import { describe, expect, test } from 'vitest';
import { corpusIsThere, finished, inChromium, openPage, ready, screenshot } from './page.ts';

describe.skipIf(!corpusIsThere)('pictures', () => {
	const chromium = inChromium();

	const looks = [
		{ name: 'desktop', width: 1440, height: 900, locale: 'en-GB', colorScheme: 'light' },
		{ name: 'dark', width: 1440, height: 900, locale: 'en-GB', colorScheme: 'dark' },
		{ name: 'korean', width: 1440, height: 900, locale: 'ko-KR', colorScheme: 'light' },
		{ name: 'phone', width: 390, height: 844, locale: 'en-GB', colorScheme: 'light' },
		{ name: 'phone-korean-dark', width: 390, height: 844, locale: 'ko-KR', colorScheme: 'dark' },
		{ name: 'stage', width: 2560, height: 1440, locale: 'en-GB', colorScheme: 'light' },
	] as const;

	for (const { name, width, height, locale, colorScheme } of looks) {
		test(`${name}: before, in the middle of, and after a race`, { timeout: 150_000 }, async () => {
			const options = { viewport: { width, height }, locale, colorScheme };
			const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address, options);
			await ready(page);
			await screenshot(page, `${name}-1-ready`);
			await page.locator('#field-epochs').evaluate((field: HTMLInputElement) => {
				field.value = '6';
				field.dispatchEvent(new Event('input', { bubbles: true }));
			});
			await page.locator('.buttons .main').click();
			await page.locator('#review').fill('One of the best films I have seen in years, despite a lacklustre end.');
			await page.locator('.plane').first().waitFor({ timeout: 60_000 }); // an epoch has finished
			await page.waitForTimeout(1500);
			await page.locator('.plane').first().hover();
			await screenshot(page, `${name}-2-running`, false);
			await finished(page);
			await screenshot(page, `${name}-3-finished`);
			expect(complaints).toEqual([]);
			await close();
		});
	}
});
