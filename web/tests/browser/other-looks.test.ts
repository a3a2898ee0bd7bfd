// In other browsers: the page in the reader's language, and dark where the system is.
import { expect, test } from 'vitest';
import { inBrowser, inEach, openTab, otherBrowsers } from './other-browsers.ts';
import { serveSite } from './page.ts';
import { press, ready, says, setField, until } from './tab.ts';

inEach(otherBrowsers, 'looks', (other) => {
	// WebKitGTK takes its language from a locale of the system, and Debian has no Korean one by itself.
	const korean = other.name === 'Firefox';
	const opened = inBrowser(other, () => serveSite(), { language: korean ? 'ko' : 'en', dark: true });

	test(`${korean ? 'Korean' : 'English'} and dark from the first moment, and changed by hand`, { timeout: 120_000 }, async () => {
		const tab = await openTab(opened.browser, opened.server.address);
		const look = () =>
			tab.evaluate(
				() => ({
					language: document.documentElement.lang,
					theme: document.documentElement.dataset.theme,
					paper: getComputedStyle(document.documentElement).backgroundColor.match(/\d+/g)!.slice(0, 3).map(Number),
				}),
				null,
			);
		const dark = await look();
		expect(dark).toMatchObject({ language: korean ? 'ko' : 'en', theme: 'dark' });
		expect(Math.max(...dark.paper)).toBeLessThan(64);
		await ready(tab);
		await press(tab, '한국어');
		await says(tab, '.buttons .main', '시작');

		await press(tab, 'English');
		await says(tab, '.buttons .main', 'Start');
		await setField(tab, 'header select', 'light');
		const light = await look();
		expect(light).toMatchObject({ language: 'en', theme: 'light' });
		expect(Math.min(...light.paper)).toBeGreaterThan(192);

		await tab.reload(); // and it is remembered
		await until(tab, () => document.querySelector('#review') !== null, null);
		expect(await look()).toMatchObject({ language: 'en', theme: 'light' });
		expect(await tab.errors()).toEqual([]);
	});
});
