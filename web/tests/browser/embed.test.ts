// The page in a post of another site: as wide as the post, as high as its contents, without storage, which browsers deny to
// frames of other sites.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embedTexts } from '../../src/i18n/embed.ts';
import { en } from '../../src/i18n/en.ts';
import type { Embedding } from '../../src/model/settings/embedding.ts';
import { openPage, openWholeBrowser, serveSite, siteIsBuilt, whileTesting, type OpenedPage } from './page.ts';

describe.skipIf(!siteIsBuilt)('embedded in a page of another origin', () => {
	const chromium = whileTesting(openWholeBrowser, () => serveSite()); // which denies such frames storage
	let blog: Server;

	// "localhost" is another site than 127.0.0.1, where the page is. /review is a post with the element that shows the review box.
	beforeAll(async () => {
		blog = createServer(({ url = '' }, response) => {
			const [, show] = /^\/(network|review)$/.exec(url) ?? [];
			const element = `<unroll-embed show="${show}" link="#cells=gru&amp;units=4&amp;hide=speed"></unroll-embed>`;
			const post = `<!doctype html><h1>A post</h1><script type="module" src="${chromium.server.address}embed.js"></script>${element}<p>More.</p>`;
			response.writeHead(show ? 200 : 204, { 'Content-Type': 'text/html' }).end(show ? post : '');
		}).listen(0, 'localhost');
		await once(blog, 'listening');
	});
	afterAll(() => {
		blog.close();
		blog.closeAllConnections();
	});

	async function openPost(show: Embedding, width: number): Promise<OpenedPage & { frame: Frame }> {
		const address = `http://localhost:${(blog.address() as AddressInfo).port}/${show}`;
		const opened = await openPage(chromium.browser, address, { viewport: { width, height: 900 } });
		await opened.page.locator('iframe').waitFor();
		return { ...opened, frame: opened.page.frames()[1]! };
	}

	/** The frame shows all of the page in it, and nothing beside it. */
	const fits = (page: Page, frame: Frame) =>
		expect
			.poll(async () => {
				const set = await page.locator('iframe').evaluate((element) => parseFloat(element.style.height));
				const inside = await frame.evaluate(() => ({ height: document.documentElement.scrollHeight, over: document.documentElement.scrollWidth - innerWidth }));
				return { rest: set - inside.height, over: inside.over };
			})
			.toEqual({ rest: 0, over: 0 });

	test('network and curves train where the browser denies storage, and fit the post', async () => {
		const { page, frame, complaints, close } = await openPost('network', 1000);
		await frame.getByRole('button', { name: en.controls.start, exact: true }).click();
		await frame.getByText(/after batch \d+/).waitFor({ timeout: 60_000 });
		await fits(page, frame);
		const visible = (selector: string) => frame.locator(selector).first().isVisible();
		expect(await Promise.all(['header', 'footer', '#review', '.cells', 'tr.racer', '#runs-title', 'select'].map(visible))).toEqual(Array(7).fill(false));
		expect(await Promise.all(['.charts', '.network', '.buttons'].map(visible))).toEqual([true, true, true]);

		// Chromium denies frames of another site a database and service workers, in a private window as this one.
		expect(await frame.evaluate(() => indexedDB.databases().then(() => 'allowed', () => 'denied'))).toBe('denied');

		const link = frame.getByRole('link', { name: embedTexts.en.open });
		const href = new URL((await link.getAttribute('href'))!, chromium.server.address);
		expect([href.search, new URLSearchParams(href.hash.slice(1)).get('hide')]).toEqual(['', 'speed']);
		expect(complaints).toEqual([]);
		await close();
	});

	test('the review box alone classifies, on a phone', async () => {
		const { page, frame, complaints, close } = await openPost('review', 360);
		await frame.locator('#review').fill('one of the best films i have seen in years');
		await frame.locator('.prediction', { hasText: /positive \d/ }).waitFor({ timeout: 60_000 });
		await fits(page, frame);
		const visible = (selector: string) => frame.locator(selector).first().isVisible();
		expect(await Promise.all(['header', '.charts', '.buttons', '.network'].map(visible))).toEqual(Array(4).fill(false));
		expect(complaints).toEqual([]);
		await close();
	});

	test('where storage is allowed, none is used: no run of the page itself goes on in a frame; the review box fetches no reviews', async () => {
		const { page, close } = await openPage(chromium.browser, `${chromium.server.address}?embed=review`);
		const fetched: string[] = [];
		page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
		await page.reload();
		await page.locator('#review').fill('one of the best films i have seen in years');
		await page.locator('.prediction', { hasText: /positive \d/ }).waitFor({ timeout: 60_000 });
		expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
		expect(fetched.some((path) => path.startsWith('/models/'))).toBe(true);
		expect(fetched.filter((path) => /^\/corpus\/|training-worker/.test(path))).toEqual([]);
		await close();
	});
});
