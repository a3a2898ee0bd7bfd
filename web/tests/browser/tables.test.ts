// Tables as people have them, in Chromium, Firefox and WebKit: each is read rightly, asked about or refused in words.
import { describe, expect, test } from 'vitest';
import { inBrowser, openTab, otherBrowsers, serveWithoutReviews } from './other-browsers.ts';
import { openBrowser, openPage, siteIsBuilt, whileTesting } from './page.ts';
import type { Tab } from './tab.ts';
import { tables, triesTable } from './tables.ts';

const LONG = 240_000;

describe.skipIf(!siteIsBuilt)('tables in Chromium', () => {
	const chromium = whileTesting(openBrowser, serveWithoutReviews);

	test.each([...new Set(tables.map(({ kind }) => kind))])('%s', { timeout: LONG }, async (kind) => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		const tab = page as unknown as Tab; // of what these tests call, both have the same
		for (const table of tables.filter((one) => one.kind === kind)) {
			await triesTable(tab, chromium.server, table);
		}
		await close();
	});
});

describe.each(otherBrowsers)('tables in $name', (other) => {
	const opened = inBrowser(other, serveWithoutReviews);

	test('each is read rightly, asked about or refused in words', { timeout: LONG }, async () => {
		const tab = await openTab(opened.browser, opened.server.address);
		for (const table of tables) {
			await triesTable(tab, opened.server, table);
		}
		expect(await tab.errors()).toEqual([]);
		await tab.close();
	});
});
