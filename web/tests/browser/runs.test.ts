// The list of runs in Chromium: details open in sight, a deletion can be undone, also after a reload, and two runs are compared.
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chooseOnly, corpusIsThere, finished, inChromium, openPage, ready, setSetting } from './page.ts';

const row = (page: Page, name: string) => page.locator('button.row', { has: page.locator('.name', { hasText: new RegExp(`^\\s*${name}$`) }) });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** All of an element is within the window, and within what scrolls around it. */
const inSight = (element: Locator) =>
	element.evaluate((one) => {
		const { top, bottom } = one.getBoundingClientRect();
		const list = one.closest('ol')!.getBoundingClientRect();
		const header = document.querySelector('header')!.getBoundingClientRect();
		return top >= Math.max(header.bottom, list.top) - 1 && bottom <= Math.min(innerHeight, list.bottom) + 1;
	});

describe.skipIf(!corpusIsThere)('the list of runs', () => {
	const chromium = inChromium();

	/** Some runs of one epoch, each with another number of units. */
	async function train(page: Page, units: number[]): Promise<void> {
		await ready(page);
		await chooseOnly(page, 'GRU');
		await setSetting(page, 'epochs', '1');
		for (const [index, count] of units.entries()) {
			await setSetting(page, 'units', String(count));
			await page.locator('.buttons .main').click();
			await row(page, `GRU ${index + 1}`).filter({ hasText: '%' }).waitFor({ timeout: 60_000 }); // an epoch has finished
			await finished(page);
		}
	}

	test.each([
		['a laptop', { width: 1366, height: 768 }],
		['a phone', { width: 360, height: 740 }],
	])('details open in sight on %s, of the first run and the last', { timeout: 240_000 }, async (_, viewport) => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address, { viewport });
		await train(page, [1, 2, 3, 4, 5, 6, 7]);
		for (const name of ['GRU 7', 'GRU 1', 'GRU 4']) {
			await row(page, name).click();
			const details = page.locator('li', { has: row(page, name) }).locator('.more');
			await details.waitFor();
			await expect.poll(() => inSight(details)).toBe(true);
			expect(await page.locator('.more').count()).toBe(1);
		}
		await close();
	});

	test('a deleted run can be had back by keys, also after a reload, and is gone for good later', { timeout: 240_000 }, async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		await train(page, [1, 2]);
		const remove = async () => {
			if (!(await button(page, 'Delete').count())) {
				await row(page, 'GRU 2').click();
			}
			await button(page, 'Delete').focus();
			await page.keyboard.press('Enter');
			await row(page, 'GRU 2').waitFor({ state: 'detached' });
		};
		await remove();
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Undo');
		await page.keyboard.press('Enter');
		await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('GRU 2');

		await remove();
		await page.waitForTimeout(1000); // it is marked in storage
		await page.reload();
		await button(page, 'Undo').click();
		await row(page, 'GRU 2').waitFor();
		await page.waitForTimeout(1000);
		await page.reload();
		await row(page, 'GRU 2').waitFor();

		await remove();
		await button(page, 'Undo').waitFor({ state: 'detached', timeout: 30_000 });
		await page.waitForTimeout(1000);
		await page.reload();
		await row(page, 'GRU 1').waitFor();
		expect(await row(page, 'GRU 2').count()).toBe(0);
		expect(await button(page, 'Undo').count()).toBe(0);
		await close();
	});

	test('two runs are compared: their curves alone, and what both predict of one review', { timeout: 240_000 }, async () => {
		const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address);
		await train(page, [1, 2, 3]);
		await page.locator('#review').fill('A wonderful film, moving and funny; the cast is great.');
		await button(page, 'Compare two runs').click();
		await page.getByLabel('First run').selectOption({ label: 'GRU 1' });
		const panel = page.locator('section', { has: page.locator('#comparison-title') }).last();
		expect(await panel.locator('.setting td').allTextContents()).toEqual(['1', '3']);
		await expect.poll(() => panel.locator('.word').allTextContents()).toEqual([expect.stringMatching(/%$/), expect.stringMatching(/%$/)]);
		const summary = await page.locator('#charts [role=img]').first().getAttribute('aria-label');
		expect(summary).toMatch(/GRU 1 .*GRU 3 /);
		expect(summary).not.toContain('GRU 2');
		await button(page, 'Close comparison').click();
		expect(await page.locator('#comparison-title').count()).toBe(0);
		expect(complaints).toEqual([]);
		await close();
	});

	test('a chart is saved as SVG and PNG', { timeout: 120_000 }, async () => {
		const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address, { colorScheme: 'dark' });
		await train(page, [1]);
		for (const [label, name] of [['Save as SVG', 'loss.svg'], ['Save as PNG', 'loss.png']] as const) {
			await page.locator('#charts summary').first().click();
			const [download] = await Promise.all([page.waitForEvent('download'), button(page, label).first().click()]);
			expect(download.suggestedFilename()).toBe(name);
			const bytes = Buffer.concat(await (await download.createReadStream()).toArray());
			expect(bytes.length).toBeGreaterThan(4000);
			expect(bytes.subarray(0, 4).toString('latin1')).toBe(name.endsWith('svg') ? '<svg' : '\u0089PNG');
			if (name.endsWith('svg')) {
				expect(bytes.toString()).toContain('fill="#fff'); // on white, though the page is dark
			}
		}
		expect(complaints).toEqual([]);
		await close();
	});
});
