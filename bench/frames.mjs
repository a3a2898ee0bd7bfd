// Frame rate and memory of the page: three cells in training, then with Look inside open, then a long session of short runs.
//
//   node bench/frames.mjs [--seconds 20] [--comparisons 20] [--network]      with --network, what drawing the network costs alone
//
// It needs build/site with reviews (./dev site). The results hold for this machine at this time; nothing passes or fails.
import { parseArgs } from 'node:util';

import { openChromium } from './runners/chromium.mjs';

const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '20' },
		comparisons: { type: 'string', default: '20' },
		network: { type: 'boolean', default: false },
	},
});
const [seconds, comparisons] = [Number(values.seconds), Number(values.comparisons)];

// About as long as a network reads.
const review = `I went in expecting very little, and for the first half hour I got it: the jokes were old, the music was loud and nobody
seemed to want to be there. Then something odd happened. The two leads stopped trying to be funny and began to listen to each other, and from
there on it is one of the best films I have seen in years, warm and sad and worth every minute, despite a weak end.`;

// Opens a part of the page.
const openPart = (page, part) => page.locator(`nav a[href='#${part}']`).click();

const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];

// Milliseconds between frames for so many seconds, and how long tasks kept the main thread.
const watchFrames = (page, ms) =>
	page.evaluate(
		(limit) =>
			new Promise((resolve) => {
				const frames = [];
				const tasks = [];
				const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
				observer.observe({ entryTypes: ['longtask'] });
				const begin = performance.now();
				let last = begin;
				const frame = (now) => {
					frames.push(now - last);
					last = now;
					if (now - begin < limit) requestAnimationFrame(frame);
					else {
						observer.disconnect();
						resolve({ frames: frames.slice(1), tasks });
					}
				};
				requestAnimationFrame(frame);
			}),
		ms,
	);

