// For everyone: axe finds nothing, the narrowest screen needs no sideways scrolling, the keyboard is enough.
import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { corpusIsThere, finished, inChromium, openPage, openPart, ready } from './page.ts';

describe.skipIf(!corpusIsThere)('for everyone', () => {
	const chromium = inChromium();

	const open = async (options: BrowserContextOptions) => {
		const opened = await openPage(chromium.browser, chromium.server.address, options);
		await ready(opened.page);
		return opened;
	};

	const looks: [string, BrowserContextOptions][] = [
		['English, light', { colorScheme: 'light' }],
		['Korean, dark', { colorScheme: 'dark', locale: 'ko-KR' }],
		['a phone', { viewport: { width: 360, height: 740 } }],
	];

	test.each(looks)('axe finds nothing: %s', async (_, options) => {
		const { page, close } = await open(options);
		await page.locator('[aria-controls=more-settings]').click();
		expect(await violations(page)).toEqual([]);
		await page.locator('#field-epochs').fill('2');
		await page.locator('#field-units').fill('none');
		await page.locator('#help-units.wrong').waitFor();
		expect(await violations(page)).toEqual([]);
		await page.locator('#field-units').fill('8');
		await page.keyboard.press('Escape');
		await openPart(page, 'try');
		await page.locator('#review').fill('A boring waste of two hours, sighs the gloomy projectionist.');
		await page.locator('.predictions').waitFor();
		expect(await violations(page)).toEqual([]);
		await openPart(page, 'train');
		await page.locator('.buttons .main').click();
		await finished(page);
		await page.locator('button.row').first().click();
		await page.locator('#charts summary').first().click();
		await page.getByRole('button', { name: /^(Show as table|표로 보기)$/ }).click();
		expect(await violations(page)).toEqual([]);
		await page.keyboard.press('Escape');
		await page.locator('.plane').first().focus();
		await page.keyboard.press('ArrowLeft');
		expect(await violations(page)).toEqual([]);
		await close();
	});

	test.each(['en-GB', 'ko-KR'])('nothing scrolls sideways at 360 pixels: %s', async (locale) => {
		const { page, close } = await open({ viewport: { width: 360, height: 740 }, locale });
		// Start before the preset, as the eye finds them: no control stands above the one before it, or on its left.
		const places = await page.locator('#run').evaluate((run) =>
			[...run.querySelectorAll('button, select')].map((control) => control.getBoundingClientRect()).map(({ left, top, bottom }) => ({ left, top, bottom })),
		);
		expect(places.filter((one, index) => index > 0 && (one.bottom <= places[index - 1]!.top || (one.top < places[index - 1]!.bottom && one.left < places[index - 1]!.left)))).toEqual([]);
		await page.locator('[aria-controls=more-settings]').click();
		await page.keyboard.press('Escape');
		await openPart(page, 'try');
		await page.locator('#review').fill(`${'unbreakable'.repeat(20)} ${'word '.repeat(300)}`);
		await page.waitForTimeout(300);
		const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
		expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
		await close();
	});

	test('the keyboard is enough: choose cells, start, pause, stop, read a curve, open a run', async () => {
		const { page, close } = await open({});
		const press = async (...keys: string[]) => {
			for (const key of keys) {
				await page.keyboard.press(key);
			}
		};
		// The browser follows a link within the page a moment after the key.
		await press('Tab', 'Enter');
		await page.locator('#run:focus').waitFor();
		// SimpleRNN is turned off, and GRU; LSTM stays.
		await press('Tab', 'Space', 'Tab', 'Tab', 'Space', 'Tab');
		await expect.poll(() => page.locator('.cells [aria-pressed=true]').allTextContents()).toEqual([expect.stringContaining('LSTM')]);
		await press('Tab', 'Enter');
		await page.getByRole('button', { name: 'Pause' }).waitFor();
		await page.locator('.plane').first().waitFor({ timeout: 60_000 }); // an epoch has finished
		await press('Enter');
		await page.getByRole('button', { name: 'Continue' }).waitFor();
		await press('Tab', 'Enter');
		await page.locator('.standing', { hasText: 'Stopped' }).waitFor();
		await page.locator('.main:focus').waitFor(); // Stop is off, and has left it the focus
		await page.locator('.plane').first().focus();
		await press('Home');
		await expect.poll(() => page.locator('.plane').first().getAttribute('aria-valuetext')).toMatch(/^Epoch 1\. LSTM 1: validation 0\./);
		await expect.poll(() => page.locator('.readout').count()).toBe(2);
		await press('Escape');
		await expect.poll(() => page.locator('.readout').count()).toBe(0);
		await page.locator('button.row').first().focus();
		await press('Enter');
		await page.getByText('Weight fingerprint (SHA-256)').waitFor();
		await expect.poll(() => page.locator('section.paper-only').textContent()).toMatch(/LSTM 1: SHA-256 [0-9a-f]{64}/);
		await page.getByRole('button', { name: '+1 batch' }).focus();
		await press('Enter');
		await page.getByRole('button', { name: 'Continue' }).waitFor();
		await page.locator('.steps button:focus').waitFor(); // for the next batch
		for (const [button, opened] of [['guide', 'aside.card:focus'], ['present', 'main.present']] as const) {
			await page.locator(`.bar-button.${button}`).focus();
			await press('Enter');
			await page.locator(opened).waitFor();
			await press('Escape');
			await page.locator(`.bar-button.${button}:focus`).waitFor();
		}
		await close();
	});

	test('speaks the browser’s language at first, and the chosen one from then on', async () => {
		const { page, close } = await open({ locale: 'ko-KR' });
		expect(await page.getAttribute('html', 'lang')).toBe('ko');
		await page.getByRole('button', { name: '시작', exact: true }).waitFor();
		await page.getByRole('button', { name: 'English' }).click();
		await page.reload();
		await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
		await close();
	});

	test('colours follow the system until chosen', async () => {
		const { page, close } = await open({ colorScheme: 'dark' });
		expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
		await page.locator('#choices select').selectOption('light');
		expect(await page.getAttribute('html', 'data-theme')).toBe('light');
		await page.reload();
		await page.locator('#choices select').waitFor();
		expect(await page.getAttribute('html', 'data-theme')).toBe('light');
		await close();
	});
});
