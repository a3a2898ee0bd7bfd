// Several threads in Chromium: on the built site, under its content policy, with and without the headers that isolate it.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { shortRuns } from '../engine/short-runs.ts';
import { inChromium, openPage, siteIsBuilt } from './page.ts';
import { fingerprintInNode, trainInWorker } from './train-in-worker.ts';

const settings = { ...shortRuns['two GRUs, Adam, clipped']!, epochs: '30', patience: '0' };

describe.skipIf(!siteIsBuilt)('threads in the page', () => {
	const chromium = inChromium();

	// A document of the site that starts no worker of its own.
	const openBare = () => openPage(chromium.browser, `${chromium.server.address}icon.svg`);

	// How many workers the browser runs, those of workers too.
	async function workerCount(): Promise<number> {
		const session = await chromium.browser.newBrowserCDPSession();
		const { targetInfos } = await session.send('Target.getTargets', { filter: [{}] });
		await session.detach();
		return targetInfos.filter(({ type }) => type === 'worker').length;
	}

	const terminate = (page: Page) =>
		page.evaluate(() => (window as unknown as { trainer: Worker }).trainer.terminate());

	test('1, 2 and 4 threads give the weights that Node gives', async () => {
		const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address);
		const fingerprint = await fingerprintInNode(settings);
		for (const [threads, engine] of [
			[1, 'simd'],
			[2, 'threads'],
			[4, 'threads'],
		] as const) {
			expect(await trainInWorker(page, settings, threads)).toEqual({ isolated: true, engine, fingerprint });
			await terminate(page);
		}
		expect(complaints).toEqual([]);
		await close();
	});

	test('helpers end with the worker that they help', async () => {
		const { page, close } = await openBare();
		await trainInWorker(page, settings, 4);
		await expect.poll(workerCount, { timeout: 15_000 }).toBe(4);
		await terminate(page);
		await expect.poll(workerCount, { timeout: 15_000 }).toBe(0);
		await close();
	});

	test('a page that is not isolated has one thread, and nothing to complain of', async () => {
		const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address);
		await page.route(chromium.server.address, async (route) => {
			const response = await route.fetch();
			const headers = Object.entries(response.headers()).filter(([name]) => !name.startsWith('cross-origin'));
			await route.fulfill({ response, headers: Object.fromEntries(headers) });
		});
		await page.goto(chromium.server.address);
		expect(await trainInWorker(page, settings, 4)).toEqual({
			isolated: false,
			engine: 'simd',
			fingerprint: await fingerprintInNode(settings),
		});
		expect(complaints).toEqual([]);
		await close();
	});

	test('a server that lacks the helpers, or their engine, is no hindrance', async () => {
		const fingerprint = await fingerprintInNode(settings);
		const { page, close } = await openBare();
		await page.route('**/threads-helper-*.js', (route) => route.fulfill({ status: 404 }));
		expect(await trainInWorker(page, settings, 2)).toEqual({ isolated: true, engine: 'threads', fingerprint });
		// That engine is asked for first.
		await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }), { times: 1 });
		expect(await trainInWorker(page, settings, 2)).toEqual({ isolated: true, engine: 'simd', fingerprint });
		await close();
	});
});
