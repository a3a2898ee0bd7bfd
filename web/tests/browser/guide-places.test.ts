// The guide beside what it points at, on a laptop and on a phone: every page leaves its element in sight, before and after what it asks
// for, and its own buttons can be pressed.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guideTexts } from '../../src/i18n/guide.ts';
import { en } from '../../src/i18n/en.ts';
import { phrasesOf } from '../../src/view/guide/phrases.ts';
import { guidePages } from '../../src/model/guide/pages.ts';
import { corpusIsThere, inChromium, openPage, type OpenedPage } from './page.ts';

/** Where the pointed element, the guide and what else lies over the page stand. */
function look() {
	const boxOf = (element: Element | null) => {
		const { left = 0, top = 0, right = 0, bottom = 0 } = element?.getBoundingClientRect() ?? {};
		return { left, top, right, bottom };
	};
	const pointed = document.querySelector('[data-pointed]');
	const guide = document.querySelector('aside.card');
	const buttons = [...(guide?.querySelectorAll('footer button') ?? [])];
	const onTop = (element: Element) => {
		const { left, top, right, bottom } = boxOf(element);
		return element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
	};
	return {
		pointed: boxOf(pointed),
		guide: boxOf(guide),
		header: boxOf(document.querySelector('header')).bottom,
		width: innerWidth,
		height: innerHeight,
		seen: pointed !== null && onTop(pointed),
		reachable: buttons.every(onTop),
	};
}

describe.skipIf(!corpusIsThere).each([
	['a laptop', { width: 1366, height: 768 }],
	['a phone', { width: 360, height: 740 }],
])('on %s', (_, viewport) => {
	const chromium = inChromium();
	let opened: OpenedPage;

	beforeAll(async () => {
		opened = await openPage(chromium.browser, chromium.server.address, { viewport, reducedMotion: 'reduce' });
		await opened.page.getByRole('button', { name: en.guide.inviteOpen, exact: true }).click();
	});
	afterAll(() => opened.page.close());

	const guide = () => opened.page.getByRole('complementary', { name: en.guide.label });

	async function nothingIsCovered(): Promise<void> {
		await opened.page.locator('[data-pointed]').waitFor();
		const fits = async () => {
			const { pointed, guide, header, width, height, seen, reachable } = await opened.page.evaluate(look);
			const apart = pointed.right <= guide.left || pointed.left >= guide.right || pointed.bottom <= guide.top || pointed.top >= guide.bottom;
			const inside = pointed.left >= 0 && pointed.right <= width && pointed.top >= header - 1 && pointed.bottom <= height;
			return { apart, inside, seen, reachable };
		};
		await expect.poll(fits, { timeout: 10_000 }).toEqual({ apart: true, inside: true, seen: true, reachable: true });
	}

	test.each(guidePages.map((guidePage) => [guidePage.name, guidePage] as const))('page %s', { timeout: 120_000 }, async (name, guidePage) => {
		const { title, trials, done } = guideTexts.en.pages[name];
		await guide().getByRole('heading', { name: title }).waitFor();
		await nothingIsCovered();
		// The charts of a run that has ended, and a typed review, are larger than what was there before.
		if (['simpleRnn', 'gru', 'review'].includes(name)) {
			const last = phrasesOf(trials).findLast(({ trial }) => trial !== null);
			await guide().getByRole('button', { name: last?.say ?? '', exact: true }).click();
			await guide().getByText(done).waitFor({ timeout: 100_000 });
			if (guidePage !== guidePages.at(-1)) {
				await guide().getByRole('button', { name: guideTexts.en.stay, exact: true }).click(); // or it turns the page in the middle
			}
			if (name === 'simpleRnn') {
				await opened.page.locator('#reach .chart').waitFor({ timeout: 20_000 });
			}
			await nothingIsCovered();
		}
		if (guidePage !== guidePages.at(-1)) {
			await guide().getByRole('button', { name: guideTexts.en.next, exact: true }).click();
		}
	});
});
