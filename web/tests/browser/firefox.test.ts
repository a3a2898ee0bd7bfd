// The built site in Firefox, over WebDriver BiDi: it opens, trains, on one thread and on two, and gives Node's bits.
import { existsSync } from 'node:fs';
import { launch, type Browser } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortRuns } from '../engine/short-runs.ts';
import { serveSite, siteIsBuilt } from './page.ts';
import { fingerprintInNode, trainInWorker } from './train-in-worker.ts';

const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const firefoxIsThere = existsSync(executablePath);
if (!firefoxIsThere) {
	console.warn(`There is no ${executablePath} (FIREFOX may name another): the tests in Firefox are skipped.`);
}

describe.skipIf(!siteIsBuilt || !firefoxIsThere)('in Firefox', () => {
	let browser: Browser;
	let server: { address: string; close: () => void };

	beforeAll(async () => {
		[browser, server] = await Promise.all([
			launch({ browser: 'firefox', executablePath, headless: true }),
			serveSite(),
		]);
	}, 120_000);
	afterAll(async () => {
		await browser?.close();
		server?.close();
	});

	test('the page opens without an error', { timeout: 120_000 }, async () => {
		const page = await browser.newPage();
		const errors: unknown[] = [];
		page.on('pageerror', (error) => errors.push(error));
		await page.goto(server.address);
		await page.waitForSelector('h1');
		expect(errors).toEqual([]);
		await page.close();
	});

	test.each(Object.entries(shortRuns))('the bits of Node: %s', { timeout: 120_000 }, async (_, settings) => {
		const page = await browser.newPage();
		await page.goto(`${server.address}icon.svg`);
		const fingerprint = await fingerprintInNode(settings);
		for (const [threads, engine] of [
			[1, 'simd'],
			[2, 'threads'],
		] as const) {
			expect(await trainInWorker(page, settings, threads)).toEqual({ isolated: true, engine, fingerprint });
		}
		await page.close();
	});
});