// What the main thread computed until now, in milliseconds of its own: other processes do not count.
async function timeOf(session) {
	const { metrics } = await session.send('Performance.getMetrics');
	const of = (name) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
	return { task: of('TaskDuration'), script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') };
}

async function heapOf(session) {
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	return usedSize / 1e6;
}

function report(name, { frames, tasks }, before, after, ms) {
	const sorted = frames.toSorted((a, b) => a - b);
	const f = (value) => value.toFixed(1);
	console.log(`${name}: ${frames.length} frames in ${f(ms / 1000)} s (${f((1000 * frames.length) / ms)} a second)`);
	console.log(`  between frames, ms: median ${f(share(sorted, 0.5))}, 95 % ${f(share(sorted, 0.95))}, 99 % ${f(share(sorted, 0.99))}, longest ${f(sorted.at(-1))}`);
	console.log(`  long tasks (over 50 ms): ${tasks.length}${tasks.length ? `, longest ${f(Math.max(...tasks))} ms` : ''}`);
	const part = (key) => `${f((100 * (after[key] - before[key])) / ms)} %`;
	console.log(`  main thread busy ${part('task')}: scripts ${part('script')}, layout and style ${part('layout')}`);
}

const site = await openChromium();

// A page of its own with these settings and its reviews loaded; it has no earlier runs.
async function openPage(settings) {
	const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
	const page = await context.newPage();
	page.setDefaultTimeout(600_000);
	const session = await context.newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	await page.goto(`${site.address}#cells=simple-rnn,lstm,gru&patience=0&${settings}`);
	await page.locator('.buttons .main:enabled').waitFor();
	await page.getByText('(None, 1)', { exact: true }).first().waitFor();
	return {
		page,
		heap: () => heapOf(session),
		// Without scrolling to it.
		start: () => page.locator('.buttons .main').evaluate((button) => button.click()),
		async measure(name, ms) {
			const before = await timeOf(session);
			const watched = await watchFrames(page, ms);
			report(name, watched, before, await timeOf(session), ms);
		},
		close: () => context.close(),
	};
}

async function watchRace() {
	const { page, start, measure, close } = await openPage('epochs=10000');
	await measure('Before a run', 3000);
	await start();
	await page.locator('.plane').first().waitFor();
	await measure('Training three cells', 1000 * seconds);
	await page.locator('#review').fill(review);
	await page.evaluate(() => scrollTo(0, 0));
	await measure('Training three cells, classifying a review', (1000 * seconds) / 2);
	await close();
}

// In turns with the same page without the drawing, and so without the passes that the workers report for it.
async function watchNetwork() {
	const { page, start, measure, close } = await openPage('epochs=10000');
	const show = (display) =>
		page.locator('.drawing').evaluate((drawing, value) => (drawing.closest('section').style.display = value), display);
	const speed = (pace) => page.locator('.buttons select').first().selectOption(pace);
	await start();
	await page.locator('.plane').first().waitFor();
	for (const [name, pace] of [['at full speed', ''], ['at a batch a second', '1']]) {
		await speed(pace);
		for (let turn = 1; turn <= 3; turn++) {
			for (const [drawn, display] of [['without', 'none'], ['with', '']]) {
				await show(display);
				await page.waitForTimeout(1000);
				await measure(`Three cells ${name}, ${drawn} the network, turn ${turn}`, (1000 * seconds) / 4);
			}
		}
	}
	await close();
}

async function lookInside(units) {
	const { page, start, measure, close } = await openPage(`epochs=10000&units=${units}`);
	await page.locator('#review').fill(review);
	await start();
	await page.locator('.plane').first().waitFor();
	await openPart(page, 'inside');
	await measure(`${units} units, looked into word by word`, (1000 * seconds) / 2);
	await page.locator('.head .segments button', { hasText: 'With gates' }).first().click();
	await openPart(page, 'inside');
	await measure(`${units} units, with all gates`, (1000 * seconds) / 2);
	await openPart(page, 'learning');
	await page.locator('#gradients-title').waitFor();
	await measure(`${units} units, looked into the run`, (1000 * seconds) / 2);
	await close();
}

// Short comparisons of small networks, so that the run list fills up and the oldest go.
async function longSession(name, prepare) {
	const { page, start, measure, heap, close } = await openPage('epochs=3&units=2&length=10&words=50&embedding=2&batch=512');
	await prepare(page);
	console.log(`\n${name}: script heap of the page after every fifth comparison, MB`);
	const heaps = [await heap()];
	for (let number = 1; number <= comparisons; number++) {
		await start();
		await page.locator('ol .name', { hasText: new RegExp(`GRU ${number}\\b`) }).first().waitFor();
		await page.locator('.buttons .main', { hasText: 'New run' }).waitFor();
		if (number % 5 === 0) heaps.push(await heap());
	}
	console.log(`  ${heaps.map((size) => size.toFixed(1)).join(', ')}`);
	const runs = await page.locator('ol button.row').count();
	await page.locator('#field-epochs').evaluate((field) => {
		field.value = '10000';
		field.dispatchEvent(new Event('input', { bubbles: true }));
	});
	await start();
	await page.getByRole('button', { name: 'Pause' }).waitFor();
	await measure(`${name}, training with ${runs} runs on the charts`, (1000 * seconds) / 2);
	console.log(`  heap ${(await heap()).toFixed(1)} MB`);
	await page.waitForTimeout(1000 * seconds);
	const epochs = await page.locator('tr.racer td .value').first().textContent();
	console.log(`  heap ${(await heap()).toFixed(1)} MB after ${seconds} s more, at epoch ${epochs}`);
	await close();
}

async function watchTheRest() {
	await watchRace();
	await lookInside(8);
	await lookInside(64);
	await longSession('A long session', async () => {});
	await longSession('The same with the guide and Look inside open', async (page) => {
		await page.locator('header button', { hasText: 'Guide' }).click();
		await page.locator('#review').fill(review);
		await openPart(page, 'inside');
	});
}

try {
	await watchNetwork();
	if (!values.network) await watchTheRest();
} finally {
	await site.close();
}
