// Lessons: what a link hides is gone, from the navigation and the guide too; nothing speaks of it, and nothing is left empty. And the
// QR code of a link, as a camera would see it on the projector.
import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { chapterTexts } from '../../src/i18n/chapter.ts';
import { runListTexts } from '../../src/i18n/run-list.ts';
import { en } from '../../src/i18n/en.ts';
import { guideTexts } from '../../src/i18n/guide.ts';
import { insideTexts } from '../../src/i18n/inside.ts';
import { reviewsTexts } from '../../src/i18n/reviews.ts';
import { hideable, type Hideable } from '../../src/model/settings/lesson.svelte.ts';
import { inChromium, openPage, siteIsBuilt } from './page.ts';

/** Of each option: a selector of what it hides, whichever part is open, and words that would speak of it. */
const gone: Record<Hideable, { selector: string; words: string[] }> = {
	cells: { selector: '.cells button', words: [en.controls.cellsHelp] },
	steps: { selector: '.steps button', words: [en.controls.stepBatch, en.controls.stepEpoch] },
	speed: { selector: '.buttons select', words: [en.controls.fastest] },
	figures: { selector: 'tr.racer', words: ['in the table', en.numbers.patienceHelp] },
	presets: { selector: '.preset', words: [en.settings.presets] },
	settings: { selector: '#field-units, #field-learning-rate', words: ['as “Length” says'] },
	more: { selector: '#more-settings, #field-seed', words: [en.settings.more] },
	accuracy: { selector: 'figure + figure', words: [] },
	runs: { selector: '#runs-title', words: [runListTexts.en.empty] },
	review: { selector: '#review', words: [en.review.title, insideTexts.en.empty, runListTexts.en.predict, guideTexts.en.pages.review.title] },
	inside: {
		selector: '[aria-labelledby="live-title"], [aria-labelledby="inside-title"]',
		words: [en.outcome.why, insideTexts.en.title, insideTexts.en.live.title, 'word map'],
	},
	reviews: { selector: '[aria-labelledby="reviews-title"]', words: [reviewsTexts.en.reviews.drop, reviewsTexts.en.reviews.choose] },
	chapter: { selector: '#chapter, [aria-labelledby="keras-title"]', words: [chapterTexts.en.title, 'Textbook'] },
	guide: { selector: 'aside:is(.card, .screen)', words: [en.guide.open, en.guide.inviteOpen] },
};

