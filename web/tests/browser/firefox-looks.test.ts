// In Firefox: the page in the reader's language, and dark where the system is.
import { describe, expect, test } from 'vitest';
import { firefoxCanTry, inFirefox, openTab, press, ready, says } from './firefox.ts';
import { serveSite } from './page.ts';

describe.skipIf(!firefoxCanTry)('looks in Firefox', () => {
	// Of both, the system's: 0 is dark.
	const preferences = { 'intl.accept_languages': 'ko-KR, ko, en', 'layout.css.prefers-color-scheme.content-override': 0 };
	const opened = inFirefox(() => serveSite(), preferences);

	test('Korean and dark from the first moment, and changed by hand', { timeout: 120_000 }, async () => {
		const { page, errors } = await openTab(opened.browser, opened.server.address);
		const look = () =>
			page.evaluate(() => ({
				language: document.documentElement.lang,
				theme: document.documentElement.dataset.theme,
				paper: getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)!.slice(0, 3).map(Number),
			}));
		const dark = await look();
		expect(dark).toMatchObject({ language: 'ko', theme: 'dark' });
		expect(Math.max(...dark.paper)).toBeLessThan(64);
		await says(page, '.buttons .main', '시작');
		await ready(page);

		await press(page, 'English');
		await says(page, '.buttons .main', 'Start');
		await page.select('header select', 'light');
		const light = await look();
		expect(light).toMatchObject({ language: 'en', theme: 'light' });
		expect(Math.min(...light.paper)).toBeGreaterThan(192);

		await page.reload(); // and it is remembered
		await page.waitForSelector('#review');
		expect(await look()).toMatchObject({ language: 'en', theme: 'light' });
		expect(errors).toEqual([]);
	});
});
