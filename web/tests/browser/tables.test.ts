// Tables as people have them: each is read rightly, asked about or refused in words. All of them in Chromium; in Firefox and WebKit
// those that the browser has a part in reading, by its decoders, and one of each other kind.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBrowser, inEach, openTab, otherBrowsers, serveWithoutReviews, type OtherBrowser } from './other-browsers.ts';
import { openBrowser, openPage, siteIsBuilt } from './page.ts';
import type { Tab } from './tab.ts';
import { tables, triesTable } from './tables.ts';

const chromium: OtherBrowser = {
	name: 'Chromium',
	isThere: siteIsBuilt,
	threadsEngine: 'threads',
	async open() {
		const browser = await openBrowser();
		return {
			async newTab() {
				const { page, complaints, close } = await openPage(browser, 'about:blank');
				return Object.assign(page as unknown as Tab, { errors: async () => complaints, close });
			},
			close: () => browser.close(),
		};
	},
	insecureAddress: () => null,
};

inEach(siteIsBuilt ? [chromium, ...otherBrowsers] : [], 'tables', (browser) => {
	const opened = inBrowser(browser, serveWithoutReviews);
	let tab: Tab;

	beforeAll(async () => {
		tab = await openTab(opened.browser, opened.server.address);
	}, 60_000);

	afterAll(async () => {
		expect(await tab.errors()).toEqual([]);
		await tab.close();
	});

	test.each([...new Set(tables.map(({ kind }) => kind))])('%s', { timeout: 120_000 }, async (kind) => {
		const all = browser.name === 'Chromium' || ['F11', 'F12'].includes(kind); // encodings, and files other than plain tables
		for (const table of tables.filter((one) => one.kind === kind).slice(0, all ? undefined : 1)) {
			await triesTable(tab, opened.server, table);
		}
	});
});
