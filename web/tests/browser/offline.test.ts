// After the first visit the page needs no network: the server goes away, the page opens again and trains. A newer version
// waits until the reader takes it, and is never mixed with the old one.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { corpusIsThere, openBrowser, openPage, serveSite, setSetting, site } from './page.ts';

/** Until the browser has everything that the next visit takes. */
const becomeOffline = (page: Page) =>
	expect
		.poll(
			() =>
				page.evaluate(async () => {
					const kept = await (await caches.open('unroll-files')).keys();
					return navigator.serviceWorker.controller !== null && kept.some(({ url }) => url.includes('corpus'));
				}),
			{ timeout: 30_000 },
		)
		.toBe(true);

const stateOf = (page: Page, state: 'active' | 'waiting') =>
	page.evaluate(async (name) => (await navigator.serviceWorker.getRegistration())?.[name]?.state, state);

describe.skipIf(!corpusIsThere)('without a network', () => {
	let browser: Browser;
	let folder: string;

	beforeAll(async () => {
		browser = await openBrowser();
		folder = await mkdtemp(join(tmpdir(), 'unroll-offline-'));
		await cp(site, join(folder, 'some/path'), { recursive: true });
		await writeFile(join(folder, 'index.html'), '');
	});

	afterAll(async () => {
		await browser.close();
		await rm(folder, { recursive: true });
	});

	const visit = async () => {
		const server = await serveSite(folder);
		const opened = await openPage(browser, `${server.address}some/path/`, { serviceWorkers: 'allow' });
		return { server, ...opened };
	};

	test('the page opens again and trains, from a path of its own', async () => {
		const { server, page, complaints, close } = await visit();
		await becomeOffline(page);
		server.close();
		await page.reload();
		expect(await page.evaluate(() => crossOriginIsolated)).toBe(true); // the headers were kept too
		await setSetting(page, 'epochs', '1');
		await page.locator('.main').click();
		await page.getByRole('button', { name: 'New run' }).waitFor({ timeout: 30_000 });
		expect(complaints.filter((text) => !text.includes('catalogue.json') && !text.includes('ERR_CONNECTION_REFUSED'))).toEqual([]);
		await close();
	});

	test('a newer version waits, and is taken whole', { timeout: 120_000 }, async () => {
		const { server, page, close } = await visit();
		await becomeOffline(page);
		const index = join(folder, 'some/path/index.html');
		const worker = join(folder, 'some/path/service-worker.js');
		const [oldIndex, oldWorker] = await Promise.all([readFile(index, 'utf8'), readFile(worker, 'utf8')]);
		await writeFile(index, oldIndex.replace('<title>', '<title>Newer '));
		await writeFile(worker, oldWorker.replace(/(url:`index\.html`,revision:`)/, '$1newer-'));
		await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
		await expect.poll(() => stateOf(page, 'waiting'), { timeout: 30_000 }).toBe('installed');
		await page.reload();
		expect(await page.title()).toBe('Unroll'); // still the old one: page and engine belong together
		await page.getByText('There is a newer version of this page.').waitFor();
		await page.getByRole('button', { name: 'Reload' }).click();
		await expect.poll(() => page.title().catch(() => ''), { timeout: 60_000 }).toBe('Newer Unroll');
		expect(await stateOf(page, 'waiting')).toBeUndefined();
		await close();
		server.close();
	});
});
