// Opens pages in Debian's Firefox, over WebDriver BiDi. Each browser has a profile of its own, which is gone with it.
import { existsSync } from 'node:fs';
import { launch } from 'puppeteer-core';
import { vi } from 'vitest';
import type { OpenBrowser, Look } from './other-browsers.ts';
import { insecureHost, type Server } from './page.ts';
import type { Tab } from './tab.ts';

const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
export const firefoxIsThere = existsSync(executablePath);

const languages = { en: 'en-GB, en', ko: 'ko-KR, ko, en' };

export const insecureAddress = (server: Server) => server.address.replace('127.0.0.1', insecureHost);

export async function openFirefox({ language = 'en', dark = false, blocksStorage = false }: Look = {}): Promise<OpenBrowser> {
	const browser = await launch({
		browser: 'firefox',
		executablePath,
		headless: true,
		extraPrefsFirefox: {
			'intl.accept_languages': languages[language],
			'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
			'network.dns.localDomains': insecureHost,
			'network.cookie.cookieBehavior': blocksStorage ? 2 : 5, // 2: nothing is stored
		},
	});
	return {
		async newTab() {
			const page = await browser.newPage();
			await page.setViewport({ width: 1440, height: 900 });
			const errors: string[] = [];
			page.on('pageerror', (error) => errors.push(String(error)));
			const tab: Tab = {
				evaluate: (inPage, given) => page.evaluate(inPage as (given: unknown) => never, given),
				goto: (address) => page.goto(address),
				async reload() {
					// It says that it is done while the page before is still there.
					await page.evaluate(() => void Object.assign(window, { before: true }));
					await page.reload();
					await vi.waitUntil(() => page.evaluate(() => !('before' in window)).catch(() => false), { timeout: 30_000 });
				},
				close: () => page.close(),
				errors: async () => errors,
			};
			return tab;
		},
		close: () => browser.close(),
	};
}
