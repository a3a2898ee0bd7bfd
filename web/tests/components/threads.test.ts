// @vitest-environment happy-dom
// Cells that race share the processors; one that trains alone has them all.
import { expect, test } from 'vitest';
import { keepPage } from './the-page.ts';

const page = keepPage(['simple-rnn', 'lstm', 'gru'], 8);
const threads = () => page.workers.map((worker) => worker.last('load')?.threads);

test('each of three has a third, and a cell that then trains alone gets a worker with all', () => {
	expect(threads()).toEqual([2, 2, 2]);
	page.becomeReady();
	page.model.chooseCells(['gru']);
	page.model.start('end');
	expect(threads()).toEqual([2, 2, 2, 8]);
	expect(page.workers[2]?.terminate).toHaveBeenCalled();
	expect(page.worker.last('start')).toBeUndefined(); // it waits until the new worker has the reviews
	page.say({ type: 'ready', engine: 'simd' });
	page.say({ type: 'opened', corpus: page.model.library.corpus! });
	expect(page.worker.last('start')?.settings.cell).toBe('gru');
});

test('a race in the middle of its runs keeps its workers', () => {
	page.becomeReady();
	page.begin();
	page.update('running', {}, 0, page.workers[2]);
	page.model.chooseCells(['gru']);
	page.model.start('end');
	expect(threads()).toEqual([2, 2, 2]);
});
