// The content policy: the page keeps to its own files, and cannot be made to run anything else; also where the server says
// nothing of it. That no suite's page is ever kept from what it needs is checked where a server is closed: page.ts.
import { describe, expect, test } from 'vitest';
import { finished, inChromium, openPage, ready, setSetting, siteIsBuilt } from './page.ts';

/** Tries what an injected text could try. It runs in the page, and uses nothing from outside. */
export const misbehave = () => {
	const script = document.createElement('script');
	script.textContent = 'document.title = "taken over"';
	document.head.append(script);
	const image = new Image();
	image.src = 'http://127.0.0.1:9/elsewhere.png';
	document.body.insertAdjacentHTML('beforeend', '<p id="styled" style="color: red">styled</p>');
	return { title: document.title, colour: document.getElementById('styled')!.style.color };
};

describe.skipIf(!siteIsBuilt)('the content policy', () => {
	const chromium = inChromium();

	test('is sent, and what it blocks is noticed by the tests', async () => {
		const { page, close } = await openPage(chromium.browser, chromium.server.address);
		expect(await page.evaluate(misbehave)).toEqual({ title: 'Unroll', colour: '' });
		const blocked: string[] = [];
		await expect
			.poll(() => {
				blocked.push(...chromium.server.takeBlocked());
				return ['script-src-elem', 'img-src', 'style-src-attr'].filter((rule) => !blocked.some((one) => one.startsWith(rule)));
			})
			.toEqual([]);
		await close();
	});

	test('stands in the page too, which trains under it', { timeout: 60_000 }, async () => {
		const { page, complaints, close } = await openPage(chromium.browser, 'about:blank');
		await page.route('**/*', async (route) => {
			const response = await route.fetch();
			await route.fulfill({ response, headers: { 'content-type': response.headers()['content-type'] ?? '' } });
		});
		await page.goto(chromium.server.address);
		await ready(page);
		await setSetting(page, 'epochs', '1');
		await page.locator('.buttons .main').click();
		await finished(page);
		expect(complaints).toEqual([]);
		expect(await page.evaluate(misbehave)).toEqual({ title: 'Unroll', colour: '' });
		expect(complaints.filter((text) => text.includes('Content Security Policy'))).toHaveLength(3);
		await close();
	});
});
