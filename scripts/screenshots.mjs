// The pictures of docs/screenshots, taken of build/site: on synthetic reviews, so that no real one is in them, and small.
//
//   node scripts/screenshots.mjs [NAME…]
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { openChromium } from '../bench/runners/chromium.mjs';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const MOST_BYTES = 150_000;
const review =
	'I went in expecting very little, and for the first half hour I got it: the jokes were old and the music was loud. Then it became one of the best films I have seen in years, despite a weak end.';

const desk = { viewport: { width: 1440, height: 900 } };
const dark = { ...desk, colorScheme: 'dark' };
const korean = { ...desk, locale: 'ko-KR' };
const phone = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2 };

const race = 'cells=simple-rnn,lstm,gru&corpus=synthetic&patience=3';

const main = (page) => page.locator('.buttons .main');
// Opens a part of the page, and waits until it is there.
async function openPart(page, part, title) {
	await page.locator(`nav a[href='#${part}']`).click();
	await page.locator(title).waitFor();
	await page.waitForTimeout(800);
}

const typeReview = (page) =>
	page.locator('#review').evaluate((box, text) => {
		box.value = text;
		box.dispatchEvent(new Event('input', { bubbles: true }));
	}, review);
const ended = (page) => page.locator('.buttons .main', { hasText: /New run|새로 시작/ }).waitFor();

async function begin(page) {
	await main(page).click();
	await page.locator('.plane').first().waitFor(); // an epoch has finished
}

// So far that the curves have a shape.
async function inTheMiddle(page) {
	await begin(page);
	await page.locator('td .value', { hasText: /^6$/ }).first().waitFor();
}

// What is on each picture: the page's settings, the browser's, and what is done before.
const pictures = {
	desktop: [race, desk, async (page) => {
		await inTheMiddle(page);
		await page.mouse.move(330, 760);
	}],
	finished: [`${race}&epochs=6`, dark, async (page) => {
		await begin(page);
		await ended(page);
	}],
	korean: [race, korean, inTheMiddle],
	phone: [race, phone, inTheMiddle],
	'phone-korean-dark': [`${race}&epochs=3`, { ...phone, locale: 'ko-KR', colorScheme: 'dark' }, async (page) => {
		await typeReview(page);
		await begin(page);
		await ended(page);
		await openPart(page, 'try', '#review-title');
	}],
	inside: [`${race}&epochs=4`, desk, async (page) => {
		await typeReview(page);
		await begin(page);
		await ended(page);
		await openPart(page, 'inside', '#inside-title');
		await page.locator('[role=slider].words').focus();
		await page.keyboard.press('End');
		await page.waitForTimeout(500);
	}],
	learning: [`${race}&epochs=4`, desk, async (page) => {
		await begin(page);
		await ended(page);
		await openPart(page, 'learning', '#live-title');
		await page.locator('#gradients-title').waitFor();
	}],
	error: [race, desk, async (page) => {
		const file = { name: 'imdb.npz', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0003\u0004, and no archive') };
		await openPart(page, 'data', '#reviews-title');
		await page.locator('input[type=file]').setInputFiles(file);
		await page.locator('section:has(#reviews-title) [role=alert]').waitFor();
		await page.locator('#field-units').fill('0');
		await page.locator('[aria-invalid=true]').waitFor();
		await page.locator('section:has(#reviews-title) [role=alert]').evaluate((alert) => alert.scrollIntoView({ block: 'center' }));
	}],
	guide: [`${race}&epochs=4`, desk, async (page) => {
		await begin(page);
		await ended(page);
		await page.locator('.guide').click();
		for (let turned = 0; turned < 4; turned++) await page.getByRole('complementary').getByRole('button', { name: 'Next' }).click();
		await page.waitForTimeout(1000);
	}],
	chapter: [race, desk, (page) => openPart(page, 'textbook', '#chapter-title')],
	print: [`${race}&epochs=6`, { viewport: { width: 718, height: 1040 }, colorScheme: 'dark' }, async (page) => {
		await begin(page);
		await ended(page);
		await page.emulateMedia({ media: 'print' });
		await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
	}],
};

// As WebP: Chromium writes it, in a page of its own. The first quality that makes it small enough.
async function toWebp(page, png) {
	for (const quality of [0.9, 0.8, 0.65, 0.5]) {
		const url = await page.evaluate(
			async ([data, wanted]) => {
				const picture = await createImageBitmap(await (await fetch(data)).blob());
				const canvas = document.createElement('canvas');
				[canvas.width, canvas.height] = [picture.width, picture.height];
				canvas.getContext('2d').drawImage(picture, 0, 0);
				return canvas.toDataURL('image/webp', wanted);
			},
			[`data:image/png;base64,${png.toString('base64')}`, quality],
		);
		const webp = Buffer.from(url.split(',')[1], 'base64');
		if (webp.length <= MOST_BYTES) return webp;
	}
	throw new Error(`it does not fit into ${MOST_BYTES} bytes`);
}

const site = await openChromium();
try {
	mkdirSync(folder, { recursive: true });
	const converter = await site.browser.newPage();
	const wanted = process.argv.slice(2);
	for (const [name, [settings, options, prepare]] of Object.entries(pictures)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const context = await site.browser.newContext({ locale: 'en-GB', serviceWorkers: 'block', ...options });
		const page = await context.newPage();
		page.setDefaultTimeout(120_000);
		// Nobody is new here.
		await page.addInitScript(() => localStorage.setItem('unroll-guide', 'seen'));
		await page.goto(`${site.address}#${settings}`);
		await page.locator('.buttons .main:enabled').waitFor();
		await page.getByText('(None, 1)', { exact: true }).first().waitFor();
		await prepare(page);
		await page.waitForTimeout(300);
		const webp = await toWebp(converter, await page.screenshot({ fullPage: name === 'print' }));
		writeFileSync(`${folder}${name}.webp`, webp);
		console.log(`docs/screenshots/${name}.webp: ${webp.length} bytes`);
		await context.close();
	}
} finally {
	await site.close();
}
