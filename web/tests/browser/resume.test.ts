// A tab that is closed in the middle of training loses nothing: opened again, the run goes on from where it was kept, to the
// same bits as a run that nobody interrupted. A paused one stays paused, and of two tabs one goes on.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptRun } from './kept-run.ts';
import { chooseOnly, corpusIsThere, openBrowser, openPage, ready, serveSite } from './page.ts';

const EPOCHS = 12;

describe.skipIf(!corpusIsThere)('a tab that was closed', () => {
	let browser: Browser;
	let server: { address: string; close: () => void };

	beforeAll(async () => {
		[browser, server] = await Promise.all([openBrowser(), serveSite()]);
	});

	afterAll(async () => {
		await browser.close();
		server.close();
	});

	const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

	const start = async (page: Page) => {
		await ready(page);
		await chooseOnly(page, 'GRU');
		for (const [name, value] of [
			['epochs', `${EPOCHS}`],
			['patience', '0'],
		]) {
			await page.locator(`#field-${name}`).evaluate((field: HTMLInputElement, text) => {
				field.value = text;
				field.dispatchEvent(new Event('input', { bubbles: true }));
			}, value ?? '');
		}
		await button(page, 'Start').click();
	};

	const kept = (page: Page) => page.evaluate(keptRun);

	const finish = async (page: Page) => {
		await expect.poll(async () => (await kept(page))?.activity, { timeout: 120_000 }).toBe('finished');
		return (await kept(page))?.fingerprint;
	};

	const tab = async (context: BrowserContext) => {
		const page = await context.newPage();
		await page.goto(server.address);
		return page;
	};

	test('the run goes on to the bits of a run that was never interrupted', { timeout: 240_000 }, async () => {
		const whole = await openPage(browser, server.address);
		await start(whole.page);
		const expected = await finish(whole.page);
		expect(expected).toMatch(/^[0-9a-f]{64}$/);
		await whole.close();

		const { page, close } = await openPage(browser, server.address);
		await start(page);
		await expect.poll(async () => (await kept(page))?.epochs, { timeout: 60_000 }).toBeGreaterThan(1);
		await page.close();
		const again = await tab(page.context());
		const begin = await kept(again);
		expect(begin?.activity).toBe('running');
		expect(begin?.epochs).toBeLessThan(EPOCHS); // there was something left to do
		expect(await finish(again)).toBe(expected);
		await button(again, 'New run').waitFor();
		await close();
	});

	test('a paused run stays paused, with what was typed, until it is told to go on', { timeout: 180_000 }, async () => {
		const { page, close } = await openPage(browser, server.address);
		await page.locator('#review').fill('a draft that nobody wants to lose');
		await start(page);
		await button(page, 'Pause').click();
		await expect.poll(async () => (await kept(page))?.activity, { timeout: 30_000 }).toBe('paused');
		await page.close();
		const again = await tab(page.context());
		await button(again, 'Continue').waitFor({ timeout: 30_000 });
		expect(await again.locator('#review').inputValue()).toBe('a draft that nobody wants to lose');
		await again.waitForTimeout(1000);
		expect((await kept(again))?.activity).toBe('paused');
		await button(again, 'Continue').click();
		await finish(again);
		await close();
	});

	test('a second tab leaves the run to the first', async () => {
		const { page, close } = await openPage(browser, server.address);
		await start(page);
		await button(page, 'Pause').click();
		await expect.poll(async () => (await kept(page))?.activity, { timeout: 30_000 }).toBe('paused');
		const second = await tab(page.context());
		await second.getByText('Another tab of this page is training').waitFor();
		await ready(second);
		await button(second, 'Start').waitFor();
		await close();
	});
});
