// Where the browser withholds much: over plain HTTP on another host than localhost there is no cache, service worker,
// clipboard, lock, digest or shared memory; where cookies are blocked nothing can be stored at all. The page trains,
// predicts and imports all the same, and says once what is missing.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { kerasTexts } from '../../src/i18n/keras.ts';
import { finished, inChromium, insecureHost, openPage, openPart, openProfile, ready, setSetting, siteIsBuilt } from './page.ts';
import { table } from './review-files.ts';

describe.skipIf(!siteIsBuilt)('where the browser withholds much', () => {
	const chromium = inChromium();
	const { code } = kerasTexts.en;

	/** From opening to a prediction, and an import. */
	const everythingWorks = async (page: Page) => {
		await ready(page);
		await setSetting(page, 'epochs', '1');
		await page.locator('.buttons .main').click();
		await finished(page);
		await page.locator('#review').fill('one of the best films i have seen in years');
		await page.locator('.prediction .word', { hasText: /^positive/ }).first().waitFor();
		const csv = { name: 'filme.csv', mimeType: 'text/csv', buffer: table };
		await openPart(page, 'data');
		await page.locator('.zone input[type=file]').setInputFiles(csv);
		await page.getByRole('button', { name: 'Import', exact: true }).click();
		await page.locator('.corpus.chosen', { hasText: 'filme.csv' }).waitFor();
		await ready(page);
	};

	/** The network that was trained last, as a file of another library. (web/tests/engine/export.test.ts reads such files.) */
	const exports = async (page: Page) => {
		await openPart(page, 'code');
		const keras = page.locator('section:has(#keras-title)');
		await keras.getByRole('button', { name: code.pytorch }).click();
		const networks = keras.locator('select').first();
		await networks.selectOption({ index: (await networks.locator('option').count()) - 1 });
		await keras.locator('select').last().selectOption('onnx');
		const downloaded = page.waitForEvent('download');
		await keras.getByRole('button', { name: code.download }).click();
		const download = await downloaded;
		expect(download.suggestedFilename()).toBe('unroll.onnx');
		const file = await readFile(await download.path());
		for (const text of ['unroll', 'vocabulary', 'ids', 'logits', 'Sigmoid']) {
			expect(file.includes(text), text).toBe(true);
		}
	};

	const alerts = (page: Page) => page.getByRole('alert').allTextContents();

	test('over plain HTTP', { timeout: 120_000 }, async () => {
		const address = chromium.server.address.replace('127.0.0.1', insecureHost);
		const { page, complaints, close } = await openPage(chromium.browser, address);
		expect(await page.evaluate(() => isSecureContext)).toBe(false);
		await everythingWorks(page);
		expect(await alerts(page)).toEqual([]);
		expect(await page.getByText('plain HTTP').count()).toBe(1);
		await page.getByText('plain HTTP').scrollIntoViewIfNeeded();
		await exports(page);
		expect(await alerts(page)).toEqual([]);
		// The browser speaks of the headers that would isolate the page.
		expect(complaints.filter((text) => !text.includes('Cross-Origin-Opener-Policy'))).toEqual([]);
		await close();
	});

	test('copies over plain HTTP too; where even that is refused, the text is there to be copied by hand', async () => {
		const address = chromium.server.address.replace('127.0.0.1', insecureHost);
		const { page, complaints, close } = await openPage(chromium.browser, address);
		const pasted = async () => {
			await page.locator('#review').fill('');
			await page.locator('#review').press('Control+V');
			return page.locator('#review').inputValue();
		};
		await ready(page); // from here on the link stays as it is
		await page.getByRole('button', { name: 'Share' }).click();
		const link = await page.locator('dialog input[readonly]').inputValue();
		await page.getByRole('button', { name: en.share.copy }).click();
		await page.getByRole('button', { name: 'Copied' }).waitFor();
		await page.getByRole('button', { name: 'Close' }).click();
		expect(await pasted()).toBe(link);

		await openPart(page, 'code');
		const keras = page.locator('section:has(#keras-title)');
		await keras.getByRole('button', { name: 'Copy' }).click();
		const summary = await keras.locator('code').textContent();
		expect(summary).toContain('\n');
		expect(await pasted()).toBe(summary);

		await page.evaluate(() => (document.execCommand = () => false));
		await openPart(page, 'train');
		await page.getByRole('button', { name: 'Share' }).click();
		await page.getByRole('button', { name: en.share.copy }).click();
		const field = page.getByLabel(en.clipboard.byHand);
		expect(await field.inputValue()).toBe(link);
		expect(await field.evaluate((element: HTMLTextAreaElement) => element.selectionEnd)).toBe(link.length);
		expect(complaints.filter((text) => !text.includes('Cross-Origin-Opener-Policy'))).toEqual([]);
		await close();
	});

	test('where cookies, and with them all storage, are blocked', { timeout: 120_000 }, async () => {
		const folder = await mkdtemp(join(tmpdir(), 'unroll-profile-'));
		await mkdir(join(folder, 'Default'));
		const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
		await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(blocked));
		const context = await openProfile(folder);
		const page = await context.newPage();
		await page.goto(chromium.server.address);
		expect(await page.evaluate(() => { try { return localStorage.length; } catch { return 'blocked'; } })).toBe('blocked');
		await everythingWorks(page);
		expect(await alerts(page)).toEqual([expect.stringContaining('stores nothing for this page')]);
		await context.close();
		await rm(folder, { recursive: true, maxRetries: 5 });
	});
});
