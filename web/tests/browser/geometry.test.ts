// What is in sight, at each of the sizes in docs/page.md: after opening, after Start, at the end of a run, and after typing.
// Everything is measured in the page: boxes against the window, and against themselves before.
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { corpusIsThere, finished, inChromium, openPage, openPart, ready, type OpenedPage } from './page.ts';

const review = 'One of the best films I have seen in years, despite a lacklustre end.';

/** Three small networks, which train in a second. */
const quick = 'cells=simple-rnn,lstm,gru&epochs=4&units=2&length=10&words=50&embedding=2&batch=512';

/** All on one screen. */
const large = [
	{ width: 1280, height: 720, chart: 400 },
	{ width: 1366, height: 768, chart: 400 },
	{ width: 1440, height: 900, chart: 480 },
	{ width: 1920, height: 1080, chart: 480 },
];
/** Start and curves together (on a phone one chart at a time), and the curves in small where the rest is. */
const small = [
	{ width: 1024, height: 768, charts: 2 },
	{ width: 820, height: 1180, charts: 2 },
	{ width: 360, height: 740, charts: 1 },
	{ width: 740, height: 360, charts: 1 },
];

const curves = ['.buttons .main', '.charts canvas'];
const all = [...curves, '.network', '.racer:nth-of-type(1)', '.racer:nth-of-type(3)', '#review', '.review [role=group] button', '.prediction', '.review .note'];

interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** The boxes of all elements that a selector names, in pixels of the window. */
const boxesOf = (page: Page, selector: string): Promise<Box[]> =>
	page.locator(selector).evaluateAll((elements) =>
		elements.map((element) => {
			const { left, top, width, height } = element.getBoundingClientRect();
			return { left, top, width, height };
		}),
	);

/** Of these, what is not wholly between the bars at the top and at the bottom. */
async function outOfSight(page: Page, selectors: string[]): Promise<string[]> {
	const space = await page.evaluate(() => {
		const root = document.documentElement;
		const nav = document.querySelector('nav')!.getBoundingClientRect();
		const header = document.querySelector('header')!.getBoundingClientRect();
		return { top: header.bottom, bottom: nav.top > header.bottom ? nav.top : innerHeight, width: root.clientWidth };
	});
	const missing: string[] = [];
	for (const selector of selectors) {
		const boxes = await boxesOf(page, selector);
		const inside = ({ left, top, width, height }: Box) =>
			width > 0 && left >= -0.5 && top >= space.top - 0.5 && left + width <= space.width + 0.5 && top + height <= space.bottom + 0.5;
		if (boxes.length === 0 || !boxes.every(inside)) {
			missing.push(`${selector} ${JSON.stringify(boxes)} in ${JSON.stringify(space)}`);
		}
	}
	return missing;
}

/** What must stay where it is while a run goes on. */
const steady =
	'.controls button, .controls select, .racer th, .racer td, .racer .name, .bar, .charts figure, .charts canvas, .network, .network input, .status, .review, #review, .prediction, .prediction li, .prediction .scale';

/** The texts of what is cut off: it is wider than its place, or than the cell that it is in. */
const cutOff = (page: Page, selector: string): Promise<(string | null)[]> =>
	page.locator(selector).evaluateAll((elements) =>
		elements
			.filter((element) => {
				const cell = element.closest('td, th')?.getBoundingClientRect().right ?? Infinity;
				return element.scrollWidth > element.clientWidth + 1 || element.getBoundingClientRect().right > cell + 0.5;
			})
			.map((element) => element.textContent),
	);

