// The presentation mode: what fills the screen, how large the figures are, and what its keys do.
import { describe, expect, test } from 'vitest';
import { corpusIsThere, finished, inChromium, openPage, ready } from './page.ts';

const quick = 'cells=simple-rnn,lstm,gru&epochs=4&units=2&length=10&words=50&embedding=2&batch=512';

describe.skipIf(!corpusIsThere)('the presentation mode', { timeout: 180_000 }, () => {
	const chromium = inChromium();

	const open = async (viewport: { width: number; height: number }) => {
		const opened = await openPage(chromium.browser, `${chromium.server.address}#${quick}`, { viewport });
		opened.page.setDefaultTimeout(60_000);
		await ready(opened.page);
		return opened;
	};

	test.each([
		{ width: 1920, height: 1080, figures: 40 },
		{ width: 1024, height: 768, figures: 20 },
	])('$width×$height: network, curves, figures, review and predictions, and nothing else', async ({ figures, ...viewport }) => {
		const { page, complaints, close } = await open(viewport);
		await page.keyboard.press('p');
		await page.locator('.present').waitFor();
		expect(await page.locator('header, nav, .controls').count()).toBe(0);
		const boxes = () =>
			page.locator('.present .card, .present canvas, .present textarea, .present footer button, .present dl').evaluateAll((elements) =>
				elements.map((element) => JSON.stringify(element.getBoundingClientRect())),
			);
		await page.keyboard.press('n'); // as many predictions as there will be cells in training, below each other
		await page.locator('.present .word', { hasText: /%/ }).nth(3).waitFor();
		await page.keyboard.press('-');
		await page.locator('.present [role=status]', { hasText: '25 batches per second' }).waitFor();
		await page.keyboard.press('+');
		await page.keyboard.press(' ');
		await page.locator('.present .plane').first().waitFor({ state: 'attached' });
		const during = await boxes();
		await finished(page);
		await page.locator('.present [role=status] p', { hasText: /validation reviews|learned/ }).waitFor();
		expect(await boxes()).toEqual(during); // however long the result is
		expect(await page.locator('.present section > p:not(.unseen)').textContent()).toMatch(/guess/); // the example is short
		const shown = await page
			.locator('.present dd, .present .charts canvas, .present .network, .present textarea, .present .word, .present [role=status] p')
			.evaluateAll((elements) =>
				elements.map((element) => {
					const { left, top, right, bottom } = element.getBoundingClientRect();
					const inside = left >= 0 && top >= 0 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5 && right > left && bottom > top;
					return { inside, what: element.nodeName, box: [left, top, right, bottom] };
				}),
			);
		expect(shown.filter(({ inside }) => !inside)).toEqual([]);
		const counted = (what: RegExp) => shown.filter((one) => what.test(one.what)).length;
		expect([counted(/^DD$/), counted(/^CANVAS$/), counted(/^TEXTAREA$/)], JSON.stringify(shown.map(({ what }) => what))).toEqual([9, 2, 1]);
		const sizes = await page.locator('.present dd').evaluateAll((all) =>
			all.map((element) => Math.min(parseFloat(getComputedStyle(element).fontSize), element.getBoundingClientRect().height)),
		);
		expect(Math.min(...sizes)).toBeGreaterThanOrEqual(figures);
		const clipped = await page.locator('.present dd').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
		expect(clipped).toBe(0);
		await page.keyboard.press('Escape');
		await page.locator('header').waitFor();
		expect(complaints).toEqual([]);
		await close();
	});

	test('no key acts while somebody types, and all can be switched off', async () => {
		const { page, close } = await open({ width: 1280, height: 720 });
		await page.locator('#review').fill('');
		await page.locator('#review').pressSequentially('p? n');
		expect(await page.locator('#review').inputValue()).toBe('p? n');
		expect(await page.locator('.present:not(button), dialog[open]').count()).toBe(0);
		await page.locator('#review').blur();
		await page.keyboard.press('?');
		await page.locator('dialog[open]').waitFor();
		await page.keyboard.press('?');
		await page.locator('dialog').waitFor({ state: 'detached' });
		await page.keyboard.press('?');
		await page.locator('dialog input[type=checkbox]').uncheck();
		await page.keyboard.press('Escape');
		await page.keyboard.press('p');
		await page.keyboard.press('?');
		expect(await page.locator('.present:not(button), dialog[open]').count()).toBe(0);
		await close();
	});
});
