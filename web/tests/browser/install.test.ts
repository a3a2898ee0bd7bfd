// The page can be installed: the browser finds nothing wrong with it, as an app it opens and predicts, and the page offers it
// by a button of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPart, openProfile, serveSite, siteIsBuilt, type Server } from './page.ts';

describe.skipIf(!siteIsBuilt)('an app', () => {
	let context: BrowserContext;
	let page: Page;
	let folder: string;
	let server: Server;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'unroll-profile-'));
		[context, server] = await Promise.all([openProfile(folder), serveSite()]);
		page = await context.newPage();
		await page.goto(server.address);
		await openPart(page, 'data'); // where the button is
	});

	afterAll(async () => {
		await context.close();
		server.close();
		await rm(folder, { recursive: true, maxRetries: 5 }); // a browser that ends may still write
	});

	const button = () => page.getByRole('button', { name: 'Install' });

	// First, as the browser offers anew what was installed and removed.
	test('the page offers it', async () => {
		await button().waitFor({ timeout: 15_000 });
	});

	test('nothing keeps the browser from installing the page', async () => {
		const session = await context.newCDPSession(page);
		expect(await session.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });
		const { errors } = await session.send('Page.getAppManifest');
		expect(errors).toEqual([]);
	});

	test('installed, it opens in a window of its own and predicts', async () => {
		const session = await context.browser()!.newBrowserCDPSession();
		// The protocol's types do not have the domain PWA yet.
		const send = session.send.bind(session) as (method: string, parameters: object) => Promise<unknown>;
		await send('PWA.install', { manifestId: server.address, installUrlOrBundleUrl: server.address });
		const opening = context.waitForEvent('page');
		await send('PWA.launch', { manifestId: server.address });
		const app = await opening;
		await app.locator('#review').fill('one of the best films i have seen in years');
		await app.locator('.prediction .word', { hasText: /^positive/ }).first().waitFor();
		await send('PWA.uninstall', { manifestId: server.address });
	});

	// Last, as nobody answers what the browser then asks.
	test('what was offered is taken once', async () => {
		await button().click();
		await button().waitFor({ state: 'detached' });
	});
});
