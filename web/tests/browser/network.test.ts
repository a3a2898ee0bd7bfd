// The unrolled network on a real run, in Chromium: a batch goes through in its phases, at full speed it follows the run, it is
// drawn sharp and moves only where motion is wanted, and its parts are set by a click.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { chooseOnly, corpusIsThere, inChromium, openPage, ready, setSetting } from './page.ts';

const phases = ['words', 'forward pass', 'loss', 'backward pass', 'update'];

/** Notes every phase that is named from now on. */
async function watch(page: Page): Promise<void> {
	await page.evaluate(() => {
		const seen: string[] = [];
		Object.assign(window, { seenPhases: seen });
		const note = () => {
			const name = document.querySelector('.phases .on')?.textContent ?? '';
			if (name !== (seen.at(-1) ?? '')) {
				seen.push(name);
			}
		};
		new MutationObserver(note).observe(document.querySelector('.network .head')!, { subtree: true, childList: true, attributes: true });
	});
}
const seenPhases = (page: Page) => page.evaluate(() => (window as unknown as { seenPhases: string[] }).seenPhases);
const label = (page: Page) => page.locator('.drawing').getAttribute('aria-label').then((text) => text ?? '');
/** How many colours the drawing has: few where nothing is drawn. */
const coloursOf = (page: Page) =>
	page.locator('.drawing canvas').evaluate((canvas: HTMLCanvasElement) => {
		const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
		return new Set(new Uint32Array(data.buffer)).size;
	});

describe.skipIf(!corpusIsThere)('the unrolled network', () => {
	const chromium = inChromium();
	const open = async (options: Parameters<typeof openPage>[2] = {}) => {
		const opened = await openPage(chromium.browser, chromium.server.address, options);
		await ready(opened.page);
		await chooseOnly(opened.page, 'LSTM');
		return opened;
	};

	test('shows a validation review before the first run, as large as its box and as sharp as the screen', async () => {
		const { page, complaints, close } = await open({ deviceScaleFactor: 2 });
		await expect.poll(() => label(page), { timeout: 30_000 }).toMatch(/^LSTM, units: 8\. A validation review, before training: “.+”\. Probability/);
		expect(await coloursOf(page)).toBeGreaterThan(100);
		const sizes = await page.locator('.drawing canvas').evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.clientWidth, canvas.height, canvas.clientHeight]);
		expect(sizes[0]).toBe(2 * sizes[1]!);
		expect(sizes[2]).toBe(2 * sizes[3]!);
		expect(complaints).toEqual([]);
		await close();
	});

	test.each(['no-preference', 'reduce'] as const)('lets a batch go through in its phases: motion %s', async (reducedMotion) => {
		const { page, close } = await open({ reducedMotion });
		await watch(page);
		await page.getByRole('button', { name: '+1 batch' }).click();
		await expect.poll(() => seenPhases(page), { timeout: 30_000 }).toEqual([...phases, '']);
		const said = await label(page);
		expect(said).toContain('First review of batch 1, before the update');
		expect(said).toMatch(/Loss of the batch: 0\.\d{4}\. embedding: weights moved by .+%\. lstm: weights moved by .+%\. dense: weights moved by .+%\.$/);
		await close();
	});

	test('follows a run: batch by batch where it is slow, and at full speed', async () => {
		const { page, complaints, close } = await open();
		await setSetting(page, 'epochs', '1000');
		await setSetting(page, 'patience', '0');
		await page.locator('.buttons select').first().selectOption('1');
		await page.getByRole('button', { name: 'Start' }).click();
		const batchOf = async () => Number(/First review of batch (\d+)/.exec(await label(page))?.[1] ?? 0);
		await expect.poll(batchOf, { timeout: 30_000 }).toBeGreaterThan(2);
		await page.locator('.buttons select').first().selectOption('');
		const after = async () => Number(/after batch ([\d,]+)/.exec(await label(page))?.[1]?.replaceAll(',', '') ?? 0);
		await expect.poll(after, { timeout: 30_000 }).toBeGreaterThan(0);
		const before = await after();
		await expect.poll(after, { timeout: 30_000 }).toBeGreaterThan(before);
		await page.locator('#review').fill('A wonderful film');
		await expect.poll(() => label(page), { timeout: 30_000 }).toContain('Your review, after batch');
		expect(complaints).toEqual([]);
		await close();
	});

	test('is set by a click on a part, and by the keyboard', async () => {
		const { page, close } = await open();
		await page.getByRole('button', { name: 'Embedding (16)' }).click();
		const field = page.locator('#field-embedding');
		await field.waitFor();
		await field.fill('4');
		await page.getByText('2,000 parameters', { exact: true }).waitFor();
		await page.keyboard.press('Escape');
		await field.waitFor({ state: 'hidden' });
		expect(await page.getByRole('button', { name: 'Embedding (4)' }).evaluate((button) => button.matches(':focus'))).toBe(true);
		await page.keyboard.press('Enter');
		await field.waitFor();
		await page.locator('#review').click(); // somewhere else
		await field.waitFor({ state: 'hidden' });

		const layer = page.getByRole('button', { name: 'Layer 1: LSTM (8)', exact: true });
		await layer.focus();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter'); // the button above the layer, which only its focus brings into sight
		await page.getByRole('combobox', { name: 'Cell, layer 2' }).selectOption('gru');
		await page.getByRole('button', { name: 'LSTM + GRU (8 + 8)' }).waitFor();
		expect(await violations(page)).toEqual([]);
		await page.setViewportSize({ width: 360, height: 740 });
		const cutOff = () => page.locator('.layer-panel:popover-open').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
		await expect.poll(cutOff).toBe(0);
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Layer 2: GRU (8)', exact: true }).press('Delete');
		await page.getByRole('button', { name: 'LSTM (8)', exact: true }).waitFor();
		await close();
	});
});
