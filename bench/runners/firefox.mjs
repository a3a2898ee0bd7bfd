// Runners in Firefox, over WebDriver BiDi. It serves a copy of the site beside which lies what the benchmark needs.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { serve } from '../../scripts/serve.mjs';
import { benchScripts, PageRunner } from './page-runner.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const executablePath = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

export async function openFirefox() {
	if (!existsSync(executablePath)) throw new Error(`There is no ${executablePath}: please install firefox-esr, or set FIREFOX`);
	const { launch } = await import(pathToFileURL(createRequire(`${root}web/package.json`).resolve('puppeteer-core')));
	const folder = mkdtempSync(join(tmpdir(), 'unroll-bench-site-'));
	cpSync(`${root}build/site/assets`, join(folder, 'assets'), { recursive: true });
	writeFileSync(join(folder, 'empty.html'), '<!doctype html>');
	for (const [name, text] of Object.entries(benchScripts())) writeFileSync(join(folder, name), text);
	const [server, browser] = await Promise.all([
		serve(folder, 0, '127.0.0.1'),
		launch({ browser: 'firefox', executablePath, headless: true, protocolTimeout: 600_000 }),
	]);
	return {
		browser,
		folder,
		address: `http://127.0.0.1:${server.address().port}/`,
		async close() {
			await browser.close();
			server.close();
			server.closeAllConnections();
			rmSync(folder, { recursive: true });
		},
	};
}

// A runner on one thread, with the corpus file at `corpus`.
export async function openFirefoxRunner({ browser, folder, address }, corpus, settings) {
	cpSync(corpus, join(folder, 'bench-corpus'));
	const page = await browser.newPage();
	await page.goto(`${address}empty.html`);
	return PageRunner.open(page, { address, settings, threads: 1, close: () => page.close() });
}
