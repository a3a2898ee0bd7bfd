// An experiment in the page: planned, begun, closed with its tab and continued; then what it says.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { corpusIsThere, inChromium, openPage, openPart, ready, setSetting } from './page.ts';

describe.skipIf(!corpusIsThere)('an experiment', () => {
	const chromium = inChromium();

	test('outlives its tab, and answers which cell is better', { timeout: 180_000 }, async () => {
		const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address);
		page.setDefaultTimeout(60_000);
		await ready(page);
		await setSetting(page, 'epochs', '2');
		await setSetting(page, 'words', '100');
		await setSetting(page, 'length', '20');
		await openPart(page, 'experiments');
		await page.locator('#experiment-seeds').fill('3');
		await page.getByText(/^9 runs, \d+ at once · .* of memory$/).waitFor();
		await page.getByRole('button', { name: 'Start experiment' }).click();
		// In the page, so that no run ends between the look and the click.
		await page.waitForFunction(
			() => {
				const some = /^[1-8] of 9 runs/.test(document.querySelector('progress + p')?.textContent?.trim() ?? '');
				const pause = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Pause experiment');
				return some && pause ? (pause.click(), true) : false;
			},
			null,
			{ timeout: 60_000, polling: 20 },
		);

		await page.reload();
		await page.locator('#experiment').waitFor();
		await page.getByText(/^[1-8] of 9 runs/).waitFor();
		await page.getByRole('button', { name: 'Continue experiment' }).click();
		await page.getByText(/^GRU is (better|worse) than|^\w+ is (better|worse) than/).waitFor({ timeout: 60_000 });
		await page.locator('progress').waitFor({ state: 'detached', timeout: 60_000 });

		const rows = page.getByRole('region', { name: 'Each combination of settings' }).locator('tbody tr');
		await expect.poll(() => rows.count()).toBe(3);
		const saving = page.waitForEvent('download');
		await page.getByRole('button', { name: 'Save as JSON Lines' }).click();
		const file = await (await saving).path();
		const lines = (await readFile(file, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as { settings: Record<string, string> });
		expect(lines.map(({ settings }) => `${settings.cell} ${settings.seed} ${settings.words}`)).toEqual(
			['simple-rnn', 'lstm', 'gru'].flatMap((cell) => ['42', '43', '44'].map((seed) => `${cell} ${seed} 100`)),
		);
		await page.locator('input[type=file]').setInputFiles(file);
		await expect.poll(() => page.locator('#experiment option').count()).toBe(2);

		await page.getByRole('button', { name: 'Use LSTM on the first screen' }).click();
		await expect.poll(() => page.locator('.cells button[aria-pressed=true]').allTextContents()).toEqual([expect.stringContaining('LSTM')]);
		expect(await page.locator('#field-words').inputValue()).toBe('100');
		expect(await violations(page)).toEqual([]);
		await page.setViewportSize({ width: 360, height: 740 });
		await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
		expect(complaints).toEqual([]);
		await close();
	});
});
