// The reader's own reviews in Firefox: a table that is dropped, and Keras' file and the archive, chosen.
import { existsSync } from 'node:fs';
import type { ElementHandle, Page } from 'puppeteer-core';
import { describe, expect, test } from 'vitest';
import { firefoxCanTry, inFirefox, openTab, press, ready, says, serveWithoutReviews } from './firefox.ts';
import { archive, npz, table } from './review-files.ts';

describe.skipIf(!firefoxCanTry)('imports in Firefox', () => {
	const opened = inFirefox(serveWithoutReviews);

	const choose = async (page: Page, path: string) => {
		const input = await page.waitForSelector('.zone input[type=file]');
		await (input as ElementHandle<HTMLInputElement>).uploadFile(path);
	};

	/** Lets go of a file over the page, as a mouse would. */
	const drop = async (page: Page, name: string, text: string) => {
		await page.evaluate(
			(title, content) => {
				const dataTransfer = new DataTransfer();
				dataTransfer.items.add(new File([content], title));
				for (const type of ['dragover', 'drop']) {
					document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
				}
			},
			name,
			text,
		);
	};

	test('a table is looked at, read, trained on and kept', { timeout: 120_000 }, async () => {
		const { page, errors } = await openTab(opened.browser, opened.server.address);
		await drop(page, 'filme.csv', table.toString());
		await page.waitForSelector('.table');
		await press(page, 'Read them all');
		await says(page, '.account', '1 rows without a label');
		await ready(page);
		await says(page, '.corpus.chosen', 'filme.csv');
		await page.reload();
		await says(page, '.corpus.chosen', 'filme.csv');
		await ready(page);
		expect(errors).toEqual([]);
		await page.close();
	});

	test.skipIf(!existsSync(npz))('Keras’ imdb.npz', { timeout: 120_000 }, async () => {
		const { page, errors } = await openTab(opened.browser, opened.server.address);
		await choose(page, npz);
		await says(page, '.account', 'Word numbers alone');
		expect(errors).toEqual([]);
		await page.close();
	});

	test.skipIf(!existsSync(archive))('the archive', { timeout: 300_000 }, async () => {
		const { page, errors } = await openTab(opened.browser, opened.server.address);
		await choose(page, archive);
		await says(page, '.account', '37,500', 240_000);
		expect(errors).toEqual([]);
		await page.close();
	});
});
