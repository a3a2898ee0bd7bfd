// Other browsers where they withhold much, as insecure.test.ts has it of Chromium: over plain HTTP, and in Firefox where nothing
// may be stored. The page trains, predicts and imports all the same, and says once what is missing.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { inBrowser, inEach, openTab, otherBrowsers } from './other-browsers.ts';
import { serveSite, site as built } from './page.ts';
import { table } from './review-files.ts';
import { giveFile, mainButton, press, ready, says, setField, setSetting, textsOf, until, type Tab } from './tab.ts';

/** From opening to a prediction, and an import. */
const everythingWorks = async (tab: Tab) => {
	await ready(tab);
	await setSetting(tab, 'epochs', '1');
	await press(tab, 'Start');
	await mainButton(tab, 'New run');
	await setField(tab, '#review', 'one of the best films i have seen in years');
	await says(tab, '.prediction .word', /^positive/);
	await giveFile(tab, { name: 'filme.csv', text: table.toString() });
	await press(tab, 'Import');
	await says(tab, '.corpus.chosen', 'filme.csv');
	await ready(tab);
	// Firefox itself speaks of what it does not store.
	expect((await tab.errors()).filter((error) => !error.includes('register/update a ServiceWorker'))).toEqual([]);
};

inEach(otherBrowsers, 'much is withheld', (other) => {
	const opened = inBrowser(other, () => serveSite(undefined, '0.0.0.0'));

	test('over plain HTTP', { timeout: 180_000 }, async ({ skip }) => {
		const address = other.insecureAddress(opened.server);
		if (!address) {
			return skip('this computer has no other address than its own');
		}
		const tab = await openTab(opened.browser, address);
		expect(await tab.evaluate(() => isSecureContext, null)).toBe(false);
		await everythingWorks(tab);
		expect(await textsOf(tab, '[role=alert]')).toEqual([]);
		expect((await textsOf(tab, 'span')).filter((text) => text.includes('plain HTTP'))).toHaveLength(1);
		await tab.close();
	});

	test('in a frame of another origin, whose height follows the review box in it, without the reviews', { timeout: 60_000 }, async () => {
		const { serve } = await import('../../../scripts/serve.mjs');
		const [site, blog] = [await serve(built, 0, '127.0.0.1'), createServer()];
		const fetched: string[] = [];
		site.on('request', ({ url = '' }) => fetched.push(url));
		const portOf = (server: Server) => (server.address() as AddressInfo).port;
		blog.on('request', (_, response) =>
			response.writeHead(200, { 'Content-Type': 'text/html' }).end(
				`<!doctype html><script type="module" src="http://127.0.0.1:${portOf(site)}/embed.js"></script><unroll-embed show="review" height="123"></unroll-embed>`,
			),
		);
		await once(blog.listen(0, 'localhost'), 'listening');
		const tab = await opened.browser.newTab();
		await tab.goto(`http://localhost:${portOf(blog)}/`);
		await until(tab, () => ![undefined, '123px'].includes(document.querySelector('iframe')?.style.height), null);
		await vi.waitUntil(() => fetched.some((path) => path.startsWith('/models/')), { timeout: 30_000 });
		expect(fetched.filter((path) => path.startsWith('/corpus/'))).toEqual([]);
		await tab.close();
		for (const server of [site, blog]) {
			server.close();
			server.closeAllConnections();
		}
	});
});

const firefox = otherBrowsers.filter(({ name }) => name === 'Firefox');
inEach(firefox, 'nothing is stored', (other) => {
	const opened = inBrowser(other, () => serveSite(), { blocksStorage: true });

	test('everything works', { timeout: 180_000 }, async () => {
		const tab = await openTab(opened.browser, opened.server.address);
		await everythingWorks(tab);
		expect(await textsOf(tab, '[role=alert]')).toEqual([expect.stringContaining('stores nothing for this page')]);
	});
});
