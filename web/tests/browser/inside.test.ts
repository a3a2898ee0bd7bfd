// "Look inside", in Chromium, on a network that has just learned from real reviews.
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './axe.ts';
import { corpusIsThere, finished, inChromium, openPage, openPart, ready, setSetting, type OpenedPage } from './page.ts';

const review = 'The acting is great, but the story makes no sense at all, despite a lacklustre end.';

describe.skipIf(!corpusIsThere)('look inside', () => {
	const chromium = inChromium();

	/** The page after a short race, the review typed, and the inside in sight. */
	async function learned(options: BrowserContextOptions = {}): Promise<OpenedPage> {
		const opened = await openPage(chromium.browser, chromium.server.address, options);
		const { page } = opened;
		await ready(page);
		await setSetting(page, 'epochs', '2');
		await page.locator('.buttons .main').click();
		await openPart(page, 'try');
		await page.locator('#review').fill(review);
		await openPart(page, 'train');
		await finished(page);
		await openPart(page, 'inside');
		await section(page).locator('canvas').first().waitFor();
		return opened;
	}

	const section = (page: Page) => page.locator('section:has(#inside-title)');
	const slider = (page: Page) => section(page).locator('.words[role=slider]');

	/** Different colours in the heat map of the words. */
	const colours = (page: Page) =>
		section(page).locator('.map .words canvas').first().evaluate((element) => {
			const canvas = element as HTMLCanvasElement;
			const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
			const seen = new Set<string>();
			for (let pixel = 0; pixel < data.length; pixel += 4) {
				seen.add(data.slice(pixel, pixel + 4).join());
			}
			return { width: canvas.width, height: canvas.height, colours: seen.size };
		});

	describe('on a desk', () => {
		let opened: OpenedPage;
		let page: Page;

		beforeAll(async () => {
			opened = await learned();
			page = opened.page;
		});

		afterAll(() => opened.close());

		test('draws what it has read: a pixel for each unit and word, in many colours', async () => {
			const drawn = await colours(page);
			expect(drawn).toMatchObject({ width: 16, height: 8 });
			expect(drawn.colours).toBeGreaterThan(20);
		});

		test('shows all networks of the race, and lights up a word in all of them by keys', async () => {
			expect(await section(page).locator('.box h4').allInnerTexts()).toEqual([
				expect.stringContaining('SimpleRNN'),
				expect.stringContaining('LSTM'),
				expect.stringContaining('GRU'),
			]);
			await slider(page).focus();
			for (let word = 0; word < 4; word++) {
				await page.keyboard.press('ArrowRight');
			}
			expect(await slider(page).getAttribute('aria-valuetext')).toMatch(/^great, word 4 of 16\. SimpleRNN .*LSTM .*GRU /);
			expect(await section(page).locator('.lit').allInnerTexts()).toEqual(Array(4).fill('great'));
		});

		test('ends in the prediction of each network', async () => {
			await slider(page).press('End');
			const after = await section(page).locator('.readout li strong').allInnerTexts();
			const predictions = await section(page).locator('.box h4').allInnerTexts();
			expect(after).toHaveLength(3);
			for (const [index, prediction] of predictions.entries()) {
				const [, side, percent] = /(positive|negative) (\d+)/.exec(prediction)!;
				const shown = Number.parseInt(after[index]!, 10);
				expect(side === 'positive' ? shown : 100 - shown).toBe(Number(percent));
			}
		});

		test('opens a unit to equations that a browser sets, with the numbers of the word', async () => {
			const gru = section(page).locator('[data-track=gru]').first();
			await gru.click({ position: { x: 120, y: 60 } });
			await section(page).locator('summary', { hasText: 'The computation of one unit' }).click();
			const formulas = section(page).locator('math');
			await formulas.nth(7).waitFor();
			expect(await formulas.count()).toBe(8); // z, r, the candidate, h: with letters and with numbers
			expect(await formulas.first().evaluate((math) => math.getBoundingClientRect().height)).toBeGreaterThan(10);
			const number = (text: string) => Number(text.replace('−', '-'));
			const value = number((await formulas.nth(7).textContent())!.split('=').at(-1)!);
			const readout = await section(page).locator('.readout').innerText();
			expect(value).toBeCloseTo(number(/Hidden state\s+([+−]?\d\.\d+)/.exec(readout)![1]!), 2);
		});

		test('shows which words moved the prediction', async () => {
			await section(page).getByText(/Pushed most towards negative: .*no −/).first().waitFor();
			await section(page).getByRole('button', { name: 'gradient × input' }).click();
			await section(page).getByText(/Pushed most towards positive: /).first().waitFor();
		});

		test('shows what went on in the race: how far back each reads, its gates, and its words', { timeout: 120_000 }, async () => {
			const live = page.locator('section:has(#live-title)').first();
			await openPart(page, 'learning');
			await live.locator('canvas').waitFor();
			const curves = (title: string) => live.locator(`section[aria-labelledby=${title}] .chart path.curve`);
			expect(await curves('gradients-title').count()).toBe(3);
			const sentence = /SimpleRNN(: the last (word weighs|\d+ words weigh) as much as the rest| has not learned enough yet)/;
			await expect.poll(() => live.locator('#reach').textContent(), { timeout: 60_000 }).toMatch(sentence);
			await expect.poll(() => curves('reach-title').count(), { timeout: 60_000 }).toBe(3);
			await live.getByText(/SimpleRNN: at the first timestep 1\/.* as strong as at the last/).waitFor();
			await live.getByText(/Forget gate: \d+%/).waitFor();
			await live.locator('input[type=search]').fill('great');
			await live.getByText(/^great alone changes the logit by \+/).waitFor();
		});

		test('the outcome of the race leads to why: the chart of how far back each reads', async () => {
			await page.locator('p:not([role=status])', { hasText: / classifies \d+.* percentage points more than / }).waitFor();
			await page.getByRole('button', { name: /^Why\?/ }).click();
			const pointed = page.locator('[data-pointed]#reach');
			await pointed.waitFor();
			await expect.poll(() => pointed.evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(true);
		});

		test('on paper are figures, charts and runs on white, and nothing that only a screen can use', async () => {
			await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
			await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
			const shown = (selector: string) => page.locator(selector).first().isVisible();
			expect(await page.evaluate(() => getComputedStyle(document.body).color)).toMatch(/^rgb\(([0-9]|[1-4][0-9]), /);
			expect(await shown('.racer')).toBe(true);
			expect(await shown('.charts canvas')).toBe(true);
			expect(await shown('.buttons .main')).toBe(false);
			expect(await shown('footer')).toBe(false);
			expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(50_000);
			await page.evaluate(() => dispatchEvent(new Event('afterprint')));
			await page.emulateMedia({ media: null, colorScheme: null });
		});

		test('a dark page prints every canvas in the colours of a light one, also what is out of sight', async () => {
			await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
			await openPart(page, 'inside');
			const maps = page.locator('.map canvas');
			await maps.last().scrollIntoViewIfNeeded();
			await page.evaluate(() => {
				const picture = () => [...document.querySelectorAll<HTMLCanvasElement>('.map canvas')].at(-1)!.toDataURL();
				Object.assign(window, { picture });
				addEventListener('beforeprint', () => Object.assign(window, { paper: picture() }), { once: true });
			});
			type Pictures = { picture: () => string; paper: string };
			const picture = () => page.evaluate(() => (window as unknown as Pictures).picture());
			let light = '';
			await expect.poll(async () => light === (light = await picture()), { interval: 250 }).toBe(true); // it has been drawn
			await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
			await expect.poll(picture).not.toBe(light);
			await page.evaluate(() => scrollTo(0, 0));
			await page.pdf({ format: 'A4' });
			expect(await page.evaluate(() => (window as unknown as Pictures).paper)).toBe(light);
			await page.emulateMedia({ colorScheme: null, reducedMotion: null });
		});

		test('the console had nothing to complain of', () => {
			expect(opened.complaints).toEqual([]);
		});
	});

	const looks: [string, BrowserContextOptions][] = [
		['Korean, dark', { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', locale: 'ko-KR' }],
		['a phone', { viewport: { width: 360, height: 740 }, hasTouch: true }],
	];

	test.each(looks)('axe finds nothing, and nothing scrolls sideways but the pictures: %s', { timeout: 150_000 }, async (_, options) => {
		const { page, complaints, close } = await learned(options);
		await slider(page).focus();
		await page.keyboard.press('ArrowRight');
		await section(page).locator('.segments button').nth(1).click();
		const unfold = async (part: Locator) => {
			for (const summary of await part.locator('summary').all()) {
				await summary.click();
			}
		};
		const check = async () => {
			expect(await violations(page)).toEqual([]);
			const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
			expect(wide).toBeLessThanOrEqual(window!);
		};
		await unfold(section(page));
		await section(page).locator('math').first().waitFor();
		await check();
		await openPart(page, 'learning');
		const live = page.locator('section:has(#live-title)').first();
		await live.locator('#reach .chart').waitFor({ timeout: 60_000 });
		await live.locator('canvas').waitFor();
		await unfold(live);
		await check();
		expect(complaints).toEqual([]);
		await close();
	});
});