/** Goes through all parts and, where there is a guide, all of its pages; returns the texts, and asserts at each. */
async function everywhere(page: Page, look: (place: string) => Promise<void>): Promise<string> {
	const texts: string[] = [];
	const take = async (place: string) => {
		await look(place);
		texts.push(await page.locator('body').innerText());
		texts.push(...(await page.locator('body [aria-label]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))));
	};
	const parts = page.getByRole('navigation').getByRole('link');
	for (let index = 0; index < (await parts.count()); index++) {
		await parts.nth(index).click();
		await page.waitForTimeout(150);
		await take((await parts.nth(index).getAttribute('href')) ?? '');
	}
	const guide = page.getByRole('button', { name: en.guide.open, exact: true });
	if (await guide.count()) {
		await guide.click();
		const next = page.getByRole('button', { name: guideTexts.en.next, exact: true });
		for (;;) {
			await page.waitForTimeout(50);
			await take('guide');
			expect(await page.locator('[data-pointed]').count(), 'what the guide points at').toBe(1);
			if (!(await next.count())) {
				break;
			}
			await next.click();
		}
		await page.getByRole('button', { name: guideTexts.en.close }).click();
	}
	return texts.join('\n');
}

/** The side of the largest square of the first screen, in pixels, that holds no card. */
function largestHole(page: Page): Promise<number> {
	return page.evaluate(() => {
		const step = 8;
		const { left, top, right, bottom } = document.querySelector('.first')!.getBoundingClientRect();
		const cards = [...document.querySelectorAll('.first .card')].map((card) => card.getBoundingClientRect());
		const covered = (x: number, y: number) => cards.some((card) => x >= card.left && x <= card.right && y >= card.top && y <= card.bottom);
		let largest = 0;
		let above: number[] = [];
		for (let y = top; y < bottom; y += step) {
			const row: number[] = [];
			for (let x = left; x < right; x += step) {
				const column = row.length;
				const square = covered(x, y) ? 0 : Math.min(row[column - 1] ?? 0, above[column] ?? 0, above[column - 1] ?? 0) + 1;
				row.push(square);
				largest = Math.max(largest, square);
			}
			above = row;
		}
		return largest * step;
	});
}

const cells = '#cells=simple-rnn,lstm,gru';

describe.skipIf(!siteIsBuilt)('a lesson', () => {
	const chromium = inChromium();
	let page: Page;

	beforeAll(async () => {
		({ page } = await openPage(chromium.browser, `${chromium.server.address}${cells}`));
		await page.locator('#run').waitFor();
	});

	/** A link is followed in the open page. */
	const follow = async (link: string) => {
		await page.evaluate((hash) => (location.hash = hash), link);
		await page.waitForTimeout(300);
	};

	test('everything is there where nothing is hidden', { timeout: 120_000 }, async () => {
		const seen = new Set<string>();
		const text = await everywhere(page, async () => {
			for (const [name, { selector }] of Object.entries(gone)) {
				if (await page.locator(selector).count()) {
					seen.add(name);
				}
			}
		});
		expect([...seen].sort()).toEqual([...hideable].sort());
		const shown = Object.values(gone).flatMap(({ words }) => words).filter((word) => text.includes(word));
		expect(shown.length).toBeGreaterThan(12); // the words are those of the page
		expect(await largestHole(page)).toBeLessThan(48);
	});

	test.each(hideable)('without “%s” has it nowhere, does not speak of it, and has no hole', { timeout: 120_000 }, async (name) => {
		const { selector, words } = gone[name];
		await follow(`${cells}&hide=${name}`);
		const text = await everywhere(page, async (place) => {
			expect(await page.locator(selector).count(), `${selector} at ${place}`).toBe(0);
		});
		for (const word of words) {
			expect(text).not.toContain(word);
		}
		for (const [width, height] of [[820, 1180], [1366, 768]] as const) {
			await page.setViewportSize({ width, height });
			await page.waitForTimeout(100);
			expect(await largestHole(page), `${width}×${height}`).toBeLessThan(48);
		}
	});

	test('on a phone begins with the lesson: Start and a chart are on its first screen', async () => {
		await follow(`${cells}&hide=speed,presets,more,reviews,chapter&run=1`);
		await page.setViewportSize({ width: 360, height: 740 });
		await page.waitForTimeout(200);
		for (const selector of ['#run', '.first figure']) {
			const box = await page.locator(selector).first().boundingBox();
			expect((box?.y ?? Infinity) + (box?.height ?? 0), selector).toBeLessThanOrEqual(740);
		}
	});

	test.each(['light', 'dark'] as const)('a QR code of the link is read from the screen, %s', async (colorScheme) => {
		await follow(`${cells}&lang=ko&hide=speed&seed=${colorScheme.length}`);
		await page.locator('html[lang=ko]').waitFor();
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width: 1024, height: 768 });
		await page.getByRole('button', { name: '공유', exact: true }).click();
		const link = await page.locator('.link-field input').inputValue();
		expect(link).toContain('&lang=ko');
		await page.getByRole('button', { name: 'QR 코드 보기' }).click();
		const code = page.getByRole('img', { name: '링크의 QR 코드' });
		await code.waitFor();
		expect((await code.boundingBox())?.height).toBeGreaterThan(500);
		const screen = (await page.screenshot()).toString('base64');
		// As text: a list of three million numbers would take the browser's driver a minute.
		const pixels = await page.evaluate(async (png) => {
			const blob = new Blob([Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))], { type: 'image/png' });
			const image = await createImageBitmap(blob);
			const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
			context.drawImage(image, 0, 0);
			const { data } = context.getImageData(0, 0, image.width, image.height);
			const reader = new FileReader();
			const read = new Promise((resolve) => (reader.onload = resolve));
			reader.readAsDataURL(new Blob([data]));
			await read;
			return (reader.result as string).split(',')[1]!;
		}, screen);
		expect(jsQR(new Uint8ClampedArray(Buffer.from(pixels, 'base64')), 1024, 768)?.data).toBe(link);
		await page.keyboard.press('Escape');
	});
});
