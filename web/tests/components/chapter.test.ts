// @vitest-environment happy-dom
// The textbook's runs in the page: they go on in turn, whichever part of the page is open.
import { expect, test } from 'vitest';
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
