// @vitest-environment happy-dom
// The textbook's runs in the page: they go on in turn, whichever part of the page is open.
import { expect, test, vi } from 'vitest';
import { chapterTexts } from '../../src/i18n/chapter.ts';
import { keepPage } from './the-page.ts';

const page = keepPage(['simple-rnn']);

test('the next run begins while another part is open', () => {
	page.becomeReady();
	page.model.chapter.beginAll();
	page.flush();
	expect(page.model.parts.current).toBe('train');
	expect(page.model.chapter.queue).toHaveLength(5);
	page.began();
	page.update('finished', { stoppedEarly: true, finishedEpochs: 1 }, 1);
	expect(page.model.chapter.queue).toHaveLength(4);
});

test('the textbook’s nn.RNN is trained by a button, and its result stands beside what was recorded', { timeout: 60_000 }, async () => {
	page.becomeReady();
	page.model.chapter.edition = 2;
	page.model.parts.open('textbook');
	page.flush();
	const row = () => [...document.querySelectorAll('.pytorch tbody tr')].find((one) => one.textContent?.includes('nn.RNN'))!;
	await vi.waitUntil(() => {
		page.flush();
		return row();
	}, 50_000);
	row().querySelector('button')!.click();
	page.flush();
	expect(page.worker.last('start')?.settings).toMatchObject({ convention: 'pytorch', cell: 'simple-rnn', optimizer: 'adam', patience: '2' });
	page.began();
	expect(row().querySelector('button')!.disabled).toBe(true);
	page.update('finished', { stoppedEarly: true, finishedEpochs: 1 }, 1);
	page.flush();
	expect(row().textContent).toContain(chapterTexts.en.pytorch.result('0.4300', '79.6%', '1'));
	expect(row().querySelector('button')!.disabled).toBe(false);
});