/** The sum of the layout shifts from now on, as the browser counts them: 0.1 is what it calls good. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
	await page.evaluate(() => {
		Object.assign(window, { shifts: 0 });
		new PerformanceObserver((list) => {
			for (const shift of list.getEntries() as (PerformanceEntry & { value: number })[]) {
				(window as unknown as { shifts: number }).shifts += shift.value;
			}
		}).observe({ type: 'layout-shift' });
	});
	return () => page.evaluate(() => (window as unknown as { shifts: number }).shifts);
}

describe.skipIf(!corpusIsThere)('what is in sight', { timeout: 180_000 }, () => {
	const chromium = inChromium();
	let opened: OpenedPage;

	async function open(viewport: { width: number; height: number }): Promise<Page> {
		opened = await openPage(chromium.browser, `${chromium.server.address}#${quick}`, { viewport });
		opened.page.setDefaultTimeout(60_000);
		await ready(opened.page);
		return opened.page;
	}

	afterEach(async () => {
		expect(opened.complaints).toEqual([]);
		await opened.close();
	});

	/** A short run from Start to its end; `during` is called on the way. */
	async function train(page: Page, during: () => Promise<void>): Promise<void> {
		await page.locator('.buttons .main').click();
		await page.locator('.plane').first().waitFor({ state: 'attached', timeout: 60_000 }); // an epoch has finished
		await during();
		await finished(page);
	}

	test.each(large)('$width×$height: all on one screen, and nothing moves', async ({ chart, ...viewport }) => {
		const page = await open(viewport);
		const [header] = await boxesOf(page, 'header');
		expect(header!.height).toBeLessThanOrEqual(48);
		expect(await outOfSight(page, all)).toEqual([]);
		const widths = (await boxesOf(page, '.charts canvas')).map(({ width }) => width);
		expect(widths).toHaveLength(2);
		expect(Math.min(...widths)).toBeGreaterThanOrEqual(chart);
		const before = await boxesOf(page, steady);
		const shifts = await watchShifts(page);
		await train(page, async () => {
			expect(await outOfSight(page, all)).toEqual([]);
			expect(await boxesOf(page, steady)).toEqual(before);
		});
		expect(await boxesOf(page, steady)).toEqual(before);
		await page.locator('#review').fill(review);
		await page.locator('.prediction .word', { hasText: /%/ }).nth(6).waitFor();
		expect(await boxesOf(page, steady)).toEqual(before);
		expect(await outOfSight(page, [...all, '.prediction .word'])).toEqual([]);
		expect(await shifts()).toBeLessThan(0.01); // a word in its line, no box
		await page.locator('.prediction .word').evaluateAll((words) => words.forEach((word) => (word.textContent = 'negative 100%')));
		expect(await cutOff(page, '.prediction .word, .prediction .name > span:last-child, .racer th, .racer td, .figures thead th:not(.cell)')).toEqual([]);
		await openPart(page, 'code'); // it is being fetched, and short
		await expect.poll(async () => (await boxesOf(page, '#part'))[0]!.top).toBeLessThan(0.2 * viewport.height);
	});

	test.each(small)('$width×$height: Start and curves together, and the curves stay in sight', async ({ charts, ...viewport }) => {
		const page = await open(viewport);
		expect(await page.locator('.charts canvas').count()).toBe(charts);
		expect(await outOfSight(page, curves)).toEqual([]);
		const before = await boxesOf(page, '.controls button, .controls select, .charts canvas, .racer td');
		const shifts = await watchShifts(page);
		await train(page, async () => {
			expect(await outOfSight(page, curves)).toEqual([]);
		});
		expect(await boxesOf(page, '.controls button, .controls select, .charts canvas, .racer td')).toEqual(before);
		expect(await shifts()).toBeLessThan(0.01); // a word in its line, no box
		await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		const strip = ['aside .main', 'aside .chart svg', 'aside li'];
		const inSight = async () => (await outOfSight(page, curves.slice(1))).length === 0 || (await outOfSight(page, strip)).length === 0;
		await expect.poll(inSight).toBe(true);
		await openPart(page, 'try');
		await page.locator('#review').fill(review);
		await page.locator('.prediction .word', { hasText: /%/ }).nth(6).waitFor();
		await expect.poll(inSight).toBe(true);
		expect(await outOfSight(page, ['#review', '.prediction li:not(.pretrained) .word'])).toEqual([]);
		const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
		expect(wide).toBeLessThanOrEqual(window!);
	});

	test('from 320 to 3840 pixels wide nothing is squeezed, and no column is empty', async () => {
		const page = await open({ width: 320, height: 700 });
		for (const width of [320, 360, 500, 640, 800, 1000, 1100, 1279, 1500, 1600, 2560, 3840]) {
			await page.setViewportSize({ width, height: Math.max(700, Math.round((width * 9) / 16)) });
			await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
			for (const { width: chart } of await boxesOf(page, '.charts canvas')) {
				expect(chart, `${width}`).toBeGreaterThanOrEqual(Math.min(270, width - 60));
			}
			expect(await cutOff(page, '.racer .value, .racer .name, .figures thead th:not(.cell)'), `${width}`).toEqual([]);
			const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
			expect(wide).toBeLessThanOrEqual(window!);
			const first = (await boxesOf(page, '.first'))[0]!;
			expect(first.width).toBeGreaterThanOrEqual(0.9 * width);
		}
	});

	test('200 % zoom of a small laptop: as on a phone held sideways', async () => {
		const page = await open({ width: 640, height: 360 });
		expect(await outOfSight(page, curves)).toEqual([]);
	});

	test('on paper each part is below the one before, and holds what is drawn in it', async () => {
		const page = await open({ width: 1366, height: 768 });
		await train(page, async () => {});
		await page.locator('#review').fill(review);
		// A browser that prints lays the page out anew, but draws nothing: the pictures stay as they were on the screen.
		for (const picture of await page.locator(':is(.charts, .network) canvas').all()) {
			await picture.evaluate((canvas: HTMLCanvasElement) => {
				const still = document.createElement('canvas');
				[still.width, still.height, still.className] = [canvas.width, canvas.height, canvas.className];
				canvas.replaceWith(still);
			});
		}
		await page.emulateMedia({ media: 'print' });
		await page.setViewportSize({ width: 718, height: 1047 }); // A4 within its margins
		const isBelow = async () => {
			const parts = await boxesOf(page, '.charts, .progress, .network > .card, section.paper-only');
			expect(parts).toHaveLength(4);
			parts.slice(1).forEach(({ top }, index) => expect(top).toBeGreaterThanOrEqual(parts[index]!.top + parts[index]!.height - 1));
			const drawn = await page.locator('.charts :is(canvas, .legend), .network canvas').evaluateAll((elements) =>
				elements.map((element) => {
					const [inner, outer] = [element.getBoundingClientRect(), element.closest('.card')!.getBoundingClientRect()];
					return outer.bottom - inner.bottom;
				}),
			);
			expect(drawn).toHaveLength(4);
			expect(Math.min(...drawn)).toBeGreaterThanOrEqual(-1);
		};
		await expect.poll(() => isBelow().then(() => '', String)).toBe('');
	});
});
