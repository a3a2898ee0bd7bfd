// The reader's own reviews: each kind of file, dropped or chosen, becomes a corpus that the page trains on and keeps; what
// cannot be read is told in words.
import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { inChromium, openPage, openPart, ready, siteIsBuilt } from './page.ts';
import { startExporter } from '../../src/engine/exporter.ts';
import { exporterBytes } from '../engine/built.ts';
import { archive, npz, table } from './review-files.ts';

describe.skipIf(!siteIsBuilt)('imports', () => {
	const chromium = inChromium();

	const choose = async (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) => {
		await openPart(page, 'data');
		await page.locator('.zone input[type=file]').setInputFiles(files);
	};
	const csv = { name: 'filme.csv', mimeType: 'text/csv', buffer: table };

	/** Lets go of a file over the page, as a mouse would. */
	const drop = async (page: Page, name: string, text: string) => {
		const data = await page.evaluateHandle(
			([title, content]) => {
				const transfer = new DataTransfer();
				transfer.items.add(new File([content ?? ''], title ?? ''));
				return transfer;
			},
			[name, text],
		);
		await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
		await page.dispatchEvent('body', 'drop', { dataTransfer: data });
	};

	test('a model of Keras predicts, is listed and goes on training; what weights alone leave open is asked for', async () => {
		const exporter = await startExporter(exporterBytes());
		const model = new Uint8Array(readFileSync('../models/gru.safetensors'));
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		await choose(page, { name: 'film.keras', mimeType: '', buffer: Buffer.from(exporter.export(model, 'keras')) });
		await page.getByText('“film.keras” was imported').waitFor();
		const weights = Buffer.from(exporter.export(model, 'weights-h5'));
		weights.write('others', weights.indexOf('unroll\0'));
		await choose(page, { name: 'film.weights.h5', mimeType: '', buffer: weights });
		const form = page.locator('.model');
		await form.getByLabel('Units').fill('9');
		await form.getByLabel(/^Cell/).selectOption('gru');
		await form.getByRole('button', { name: 'Import', exact: true }).click();
		await form.getByRole('alert').getByText('layers/gru/cell/vars/0').waitFor();
		await form.getByLabel('Units').fill('8');
		await form.getByRole('button', { name: 'Import', exact: true }).click();
		await page.getByText('“film.weights.h5” was imported').waitFor();
		await openPart(page, 'train');
		await openPart(page, 'data');
		await page.locator('.zone').waitFor();
		await openPart(page, 'train');
		await page.locator('[data-run]', { hasText: 'Imported from film.keras.' }).click(); // it is there once
		await page.getByRole('button', { name: 'Used for predictions' }).waitFor();
		await ready(page);
		await page.getByRole('button', { name: 'Train further' }).click();
		await page.getByText('Began with the weights of film.keras.').waitFor();
		await close();
	});

	test('a table is looked at, corrected, read, trained on and kept', async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		await drop(page, csv.name, table.toString());
		const form = page.locator('.table');
		await form.waitFor();
		expect(await form.getByLabel('Text column').inputValue()).toBe('1');
		await form.getByLabel('Text column').selectOption('nr');
		await page.locator('th.used', { hasText: 'nr' }).waitFor();
		await form.getByLabel('Text column').selectOption('text');
		await page.locator('th.used', { hasText: 'text' }).waitFor();
		const meaning = (value: string) => form.getByLabel(`Meaning of “${value}”`);
		expect([await meaning('gut').inputValue(), await meaning('übel').inputValue()]).toEqual(['positive', 'negative']);
		await meaning('gut').selectOption('negative');
		expect(await meaning('übel').inputValue()).toBe('positive');
		await meaning('gut').selectOption('positive');
		await form.getByRole('button', { name: 'Import', exact: true }).click();
		const report = page.locator('.report');
		await report.getByText('400', { exact: true }).waitFor();
		await report.getByText('50.0').waitFor();
		await report.getByText('1 rows without a label').waitFor();
		await ready(page);
		await page.locator('.corpus.chosen', { hasText: 'filme.csv' }).waitFor();
		await page.reload();
		await openPart(page, 'data');
		await page.locator('.corpus.chosen', { hasText: 'filme.csv' }).waitFor();
		await ready(page);
		await close();
	});

	test.skipIf(!existsSync(npz))('Keras’ imdb.npz', async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		await choose(page, npz);
		await page.locator('.report').getByText('2,500', { exact: true }).waitFor({ timeout: 30_000 });
		await page.locator('.report').getByText('Word ids only').waitFor();
		expect(await page.getByRole('button', { name: 'Cut the texts differently' }).count()).toBe(0);
		await close();
	});

	test.skipIf(!existsSync(archive))('the archive, with progress, cancelled and then read', { timeout: 180_000 }, async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		await choose(page, archive);
		await page.getByText(/[1-9][\d,]* reviews so far/).waitFor({ timeout: 30_000 });
		await page.getByRole('button', { name: 'Cancel' }).click();
		await page.locator('.zone').waitFor();
		await choose(page, archive);
		await page.locator('.report').getByText('37,500', { exact: true }).waitFor({ timeout: 150_000 });
		await close();
	});

	/** Chooses a table of 60 MB that the page makes itself, of the same rows again and again. */
	const chooseLarge = async (page: Page) => {
		await openPart(page, 'data');
		await page.locator('.zone input[type=file]').evaluate((input: HTMLInputElement) => {
			const row = (label: number) => `a ${label ? 'good' : 'bad'} film that was shown for the first time in the year before the last one,${label}\n`;
			const part = (row(0) + row(1)).repeat(6000);
			const transfer = new DataTransfer();
			transfer.items.add(new File(['text,label\n', ...Array<string>(60).fill(part)], 'large.csv'));
			input.files = transfer.files;
			input.dispatchEvent(new Event('change', { bubbles: true }));
		});
	};

	test('a large table: its memory is reported beforehand, and it is cancelled while it is looked at and while it is read', { timeout: 90_000 }, async () => {
		const { page, complaints, close } = await openPage(chromium.browser, chromium.server.address);
		await openPart(page, 'data');
		const cancel = page.locator('.importing').getByRole('button', { name: 'Cancel' });
		await chooseLarge(page);
		await cancel.click(); // while it is looked at
		await page.locator('.zone').waitFor();
		await chooseLarge(page);
		await page.locator('.table').getByText(/takes about \d+\sMB of memory/).waitFor({ timeout: 60_000 });
		await page.locator('.table').getByLabel('words', { exact: true }).check(); // so that nothing is waited for
		await page.locator('.table').getByRole('button', { name: 'Import', exact: true }).click();
		await page.getByText(/[1-9][\d,]* reviews so far/).waitFor({ timeout: 30_000 });
		await cancel.click();
		await page.locator('.zone').waitFor();
		// What comes next is answered at once, as nothing of it goes on; and it alone is kept.
		await choose(page, csv);
		await page.locator('.table').getByRole('button', { name: 'Import', exact: true }).click();
		await page.locator('.report').waitFor();
		const kept = await page.evaluate(
			() =>
				new Promise<string[]>((resolve, reject) => {
					const opening = indexedDB.open('unroll');
					opening.onerror = () => reject(opening.error!);
					opening.onsuccess = () => {
						const all = opening.result.transaction('corpora').objectStore('corpora').getAll();
						all.onsuccess = () => resolve((all.result as { name: string }[]).map(({ name }) => name));
					};
				}),
		);
		expect(kept).toEqual(['filme.csv']);
		expect(complaints).toEqual([]);
		await close();
	});

	test.each([
		['no reviews at all', 'notes.bin', Buffer.from([1, 2, 0, 3])],
		['a broken archive', 'reviews.tar.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2])],
		['a zip that is none', 'imdb.npz', Buffer.from('PK\u0003\u0004 and so on')],
		['one column', 'words.csv', Buffer.from('good\nbad\nugly\n')],
	])('%s is explained, and nothing is lost', async (_, name, buffer) => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		await ready(page);
		await choose(page, { name, mimeType: '', buffer });
		const alert = page.locator('section:has(#reviews-title) [role=alert]');
		await alert.waitFor();
		expect(await alert.textContent()).toContain(name);
		await page.locator('.zone').waitFor();
		expect(await page.locator('.corpus.chosen').count()).toBe(1);
		await close();
	});
});
