// Serves the built site and opens it in Chromium, under the headers of `./dev demo`.
import { existsSync } from 'node:fs';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Part } from '../../src/model/settings/parts.svelte.ts';

const build = fileURLToPath(new URL('../../../build/', import.meta.url));

export const site = `${build}site`;
export const siteIsBuilt = existsSync(`${site}/index.html`);
export const corpusIsThere = siteIsBuilt && existsSync(`${site}/corpus/imdb.safetensors.zst`);

const flags = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--host-resolver-rules=MAP classroom.test 127.0.0.1',
];

const viewport = { width: 1440, height: 900 };
const launching = { args: flags, chromiumSandbox: false };
const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const shellPath = '/usr/bin/chromium-headless-shell';

/** Chromium without the windows around its pages, where it is installed: a page takes half as much of the processor. */
export function openBrowser(): Promise<Browser> {
	const shell = !process.env.CHROMIUM && existsSync(shellPath);
	return chromium.launch({ ...launching, executablePath: shell ? shellPath : chromiumPath });
}

/** Chromium as its users have it. */
export function openWholeBrowser(): Promise<Browser> {
	return chromium.launch({ ...launching, executablePath: chromiumPath });
}

/** A name that leads to this computer and is no secure context: what it serves by plain HTTP is as in a classroom. */
export const insecureHost = 'classroom.test';

/** A browser as a reader has it: what it keeps lies in `folder`, and outlives it. */
export function openProfile(folder: string): Promise<BrowserContext> {
	return chromium.launchPersistentContext(folder, { ...launching, executablePath: chromiumPath, viewport, locale: 'en-GB' });
}

export interface Server {
	address: string;
	/** What browsers have reported since the last call: what the content policy kept a page, or a worker, from doing. */
	takeBlocked: () => string[];
	/** Throws where a browser has reported anything that was not taken. */
	close: () => void;
	/** What was made to be served, and how to remove it. */
	folder?: string;
	remove?: () => Promise<void>;
}

/** Serves `folder`. */
export async function serveSite(folder = site, host = '127.0.0.1'): Promise<Server> {
	const { serve } = await import('../../../scripts/serve.mjs');
	const server = await serve(folder, 0, host);
	const { port } = server.address() as AddressInfo;
	const blocked = collectReports(server);
	const close = () => {
		server.close();
		server.closeAllConnections(); // who asks again finds nobody
		if (blocked.length > 0) {
			throw new Error(`The content policy blocked something: ${blocked.join(', ')}`);
		}
	};
	return { address: `http://127.0.0.1:${port}/`, takeBlocked: () => blocked.splice(0), close };
}

const REPORTS = '/blocked-by-policy';

/** Has whatever the server serves say where violations of its content policy are to be reported: here. */
function collectReports(server: HttpServer): string[] {
	const blocked: string[] = [];
	const [answer] = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
	server.removeAllListeners('request');
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		if (request.url === REPORTS) {
			void text(request).then((body) => {
				const { 'csp-report': report } = JSON.parse(body) as { 'csp-report': Record<string, string> };
				blocked.push(`${report['violated-directive']}: ${report['blocked-uri']} in ${report['source-file'] ?? report['document-uri']}`);
				response.writeHead(204).end();
			});
			return;
		}
		const writeHead = response.writeHead.bind(response);
		response.writeHead = ((status: number, headers: Record<string, string>) => {
			const policy = headers['Content-Security-Policy'];
			return writeHead(status, policy ? { ...headers, 'Content-Security-Policy': `${policy}; report-uri ${REPORTS}` } : headers);
		}) as typeof response.writeHead;
		answer!(request, response);
	});
	return blocked;
}

interface Opened<Kind> {
	browser: Kind;
	server: Server;
}

/** A browser and a server while the tests of a describe() run; they are there when these have begun. */
export function whileTesting<Kind extends { close(): Promise<void> }>(
	open: () => Promise<Kind>,
	serve: () => Promise<Server>,
	timeout?: number,
): Opened<Kind> {
	const opened = {} as Opened<Kind>;
	beforeAll(async () => {
		[opened.browser, opened.server] = await Promise.all([open(), serve()]);
	}, timeout);
	afterAll(async () => {
		await opened.browser?.close();
		opened.server?.close();
		await opened.server?.remove?.();
	});
	return opened;
}

export const inChromium = (): Opened<Browser> => whileTesting(openBrowser, () => serveSite());

export interface OpenedPage {
	page: Page;
	/** Whatever the console, or an uncaught error, complained of. */
	complaints: string[];
	close: () => Promise<void>;
}

/** Opens an address in a context of its own. Its service worker, which fetches the whole site, is blocked unless a test allows it. */
export async function openPage(
	browser: Browser,
	address: string,
	options: BrowserContextOptions = {},
): Promise<OpenedPage> {
	const context = await browser.newContext({ viewport, locale: 'en-GB', serviceWorkers: 'block', ...options });
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('console', (message) => {
		const complaint = message.type() === 'error' || message.type() === 'warning';
		if (complaint && !message.text().startsWith('Service Worker registration blocked')) {
			complaints.push(message.text());
		}
	});
	page.on('pageerror', (error) => complaints.push(error.message));
	await page.goto(address);
	return { page, complaints, close: () => context.close() };
}

/** The reviews are there, and the engine has looked at the settings. */
export async function ready(page: Page): Promise<void> {
	await page.locator('.buttons .main:enabled').waitFor();
	await page.getByText('(None, 1)', { exact: true }).first().waitFor();
}

/** Sets a setting, also one that is folded away. */
export async function setSetting(page: Page, name: string, value: string): Promise<void> {
	await page.locator(`#field-${name}`).evaluate((field: HTMLInputElement, text) => {
		field.value = text;
		field.dispatchEvent(new Event('input', { bubbles: true }));
	}, value);
}

/** Opens a part of the page, by its name in the navigation. */
export async function openPart(page: Page, part: Part): Promise<void> {
	await page.locator(`nav a[href='#${part}']`).click();
	await page.locator(`.page[data-part=${part}]`).waitFor();
}

/** Turns off all cells but one. */
export async function chooseOnly(page: Page, cell: 'SimpleRNN' | 'LSTM' | 'GRU'): Promise<void> {
	await page.locator(`.cells button[aria-pressed=false]`, { hasText: cell }).click({ timeout: 100 }).catch(() => {});
	for (const other of ['SimpleRNN', 'LSTM', 'GRU'].filter((name) => name !== cell)) {
		const button = page.locator('.cells button', { hasText: other });
		if ((await button.getAttribute('aria-pressed')) === 'true') {
			await button.click();
		}
	}
}

/** Every run of the race has ended. */
export async function finished(page: Page, timeout = 120_000): Promise<void> {
	await page.locator('.main', { hasText: /New run|새로 시작/ }).first().waitFor({ timeout });
}
