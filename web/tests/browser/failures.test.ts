// Failures are reported in words, and can be tried again.
import { createHash } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpCorpus } from '../engine/made-up-corpus.ts';
import { chooseOnly, openBrowser, openPage, serveSite, site, siteIsBuilt, type Server } from './page.ts';

if (!siteIsBuilt) {
	console.warn('build/site is not built (./dev build): the tests of the page in a browser are skipped.');
}

describe.skipIf(!siteIsBuilt)('failures', () => {
	const corpusFile = '**/corpus/*';
	const corpus = Buffer.from(madeUpCorpus()); // not packed: some servers unpack on the way
	let browser: Browser;
	let folder: string;
	let server: Server;

	// A copy of the site without reviews, below a path of its own.
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'unroll-site-'));
		await cp(site, join(folder, 'some/path'), {
			recursive: true,
			filter: (path) => !path.includes('corpus'),
		});
		const sha256 = createHash('sha256').update(corpus).digest('hex');
		const files = [{ kind: 'corpus', path: 'corpus/imdb.safetensors.zst', size: corpus.length, sha256 }];
		await writeFile(join(folder, 'some/path/catalogue.json'), JSON.stringify({ format: 'unroll-catalogue-1', files }));
		await writeFile(join(folder, 'index.html'), '');
		[browser, server] = await Promise.all([openBrowser(), serveSite(folder)]);
	});

	afterAll(async () => {
		await browser.close();
		server.close();
		await rm(folder, { recursive: true });
	});

	const withCorpus = (page: Page) => page.route(corpusFile, (route) => route.fulfill({ body: corpus }));

	const open = async (prepare: (page: Page) => Promise<unknown> = async () => {}) => {
		const { page, close } = await openPage(browser, `${server.address}index.html`);
		await prepare(page);
		await page.goto(`${server.address}some/path/`);
		return { page, alert: page.getByRole('alert'), close };
	};

	test('missing reviews', async () => {
		const { page, alert, close } = await open();
		await alert.getByText('The reviews are missing on the server.').waitFor();
		expect(await alert.textContent()).toContain('/some/path/corpus/imdb.safetensors');
		await page.route(corpusFile, (route) => route.fulfill({ body: corpus }));
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect.poll(() => page.locator('#field-words').inputValue(), { timeout: 15_000 }).toBe('40'); // not 500: this corpus has 40
		expect(await alert.count()).toBe(0);
		await close();
	});

	test.each([
		['cut short', corpus.subarray(0, corpus.length / 2)],
		['another kind of file', Buffer.from('<!doctype html><title>Welcome</title>')],
		['damaged within', Buffer.from(madeUpCorpus().fill(0xff, 8, 40))],
	])('damaged reviews: %s', async (_, body) => {
		const { alert, close } = await open((page) => page.route(corpusFile, (route) => route.fulfill({ body })));
		await alert.getByText('The file of reviews is damaged.').waitFor();
		await close();
	});

	test('a broken connection', async () => {
		const { alert, close } = await open((page) => page.route(corpusFile, (route) => route.abort()));
		await alert.getByText('The connection was interrupted.').waitFor();
		await close();
	});

	test('a missing engine, which is there when it is tried again', async () => {
		const { page, alert, close } = await open(async (page) => {
			await withCorpus(page);
			await page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
		});
		await alert.getByText('The engine is missing on the server.').waitFor();
		await page.unroute('**/*.wasm');
		await page.getByRole('button', { name: 'Try again' }).click();
		await expect.poll(() => page.locator('#field-words').inputValue(), { timeout: 15_000 }).toBe('40');
		expect(await alert.count()).toBe(0);
		await close();
	});

	test('an engine that does not start', async () => {
		const { alert, close } = await open(async (page) => {
			await withCorpus(page);
			await page.route('**/*.wasm', (route) => route.fulfill({ body: 'no' }));
		});
		await alert.getByText('The engine cannot run in this browser.').waitFor();
		await close();
	});

	test('an impossible setting', async () => {
		const { page, close } = await open(withCorpus);
		await expect.poll(() => page.locator('#field-words').inputValue(), { timeout: 15_000 }).toBe('40');
		await page.locator('#field-words').fill('41');
		await page.locator('#help-words.wrong').waitFor(); // this corpus has 40
		await page.locator('#field-words').fill('40');
		await page.getByText('(None, 1)').first().waitFor();
		await page.locator('#field-learning-rate').fill('fast');
		await page.locator('#help-learning-rate.wrong').waitFor();
		await page.getByRole('button', { name: 'Start' }).click();
		await page.locator('#field-learning-rate:focus').waitFor();
		await close();
	});

	test('too little memory', { timeout: 120_000 }, async () => {
		const { page, alert, close } = await open(withCorpus);
		await chooseOnly(page, 'GRU');
		await page.locator('#field-words').fill('40');
		await page.locator('#field-units').fill('512,512,512,512,512,512,512,512');
		await page.locator('#field-length').fill('2000');
		await page.locator('[aria-controls=more-settings]').click();
		await page.locator('#field-batch').fill('4096');
		await page.keyboard.press('Escape'); // the settings lie over the page
		await page.getByRole('button', { name: 'Start' }).click();
		await alert.getByText(/not enough memory|larger than the browser can address/).waitFor({ timeout: 60_000 });
		await close();
	});
});
