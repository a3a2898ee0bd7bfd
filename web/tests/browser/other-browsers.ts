// The browsers beside Chromium that the main paths are tried in, where they are installed.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { firefoxIsThere, insecureAddress as byName, openFirefox } from './firefox.ts';
import { serveSite, site, siteIsBuilt, whileTesting, type Server } from './page.ts';
import { until, type Tab } from './tab.ts';
import { insecureAddress as byNumber, openWebKit, webkitIsThere } from './webkit.ts';

/** How a browser is set. */
export interface Look {
	language?: 'en' | 'ko';
	dark?: boolean;
	/** Where the browser has such a setting. */
	blocksStorage?: boolean;
}

export interface OpenBrowser {
	newTab(): Promise<Tab>;
	close(): Promise<void>;
}

export interface OtherBrowser {
	name: 'Chromium' | 'Firefox' | 'WebKit';
	isThere: boolean;
	/** The build of the engine that several threads get. */
	threadsEngine: 'threads' | 'simd';
	open(look?: Look): Promise<OpenBrowser>;
	/** The address at which this browser gets the same site without a secure context; null where this computer has none. */
	insecureAddress(server: Server): string | null;
}

const browsers: OtherBrowser[] = [
	{ name: 'Firefox', isThere: firefoxIsThere, threadsEngine: 'threads', open: openFirefox, insecureAddress: byName },
	{ name: 'WebKit', isThere: webkitIsThere, threadsEngine: 'simd', open: openWebKit, insecureAddress: byNumber },
];
for (const { name } of browsers.filter(({ isThere }) => !isThere)) {
	console.warn(`${name} is not installed (scripts/requirements.sh says how): the tests in it are skipped.`);
}

/** Those of them that are installed, where there is a site for them. */
export const otherBrowsers = browsers.filter(({ isThere }) => siteIsBuilt && isThere);

/** The same tests in one browser after the other. */
export function inEach(these: OtherBrowser[], title: string, tests: (browser: OtherBrowser) => void): void {
	describe.each(these)('$name', (browser) => {
		describe(title, () => tests(browser));
	});
}

/** A first start on a busy machine. */
const STARTING = 120_000;

/** The browser and a server for the tests of a describe(). */
export const inBrowser = ({ open }: OtherBrowser, serve: () => Promise<Server>, look?: Look) =>
	whileTesting(() => open(look), serve, STARTING);

/** Serves a copy of the site without the reviews, as it is where there never was a network: it trains on synthetic ones. */
export async function serveWithoutReviews(): Promise<Server> {
	const folder = await mkdtemp(join(tmpdir(), 'unroll-site-'));
	await cp(site, folder, { recursive: true, filter: (path) => !path.startsWith(join(site, 'corpus')) });
	const { catalogue } = await import('../../../scripts/catalogue.mjs');
	await writeFile(join(folder, 'catalogue.json'), JSON.stringify(catalogue(folder)));
	const server = await serveSite(folder);
	return { ...server, folder, remove: () => rm(folder, { recursive: true }) };
}

/** Opens the page in a new tab. */
export async function openTab(browser: OpenBrowser, address: string): Promise<Tab> {
	const tab = await browser.newTab();
	await tab.goto(address);
	await until(tab, () => document.querySelector('#review') !== null, null);
	return tab;
}
