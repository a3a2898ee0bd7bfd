// Opens the built site in Debian's Firefox, over WebDriver BiDi. Each browser has a profile of its own, that is gone with it.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { serveSite, site, siteIsBuilt, whileTesting, type Server } from './page.ts';

const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const firefoxIsThere = existsSync(executablePath);
if (!firefoxIsThere) {
	console.warn(`There is no ${executablePath} (FIREFOX may name another): the tests in Firefox are skipped.`);
}
export const firefoxCanTry = siteIsBuilt && firefoxIsThere;

/** A first start of Firefox on a busy machine. */
const STARTING = 120_000;

export const openFirefox = (preferences: Record<string, unknown> = {}): Promise<Browser> =>
	launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox: preferences });

/** Firefox and a server for the tests of a describe(). */
export const inFirefox = (serve: () => Promise<Server>, preferences?: Record<string, unknown>) =>
	whileTesting(() => openFirefox(preferences), serve, STARTING);

/** Serves a copy of the site without the reviews, as it is where there never was a network: it trains on synthetic ones. */
export async function serveWithoutReviews(): Promise<Server> {
	const folder = await mkdtemp(join(tmpdir(), 'unroll-firefox-'));
	await cp(site, folder, { recursive: true, filter: (path) => !path.startsWith(join(site, 'corpus')) });
	const { catalogue } = await import('../../../scripts/catalogue.mjs');
	await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue(folder)));
	const server = await serveSite(folder);
	return { ...server, remove: () => rm(folder, { recursive: true }) };
}

export interface OpenedTab {
	page: Page;
	/** Uncaught errors of the page. */
	errors: string[];
}

export async function openTab(browser: Browser, address: string): Promise<OpenedTab> {
	const page = await browser.newPage();
	page.setDefaultTimeout(30_000);
	await page.setViewport({ width: 1440, height: 900 });
	const errors: string[] = [];
	page.on('pageerror', (error) => errors.push(String(error)));
	await page.goto(address);
	await page.waitForSelector('#review');
	return { page, errors };
}

/** Waits until some element that the selector names says this. */
export async function says(page: Page, selector: string, words: string | RegExp, timeout = 30_000): Promise<void> {
	const { source, flags } = typeof words === 'string' ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) : words;
	await page.waitForFunction(
		(where, pattern, how) => [...document.querySelectorAll(where)].some((element) => new RegExp(pattern, how).test(element.textContent ?? '')),
		{ timeout },
		selector,
		source,
		flags,
	);
}

export const textsOf = (page: Page, selector: string): Promise<string[]> =>
	page.$$eval(selector, (elements) => elements.map((element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? ''));

/** The reviews are there, and the engine has looked at the settings. */
export const ready = (page: Page): Promise<void> => says(page, 'td', /^\(None, 1\)$/, 60_000);

/** Sets the field to a value as typing would. */
export async function setField(page: Page, selector: string, value: string): Promise<void> {
	await page.$eval(
		selector,
		(element, text) => {
			(element as HTMLInputElement).value = text;
			element.dispatchEvent(new Event('input', { bubbles: true }));
		},
		value,
	);
}

export const setSetting = (page: Page, name: string, value: string): Promise<void> => setField(page, `#field-${name}`, value);

/** Presses a button by what stands on it. */
export async function press(page: Page, label: string): Promise<void> {
	await page.locator(`button ::-p-text(${label})`).click();
}

/** The main button says so: Start, Pause, Continue or New run. */
export const mainButton = (page: Page, label: string, timeout = 120_000): Promise<void> =>
	says(page, '.buttons .main', label, timeout);

/** The weights' fingerprint of each run in the list, by its name. */
export async function fingerprints(page: Page): Promise<Record<string, string>> {
	const found: Record<string, string> = {};
	for (const row of await page.$$('ol li:has(button.row)')) {
		const name = await row.$eval('.name', (element) => element.textContent?.trim() ?? '');
		await row.$eval('button.row', (button) => (button as HTMLElement).click());
		await row.waitForSelector('code');
		found[name] = await row.$eval('code', (element) => element.getAttribute('title') ?? '');
		await row.$eval('button.row', (button) => (button as HTMLElement).click());
	}
	return found;
}
