// A tab that is closed in the middle of training loses nothing: opened again, the run goes on from where it was kept, to the
// same bits as a run that nobody interrupted; nor does a browser that dies. A paused run stays paused, and of two tabs one
// goes on.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { keptRun } from './kept-run.ts';
import { chooseOnly, corpusIsThere, inChromium, openPage, openProfile, ready, setSetting } from './page.ts';

const EPOCHS = 12;

describe.skipIf(!corpusIsThere)('a tab that was closed', () => {
	const chromium = inChromium();

	const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

	const start = async (page: Page) => {
		await ready(page);
		await chooseOnly(page, 'GRU');
		await setSetting(page, 'epochs', `${EPOCHS}`);
		await setSetting(page, 'patience', '0');
		await button(page, 'Start').click();
	};

	const kept = (page: Page) => page.evaluate(keptRun);

	const finish = async (page: Page) => {
		await vi.waitUntil(async () => (await kept(page))?.activity === 'finished', { timeout: 120_000, interval: 100 });
		return (await kept(page))?.fingerprint;
	};

	const tab = async (context: BrowserContext) => {
		const page = await context.newPage();
		await page.goto(chromium.server.address);
		return page;
	};

	/** Opened where a run was cut off, which goes on and ends. */
	const goOn = async (page: Page) => {
		const begin = await kept(page);
		expect(begin?.activity).toBe('running');
		expect(begin?.epochs).toBeLessThan(EPOCHS); // there was something left to do
		const fingerprint = await finish(page);
		await button(page, 'New run').waitFor();
		return fingerprint;
	};

	const someEpochs = (page: Page) => expect.poll(async () => (await kept(page))?.epochs, { timeout: 60_000 }).toBeGreaterThan(1);

	/** Ends the browser as a crash does. */
	const kill = async (context: BrowserContext) => {
		const browser = context.browser()!;
		const { processInfo } = await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo');
		const gone = new Promise((resolve) => browser.once('disconnected', resolve));
		process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGKILL');
		await gone;
	};

	describe('goes on to the bits of a run that was never interrupted', () => {
		let expected: string | null | undefined;

		beforeAll(async () => {
			const whole = await openPage(chromium.browser, chromium.server.address);
			await start(whole.page);
			expected = await finish(whole.page);
			expect(expected).toMatch(/^[0-9a-f]{64}$/);
			await whole.close();
		}, 180_000);

		test('after its tab was closed', { timeout: 180_000 }, async () => {
			const { page, close } = await openPage(chromium.browser, chromium.server.address);
			await start(page);
			await someEpochs(page);
			await page.close();
			expect(await goOn(await tab(page.context()))).toBe(expected);
			await close();
		});

		test('after the whole browser was killed', { timeout: 180_000 }, async () => {
			const folder = await mkdtemp(join(tmpdir(), 'unroll-profile-'));
			const first = await openProfile(folder);
			const page = await tab(first);
			await start(page);
			await someEpochs(page);
			await kill(first);
			const second = await openProfile(folder);
			expect(await goOn(await tab(second))).toBe(expected);
			await second.close();
			await rm(folder, { recursive: true, maxRetries: 5 }); // a browser that ends may still write
		});
	});

	test('a paused run stays paused, with what was typed, until Continue is pressed', { timeout: 180_000 }, async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
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
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
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
