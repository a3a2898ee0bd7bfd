// @vitest-environment happy-dom
// What the page does when something fails, or comes late: an answer to one request spoils no other, and nothing that is stored
// keeps the page from working.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import * as languages from '../../src/i18n/load.ts';
import { ko } from '../../src/i18n/ko.ts';
import type { StoredRun } from '../../src/model/runs/stored-run.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import type { Failure } from '../../src/protocol/types.ts';
import { madeUpProgress } from '../plain/made-up-progress.ts';
import { corpus, network } from './scripted-worker.ts';
import { button, click, keepPage, text, type } from './the-page.ts';

const page = keepPage(['gru']);
const alert = () => document.querySelector('[role=alert]')?.textContent ?? '';
const noWords: Failure = { kind: 'engine', status: 'mismatch', subject: 'vocabulary', message: 'the model knows no words' };
const crashed: Failure = { kind: 'crashed', message: 'unreachable' };

const stored = (activity: StoredRun['activity'], changes: object = {}): StoredRun => ({
	...{ id: 'gru/1/before', number: 1, name: '', hidden: false, settings: pageDefaults, network, corpus: 'd', corpusId: 'imdb' },
	difference: { before: null, changes: [], otherCorpus: false },
	activity,
	progress: madeUpProgress({ finishedEpochs: 1 }),
	fingerprint: null,
	history: {
		epochs: { epochs: [], best: null, count: 0, stride: 1 },
		batches: { positions: [], loss: [], accuracy: [], stride: 1 },
	},
	time: 1,
	...changes,
});
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('a prediction that is impossible', () => {
	beforeEach(() => {
		page.becomeReady();
		page.begin();
		type('review', 'a fine film');
	});

	test('is an answer: the run goes on, and so do later predictions', () => {
		page.say({ type: 'prediction-failed', text: 'a fine film', failure: noWords });
		expect(alert()).toContain(en.failures.noVocabulary.title);
		expect(button(en.failures.dismiss)).toBeDefined();
		expect(page.model.state).toBe('running');
		page.update('finished', { phase: 'finished', finishedEpochs: 20 }, 1);
		expect(page.model.state).toBe('finished');
	});

	test('by one of the models that came with the page leaves the library working', () => {
		page.tell({ type: 'predictions', text: 'a fine film', results: [], failure: noWords });
		expect(page.model.library.failure).toBeNull();
		page.library.fail('review', noWords);
		page.flush();
		expect(page.model.state).toBe('running');
	});
});

describe('an engine that has crashed', () => {
	beforeEach(() => page.becomeReady());

	test('ends its run, and Start begins anew with another worker', () => {
		page.begin();
		page.update('running', {});
		page.say({ type: 'failed', request: null, failure: crashed });
		expect(alert()).toContain(en.failures.crashed.title);
		expect(page.model.runs.all).toMatchObject([{ activity: 'finished', interrupted: true }]);
		page.model.start('end');
		expect(page.workers).toHaveLength(2);
		page.say({ type: 'ready', engine: 'simd' });
		page.say({ type: 'opened', corpus });
		page.began();
		page.update('running', {});
		expect(page.model.state).toBe('running');
	});

	test('while a run begins leaves no trace of it', () => {
		page.model.start('end');
		page.worker.fail('start', crashed);
		page.flush();
		expect(page.model.runs.all).toEqual([]);
		expect(page.worker.terminate).toHaveBeenCalled();
	});

	test('in the library is replaced by Start, too', () => {
		page.library.fail('review', crashed);
		page.library.post({ type: 'failed', request: null, failure: crashed });
		page.flush();
		expect(page.model.state).toBe('broken');
		const before = page.library;
		click(en.controls.start);
		expect(page.library).not.toBe(before);
		page.becomeReady();
		expect(page.worker.last('start')).toBeDefined();
	});
});

