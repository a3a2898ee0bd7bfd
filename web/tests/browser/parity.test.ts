// The engine in Chromium computes the bits that it computes everywhere: every build gives the known answer there.
import { expect, test } from 'vitest';
import { knownAnswer } from '../../src/engine/known-answer.ts';
import { engineBytes, kinds } from '../engine/built.ts';
import { openBrowser, openPage, serveSite, siteIsBuilt } from './page.ts';

test.skipIf(!siteIsBuilt)('the known answer in Chromium', { timeout: 60_000 }, async () => {
	const server = await serveSite();
	const browser = await openBrowser();
	try {
		const { page } = await openPage(browser, server.address);
		for (const kind of kinds) {
			const answer = await page.evaluate(async (file) => {
				const shared = new WebAssembly.Memory({ initial: 256, maximum: 32768, shared: true });
				const { instance } = await WebAssembly.instantiate(new Uint8Array(file), {
					env: { memory: shared, emscripten_notify_memory_growth: () => {} },
				});
				const { memory, _initialize, malloc, known_answer } = instance.exports as {
					memory: WebAssembly.Memory | undefined; // its own, where it does not share
					_initialize: () => void;
					malloc: (bytes: number) => number;
					known_answer: (text: number) => void;
				};
				_initialize();
				const text = malloc(65);
				known_answer(text); // before the buffer is read: the call may grow the memory
				return new TextDecoder().decode(new Uint8Array((memory ?? shared).buffer).slice(text, text + 64));
			}, [...engineBytes(kind)]);
			expect(answer).toBe(knownAnswer);
		}
	} finally {
		await browser.close();
		server.close();
	}
});
