// Frames and memory of the page: a race of three cells, watched for a while, looked into, then a long session of short ones.
//
//   node bench/frames.mjs [--seconds 20] [--races 20]
//
// It needs build/site with reviews (./dev site). What it prints is of this machine, at this hour: nothing is judged.
import { parseArgs } from 'node:util';

import { openChromium } from './runners/chromium.mjs';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '20' }, races: { type: 'string', default: '20' } } });
const [seconds, races] = [Number(values.seconds), Number(values.races)];

// About as long as a network reads.
const review = `I went in expecting very little, and for the first half hour I got it: the jokes were old, the music was loud and nobody
seemed to want to be there. Then something odd happened. The two leads stopped trying to be funny and began to listen to each other, and from
there on it is one of the best films I have seen in years, warm and sad and worth every minute, despite a weak end.`;

const lookAt = (page, title) => page.locator(title).evaluate((heading) => heading.closest('section').scrollIntoView());

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

function tell(name, { frames, tasks }, before, after, ms) {
	const sorted = frames.toSorted((a, b) => a - b);
	const f = (value) => value.toFixed(1);
	console.log(`${name}: ${frames.length} frames in ${f(ms / 1000)} s (${f((1000 * frames.length) / ms)} a second)`);
	console.log(`  between frames, ms: median ${f(share(sorted, 0.5))}, 95 % ${f(share(sorted, 0.95))}, 99 % ${f(share(sorted, 0.99))}, longest ${f(sorted.at(-1))}`);
	console.log(`  long tasks (over 50 ms): ${tasks.length}${tasks.length ? `, longest ${f(Math.max(...tasks))} ms` : ''}`);
	const part = (key) => `${f((100 * (after[key] - before[key])) / ms)} %`;
	console.log(`  main thread busy ${part('task')}: scripts ${part('script')}, layout and style ${part('layout')}`);
}

const site = await openChromium();
try {
	const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
	const page = await context.newPage();
	page.setDefaultTimeout(600_000);
	const session = await context.newCDPSession(page);
	await session.send('Performance.enable', { timeDomain: 'threadTicks' });
	const main = page.locator('.buttons .main');
	const measure = async (name, ms) => {
		const before = await timeOf(session);
		const watched = await watchFrames(page, ms);
		tell(name, watched, before, await timeOf(session), ms);
	};

	await page.goto(`${site.address}#cells=simple-rnn,lstm,gru&epochs=10000&patience=0`);
	await page.locator('.buttons .main:enabled').waitFor();
	await page.getByText('(None, 1)', { exact: true }).first().waitFor();
	await measure('Before a run', 3000);
	await main.click();
	await page.locator('.plane').first().waitFor();
	await measure('Three cells racing', 1000 * seconds);
	await page.locator('#review').fill(review);
	await measure('Three cells racing, a review judged', (1000 * seconds) / 2);
	await main.click();

	for (const units of [8, 64]) {
		await page.goto('about:blank');
		await page.goto(`${site.address}#cells=simple-rnn,lstm,gru&epochs=10000&patience=0&units=${units}`);
		await page.locator('.buttons .main:enabled').waitFor();
		await page.locator('#review').fill(review);
		await main.click();
		await page.locator('.plane').first().waitFor();
		await lookAt(page, '#inside-title');
		await measure(`${units} units, looked into word by word`, (1000 * seconds) / 2);
		await page.locator('.head .segments button', { hasText: 'Gates too' }).first().click();
		await measure(`${units} units, with all gates`, (1000 * seconds) / 2);
		await lookAt(page, '#live-title');
		await page.locator('#gradients-title').waitFor();
		await measure(`${units} units, looked into the run`, (1000 * seconds) / 2);
		await main.click();
	}

	// Short races of small networks, so that the list of runs fills and the oldest go.
	await page.goto('about:blank');
	await page.goto(`${site.address}#cells=simple-rnn,lstm,gru&epochs=3&patience=0&units=2&length=10&words=50&embedding=2&batch=512`);
	await page.locator('.buttons .main:enabled').waitFor();
	await page.getByText('(None, 1)', { exact: true }).first().waitFor();
	console.log(`\nA long session: heap of the page's scripts after each fifth race, MB`);
	const heaps = [await heapOf(session)];
	for (let race = 1; race <= races; race++) {
		await main.click();
		await page.locator('ol .name', { hasText: `GRU ${race}` }).first().waitFor();
		await page.locator('.buttons .main', { hasText: 'New run' }).waitFor();
		if (race % 5 === 0) heaps.push(await heapOf(session));
	}
	console.log(`  ${heaps.map((heap) => heap.toFixed(1)).join(', ')}`);
	const runs = await page.locator('ol button.row').count();
	await page.evaluate(() => {
		const field = document.querySelector('#field-epochs');
		field.value = '10000';
		field.dispatchEvent(new Event('input', { bubbles: true }));
	});
	await main.click();
	await page.getByRole('button', { name: 'Pause' }).waitFor();
	await measure(`Racing with ${runs} runs on the chart`, (1000 * seconds) / 2);
	console.log(`  heap ${(await heapOf(session)).toFixed(1)} MB`);
	await page.waitForTimeout(1000 * seconds);
	console.log(`  heap ${(await heapOf(session)).toFixed(1)} MB after ${seconds} s more`);
	const epochs = await page.locator('tr.lane td .value').first().textContent();
	console.log(`  at epoch ${epochs}`);
} finally {
	await site.close();
}