describe('what comes late', () => {
	test('reviews that are opened after others were chosen are not trained on', () => {
		page.becomeReady();
		page.model.library.choose('imdb');
		page.tell({ type: 'corpus', digest: 'd', file: new ArrayBuffer(1) });
		const late = page.worker.last('corpus')!.request;
		page.model.library.choose('synthetic');
		page.worker.post({ type: 'opened', request: late, corpus });
		expect(page.model.race.clients[0]?.ready).toBe(false);
		expect(page.model.library.corpus).toBeNull();
	});

	test('a file of reviews for an earlier choice of the same does not count', () => {
		page.becomeReady();
		page.model.library.choose('imdb');
		const late = page.library.last('corpus')!.request;
		page.model.library.choose('synthetic');
		page.model.library.choose('imdb');
		page.library.post({ type: 'corpus', request: late, digest: 'old', file: new ArrayBuffer(1) });
		expect(page.model.library.digest).toBe('');
	});

	test('an import that was cancelled does not cancel the next one', () => {
		page.becomeReady();
		const { imports } = page.model.library;
		imports.take([new File(['a'], 'a.csv')]);
		const first = page.library.last('import')!.request;
		imports.cancel();
		expect(page.library.last('cancel')?.import).toBe(first);
		page.tell({ type: 'importing', of: first, progress: { reviews: 9, read: 9, total: 9 } });
		expect(imports.phase).toBe('none');
		imports.take([new File(['b'], 'b.csv')]);
		page.tell({ type: 'importing', of: page.library.last('import')!.request, progress: { reviews: 1, read: 1, total: 2 } });
		page.library.post({ type: 'cancelled', request: first });
		expect(imports.phase).toBe('running');
		const second = page.library.last('import')!.request;
		imports.take([new File(['c'], 'c.csv')]);
		page.library.post({ type: 'cancelled', request: second });
		expect(imports.phase).toBe('looking');
	});

	test('a language that arrives after another was chosen is not spoken', async () => {
		let arrive = (_: typeof en) => {};
		const load = vi.spyOn(languages, 'loadText').mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
		const late = page.model.setLanguage('ko');
		await page.model.setLanguage('en');
		arrive(ko);
		await late;
		expect(page.model.language).toBe('en');
		load.mockRestore();
	});

	test('of what is typed fast the networks get the newest text', () => {
		page.becomeReady();
		const sent = () => page.worker.received.flatMap((command) => (command.type === 'review' ? [command.text] : []));
		const before = sent().length;
		for (const typed of ['g', 'go', 'goo', 'good']) {
			page.model.review.set(typed);
		}
		vi.advanceTimersByTime(1000);
		expect(sent().slice(before)).toEqual(['g', 'good']);
	});

	test('of settings that change fast the worker checks the newest, once it has answered on those before', () => {
		page.becomeReady();
		const sent = () => page.worker.received.flatMap((command) => (command.type === 'prepare' ? [command.settings.units] : []));
		const before = sent().length;
		for (const units of ['1', '16', '160']) {
			type('field-units', units);
		}
		expect(sent().slice(before)).toEqual(['1']);
		page.say({ type: 'prepared', failures: [noWords], network: null });
		expect(page.model.form.failures).toEqual([]); // it was about other settings
		expect(sent().slice(before)).toEqual(['1', '160']);
		page.worker.fail('prepare', { kind: 'unexpected', message: '' });
		type('field-units', '32');
		expect(sent().slice(before)).toEqual(['1', '160', '32']);
	});
});

describe('runs of an earlier visit', () => {
	const restore = async (...records: object[]) => {
		page.tell({ type: 'records', store: 'runs', records: records as StoredRun[] });
		await settle();
		page.flush();
	};
	const takeCheckpoint = async () => {
		page.tell({ type: 'taken', file: new ArrayBuffer(8) });
		await settle();
	};

	test('one that is to go on does not override a Start that was pressed meanwhile', async () => {
		await restore(stored('running'));
		page.becomeReady();
		expect(page.library.last('take')).toMatchObject({ name: 'checkpoint' });
		page.model.start('end');
		await takeCheckpoint();
		expect(page.worker.last('resume')).toBeUndefined();
		expect(page.model.race.runs.map(({ id }) => id)).toEqual(['gru/2/test']);
	});

	test('one counts as paused until it has got on: a page that does not survive it leaves it alone', async () => {
		const request = (_: string, __: object, task: (lock: object) => Promise<void>) => task({});
		const locks = vi.spyOn(navigator, 'locks', 'get').mockReturnValue({ request } as never);
		await restore(stored('running'));
		page.becomeReady();
		await takeCheckpoint();
		expect(page.worker.last('resume')?.until).toBe('end');
		expect(page.library.last('keep')?.record).toMatchObject({ id: 'gru/1/before', activity: 'paused' });
		locks.mockRestore();
	});

	test('one that cannot be resumed has ended, and is stored so', async () => {
		await restore(stored('paused'));
		page.becomeReady();
		await takeCheckpoint();
		page.worker.fail('resume', noWords);
		await settle();
		expect(page.model.runs.all).toMatchObject([{ id: 'gru/1/before', activity: 'finished' }]);
		expect(page.library.last('keep')?.record).toMatchObject({ activity: 'finished' });
		expect(page.model.state).not.toBe('broken');
	});

	test('records that are no runs are left alone, and the others are shown', async () => {
		const odd = [
			{ id: 'a' },
			stored('finished', { id: 'b', settings: { cell: 'perceptron' } }),
			stored('finished', { id: 'c', history: { epochs: [] } }),
			stored('finished', { id: 'd', network: null }),
			stored('finished', { id: 'e', number: 'many' }),
		];
		await restore(...odd, stored('finished'));
		expect(page.model.runs.all.map(({ id }) => id)).toEqual(['gru/1/before']);
		expect(text()).toContain('GRU 1');
	});
});
