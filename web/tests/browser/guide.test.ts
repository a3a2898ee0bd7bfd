// The guide and the chapter on real training: pressing what a page of the guide offers does what it asks, to the end.
import { beforeAll, describe, expect, test } from 'vitest';
import { chapterTexts } from '../../src/i18n/chapter.ts';
import { guideTexts } from '../../src/i18n/guide.ts';
import { en } from '../../src/i18n/en.ts';
import { phrasesOf } from '../../src/view/guide/phrases.ts';
import { curveOf } from '../../src/model/chapter/recorded-curves.ts';
import { guidePages } from '../../src/model/guide/pages.ts';
import { corpusIsThere, inChromium, openPage, type OpenedPage } from './page.ts';

describe.skipIf(!corpusIsThere)('the guide and the chapter', () => {
	const chromium = inChromium();
	let opened: OpenedPage;

	beforeAll(async () => {
		opened = await openPage(chromium.browser, chromium.server.address);
	});

	const button = (name: string) => opened.page.getByRole('button', { name, exact: true });
	const guide = () => opened.page.getByRole('complementary', { name: en.guide.label });

	test('is invited to, and goes through all its pages', { timeout: 300_000 }, async () => {
		await button(en.guide.inviteOpen).click();
		for (const [index, guidePage] of guidePages.entries()) {
			const { title, trials, done } = guideTexts.en.pages[guidePage.name];
			await guide().getByRole('heading', { name: title }).waitFor();
			expect(await guide().textContent()).toContain(guideTexts.en.page(index + 1, guidePages.length));
			const last = phrasesOf(trials).findLast(({ trial }) => trial !== null);
			await guide().getByRole('button', { name: last?.say ?? '', exact: true }).click();
			await guide().getByText(done).waitFor({ timeout: 60_000 });
			expect(await opened.page.locator('[data-pointed]').count(), guidePage.target).toBe(1);
			if (guidePage !== guidePages.at(-1)) {
				await guide().getByRole('button', { name: guideTexts.en.next, exact: true }).click();
			}
		}
		await button(guideTexts.en.finish).click();
		await guide().waitFor({ state: 'detached' });
		expect(await opened.page.locator('[data-pointed]').count()).toBe(0);
	});

	test('moves on by itself, unless its reader wants to stay', async () => {
		await button(en.guide.open).click();
		await button(guideTexts.en.back).click();
		await guide().getByRole('button', { name: 'Train until it stops by itself' }).click();
		await guide().getByRole('button', { name: guideTexts.en.stay }).click({ timeout: 60_000 });
		expect(await guide().getByText(guideTexts.en.movingOn).count()).toBe(0);
		await button(guideTexts.en.close).click();
	});

	const openTextbook = () => opened.page.getByRole('link', { name: en.parts.names.textbook }).click();

	test('a run of the chapter stands beside what was recorded', async () => {
		await openTextbook();
		const card = opened.page.locator('article', { has: opened.page.getByRole('heading', { name: chapterTexts.en.models.run5 }) });
		await card.waitFor();
		expect(await card.locator('.diamond').count()).toBe(curveOf('run5').length);
		await card.getByRole('button').click();
		await expect.poll(() => card.locator('.line').getAttribute('d'), { timeout: 60_000 }).toMatch(/^M.*L/);
		expect(await card.locator('tr', { hasText: chapterTexts.en.measures.epochs }).textContent()).toMatch(/17\s*\d/);
		await button(en.controls.stop).click();
	});

	test('the second edition has runs, curves and networks of its own, and is remembered', async () => {
		await button(chapterTexts.en.editions[2]).click();
		const card = opened.page.locator('article', { has: opened.page.getByRole('heading', { name: chapterTexts.en.models.adam4 }) });
		expect(await card.locator('svg').count()).toBe(2);
		expect(await card.locator('.diamond').count()).toBe(2 * 18);
		await card.getByRole('button').click();
		await expect.poll(() => card.locator('.line').last().getAttribute('d'), { timeout: 60_000 }).toMatch(/^M.*L/);
		expect(opened.page.url()).toMatch(/optimizer=adam&.*edition=2/);
		await button(en.controls.stop).click();
		expect(await opened.page.getByRole('heading', { name: chapterTexts.en.pytorch.title }).count()).toBe(1);
		await opened.page.goto(opened.page.url().replace(/#.*/, '#textbook'));
		await opened.page.reload();
		expect(await button(chapterTexts.en.editions[2]).getAttribute('aria-pressed')).toBe('true');
	});

	test('the console had nothing to complain of', () => {
		expect(opened.complaints).toEqual([]);
	});
});
