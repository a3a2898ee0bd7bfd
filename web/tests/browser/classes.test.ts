// Reviews of four classes, in Chromium: imported, trained on, predicted, looked into by the class that is chosen, and evaluated.
import { describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { chooseOnly, finished, inChromium, openPage, openPart, setSetting, siteIsBuilt } from './page.ts';

const sentences = { sports: 'the striker scored', law: 'the court ruled', arts: 'the opera opened', money: 'the bank lent' };
const rows = Array.from({ length: 60 }, (_, day) => Object.entries(sentences).map(([topic, text]) => `${text} on day ${day},${topic}\n`).join(''));
const csv = { name: 'news.csv', mimeType: 'text/csv', buffer: Buffer.from(`text,topic\n${rows.join('')}`) };

describe.skipIf(!siteIsBuilt)('more than two classes', () => {
	const chromium = inChromium();

	test('are imported, trained on, predicted, looked into and evaluated', { timeout: 120_000 }, async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		await openPart(page, 'data');
		await page.locator('.zone input[type=file]').setInputFiles(csv);
		const form = page.locator('.table');
		await form.getByLabel('4 classes of their own').check();
		await form.getByRole('button', { name: 'Move “sports” up' }).click();
		await expect.poll(() => form.locator('.values tbody th').allInnerTexts()).toEqual(['arts', 'law', 'sports', 'money']);
		await form.getByRole('button', { name: 'Import', exact: true }).click();
		await page.locator('.report').getByText('sports: 60 (25.0%)').waitFor();
		await page.getByText('(None, 4)', { exact: true }).first().waitFor();
		await chooseOnly(page, 'GRU');
		await setSetting(page, 'epochs', '8');
		await page.getByRole('button', { name: 'Start', exact: true }).click();
		await finished(page);
		await page.locator('#review').fill('the court ruled today');
		const classes = page.locator('.review ul ul');
		await expect.poll(() => classes.locator('li').allInnerTexts()).toHaveLength(4);
		await expect.poll(async () => (await classes.locator('li').first().innerText()).startsWith('law')).toBe(true);
		await expect.poll(() => page.locator('.review .word').first().innerText()).toMatch(/^law \d+%$/);
		await openPart(page, 'inside');
		await page.getByText('Pushed most towards “law”').waitFor();
		await page.locator('#part').getByLabel(/^Class/).selectOption('money');
		await page.getByText(/(towards|away from) “money”/).waitFor();
		expect(await violations(page)).toEqual([]);
		await openPart(page, 'evaluate');
		const part = page.locator('section:has(> #evaluate-title)');
		const network = part.locator('.choices select').first();
		const run = (await network.locator('option').allTextContents()).at(-1);
		await network.selectOption({ label: run! });
		await part.locator('.begin button').click();
		const cell = part.getByRole('button', { name: / are law and predicted law: list them/ });
		await cell.click();
		const count = await cell.innerText();
		await expect.poll(() => part.getByRole('status').last().innerText()).toBe(`${count} reviews`);
		await expect.poll(() => part.locator('ol > li .head').first().innerText()).toMatch(/^\d+\.\d% law\s+is law/);
		expect(await violations(page)).toEqual([]);
		await openPart(page, 'code');
		await page.getByRole('button', { name: 'Keras 3 code' }).click();
		await page.getByText('layers.Dense(4, activation="softmax", name="dense")').waitFor();
		await close();
	});
});
