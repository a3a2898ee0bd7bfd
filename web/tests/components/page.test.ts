// @vitest-environment happy-dom
// The page against scripted workers: what it shows in each state, and what it asks for.
import { mount, unmount } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import Footer from '../../src/components/frame/Footer.svelte';
import { version } from '../../src/protocol/version.ts';
import type { Failure } from '../../src/protocol/types.ts';
import { guidePages } from '../../src/model/guide/pages.ts';
import { pageDefaults, presets } from '../../src/model/settings/settings.ts';
import { en } from '../../src/i18n/en.ts';
import { ko } from '../../src/i18n/ko.ts';
import { languageNames } from '../../src/i18n/load.ts';
import { official, type ScriptedWorker } from './scripted-worker.ts';
import { button, click, keepPage, text, type } from './the-page.ts';

const page = keepPage(['gru']);
const say = (message: Parameters<ScriptedWorker['say']>[0]) => page.say(message);
const becomeReady = () => page.becomeReady();
const begin = () => page.begin();
const began = () => page.began();
const update = (...given: Parameters<typeof page.update>) => page.update(...given);

describe('while it loads', () => {
	test('shows how much of the corpus has arrived', () => {
		expect(page.worker.last('load')).toBeDefined();
		page.offer();
		expect(page.library.last('corpus')?.id).toBe('imdb');
		page.tell({ type: 'loading', of: page.library.last('corpus')!.request, received: 1_200_000, total: 4_800_000 });
		expect(text()).toContain('1.2\u00a0MB of 4.8\u00a0MB'.replace(/\s+/g, ' '));
		expect(document.querySelector('progress')?.value).toBe(1_200_000);
	});

	test('Start waits for the corpus, and can be taken back', () => {
		click(en.controls.start);
		expect(text()).toContain(en.state.waiting);
		click(en.controls.wait);
		becomeReady();
		expect(page.worker.last('start')).toBeUndefined();
	});

	test('Start waits for the corpus, and then happens', () => {
		click(en.controls.start);
		becomeReady();
		expect(page.worker.last('start')).toMatchObject({ until: 'end' });
	});

	test('a worker to train waits until the library has its engine, so that the first prediction comes first', () => {
		page.loadAgain();
		expect(page.workers.length).toBe(1); // that of the load before
		page.tell({ type: 'engine', engine: 'simd' });
		expect(page.workers.length).toBe(2);
		becomeReady();
		expect(page.workers.length).toBe(2);
	});

	test('Start does not wait for it', () => {
		page.loadAgain();
		click(en.controls.start);
		expect(page.workers.length).toBe(2);
		becomeReady();
		expect(page.worker.last('start')).toMatchObject({ until: 'end' });
	});

	test('what the site offers is taken before the stores have been read', () => {
		page.tell({ type: 'offered', corpora: [official] });
		expect(page.library.last('corpus')?.id).toBe('imdb');
	});

	test('but not before a choice of the last visit may be found on them', () => {
		page.model.library.prefer('mine');
		page.tell({ type: 'offered', corpora: [official] });
		expect(page.library.last('corpus')).toBeUndefined();
		const own = { ...official, id: 'mine', kind: 'own' };
		page.tell({ type: 'records', store: 'corpora', records: [own] });
		expect(page.library.last('corpus')?.id).toBe('mine');
	});

	test('a choice of the last visit that is gone gives way to what the site offers', () => {
		page.model.library.prefer('mine');
		page.offer();
		expect(page.library.last('corpus')?.id).toBe('imdb');
	});

	test('hands the corpus over and becomes ready, with the table of the network', () => {
		becomeReady();
		expect(page.worker.last('corpus')?.file.byteLength).toBe(1);
		expect(document.querySelector('progress')).toBeNull();
		expect(button(en.controls.start).disabled).toBe(false);
		expect(document.querySelector('tfoot')?.textContent).toContain('8,633');
		expect(page.worker.last('prepare')?.settings).toEqual(pageDefaults);
		expect(page.worker.last('pace')).toMatchObject({ type: 'pace', pace: null });
	});

	test('says what is missing, and tries again with a new worker', () => {
		page.offer();
		page.library.fail('corpus', { kind: 'corpus-missing', url: 'http://a/corpus' });
		page.flush();
		expect(document.querySelector('[role=alert]')?.textContent).toContain('http://a/corpus');
		const first = page.worker;
		click(en.failures.retry);
		expect(first.terminate).toHaveBeenCalled();
		becomeReady();
		expect(page.workers.length).toBe(2);
		expect(document.querySelector('[role=alert]')).toBeNull();
	});
});

describe('a run', () => {
	beforeEach(() => becomeReady());

	test('starts with the settings of the form, pauses, goes on, stops', () => {
		type('field-units', '12');
		click(en.controls.start);
		expect(page.worker.last('start')).toMatchObject({ until: 'end', settings: { units: '12', cell: 'gru' } });
		began();
		update('running', { epoch: 2, batch: 100 });
		click(en.controls.pause);
		expect(page.worker.last('pause')).toBeDefined();
		update('paused', { epoch: 2, batch: 100 });
		expect(text()).toContain(en.state.paused(2));
		click(en.controls.continue);
		expect(page.worker.last('continue')?.until).toBe('end');
		click(en.controls.stop);
		expect(page.worker.last('stop')).toBeDefined();
	});

	test('a step begins a run, and then goes on with it', () => {
		click(en.controls.stepBatch);
		expect(page.worker.last('start')?.until).toBe('batch');
		began();
		update('paused', { trainedBatches: 1, batch: 1 });
		click(en.controls.stepEpoch);
		expect(page.worker.last('continue')?.until).toBe('epoch');
	});

	test('shows the latest and the best epoch, and how patience counts', () => {
		begin();
		update('running', { epoch: 3, finishedEpochs: 2, bestEpoch: 1, epochsWithoutImprovement: 1 }, 2);
		expect(text()).toContain('79.6%');
		expect(text()).toContain('0.4300');
		expect(text()).toContain(en.numbers.patienceUsed(1, 3));
		expect(document.querySelectorAll('.dots .used')).toHaveLength(1);
		const chart = document.querySelector('#charts [role=img]')?.getAttribute('aria-label');
		expect(chart).toBe(`Loss. ${en.charts.summaryOfRun('GRU 1', 2, '0.4000', '0.4300', 1)}`);
	});

	test('announces epochs, but not every one of a fast run', () => {
		begin();
		vi.advanceTimersByTime(5000);
		const announced = () => document.querySelector('p.unseen[role=status]')?.textContent ?? '';
		update('running', { epoch: 2, finishedEpochs: 1, bestEpoch: 1 }, 1);
		vi.advanceTimersByTime(1);
		page.flush();
		expect(announced()).toContain('epoch 1');
		update('running', { epoch: 3, finishedEpochs: 2, bestEpoch: 1 }, 1);
		vi.advanceTimersByTime(1000);
		page.flush();
		expect(announced()).toContain('epoch 1');
		vi.advanceTimersByTime(4000);
		page.flush();
		expect(announced()).toContain('epoch 2');
	});

	test('says that the best weights are back', () => {
		begin();
		const end = { finishedEpochs: 6, bestEpoch: 3, stoppedEarly: true, epochsWithoutImprovement: 3 };
		update('finished', { phase: 'finished', ...end }, 6);
		expect(text()).toContain(en.state.stoppedEarly(3));
		expect(text()).toContain(en.numbers.restored);
		expect(document.querySelector('p.unseen[role=status]')?.textContent).toBe('');
		vi.advanceTimersByTime(1);
		page.flush();
		expect(document.querySelector('p.unseen[role=status]')?.textContent).toContain(en.state.stoppedEarly(3));
		expect(button(en.controls.startNew).disabled).toBe(false);
		expect(button(en.controls.stop).disabled).toBe(true);
	});

	test('says when the settings are no longer those of the run', () => {
		begin();
		update('running', {});
		expect(document.querySelector('.changed')).toBeNull();
		type('field-seed', '7');
		expect(text()).toContain(en.state.changed('seed 42 → 7'));
		click(en.controls.startOver);
		expect(page.worker.last('start')?.settings.seed).toBe('7');
	});
});

describe('what is folded away', () => {
	const seed = () => document.querySelector('#field-seed');

	test('is drawn when the page has nothing more urgent to do', () => {
		expect(seed()).toBeNull();
		vi.advanceTimersByTime(5000);
		page.flush();
		expect(seed()).not.toBeNull();
		expect(seed()!.closest('[hidden]')).not.toBeNull();
	});

	test('is drawn at once for a reader who unfolds it', () => {
		click(en.settings.more);
		expect(seed()!.closest('[hidden]')).toBeNull();
	});
});

describe('settings', () => {
	beforeEach(() => becomeReady());

	test('an impossible one has its message beside it, and no run begins', () => {
		type('field-units', 'many');
		const failure: Failure = { kind: 'engine', status: 'bad-setting', subject: 'units', message: '' };
		say({ type: 'prepared', failures: [failure], network: null });
		const field = document.querySelector('#field-units');
		expect(field?.getAttribute('aria-invalid')).toBe('true');
		expect(document.querySelector('#help-units')?.textContent).toMatch(/^A whole number from 1 to 512 /);
		click(en.controls.start);
		expect(page.worker.last('start')).toBeUndefined();
		expect(document.activeElement).toBe(field);
	});

	test('more words than the corpus has are explained', () => {
		type('field-words', '20000');
		const failure: Failure = { kind: 'engine', status: 'mismatch', subject: 'words', message: '' };
		say({ type: 'prepared', failures: [failure], network: null });
		expect(document.querySelector('#help-words')?.textContent).toBe(en.settings.wordsOfCorpus('10,000'));
	});

	test('layers stack the units', () => {
		type('field-layers', '3');
		expect(page.worker.last('prepare')?.settings.units).toBe('8,8,8');
	});

	test('a preset fills the form', () => {
		const preset = document.querySelector<HTMLSelectElement>('.preset select')!;
		preset.value = 'run5';
		preset.dispatchEvent(new Event('change', { bubbles: true }));
		page.flush();
		expect(document.querySelector<HTMLInputElement>('#field-units')?.value).toBe('8,8');
		expect(document.querySelector<HTMLInputElement>('#field-dropout')?.value).toBe('0.3');
		expect(button('LSTM').getAttribute('aria-pressed')).toBe('true');
		expect(button('GRU').getAttribute('aria-pressed')).toBe('false');
	});
});

describe('the review', () => {
	beforeEach(() => becomeReady());

	const classify = (review: string, probability: number) =>
		say({
			type: 'prediction',
			prediction: {
				text: review,
				prediction: { logit: 0, probability, label: Number(probability > 0.5), words: 2, unknown: 1 },
				pieces: [
					{ text: 'good ', unknown: false },
					{ text: 'grumpf', unknown: true },
				],
			},
		});

	test('is sent as it is typed, and the prediction is shown in words', () => {
		begin();
		update('running', {});
		type('review', 'good grumpf');
		expect(page.worker.last('review')?.text).toBe('good grumpf');
		classify('good grumpf', 0.83);
		expect(document.querySelector('.word')?.textContent).toMatch(/positive 83%/);
		expect(document.querySelector('[role=meter]')?.getAttribute('aria-valuenow')).toBe('83');
		expect(document.querySelector('.marks mark')?.textContent).toBe('grumpf');
		classify('good grumpf', 0.21);
		expect(document.querySelector('.word')?.textContent).toMatch(/negative 79%/);
	});

	test('an answer to an older text is not shown, and an empty box has no prediction', () => {
		begin();
		update('running', {});
		type('review', 'good grumpf!');
		classify('good grumpf', 0.83);
		expect(text()).toContain(en.review.waiting);
		classify('good grumpf!', 0.83);
		type('review', '');
		expect(text()).toContain(en.review.waiting);
	});
});

test('speaks Korean, and remembers it', async () => {
	becomeReady();
	click(languageNames.ko);
	await vi.waitFor(() => expect(document.documentElement.lang).toBe('ko'), 30_000);
	page.flush();
	expect(button(ko.controls.start).disabled).toBe(false);
	expect(localStorage.getItem('unroll-language')).toBe('ko');
});

test('a crash is reported, and the page starts over', () => {
	becomeReady();
	page.worker.onerror?.({ message: 'unreachable executed' } as ErrorEvent);
	page.flush();
	expect(document.querySelector('[role=alert]')?.textContent).toContain(en.failures.crashed.title);
	click(en.failures.retry);
	page.tell({ type: 'engine', engine: 'simd' });
	expect(page.workers.length).toBe(2);
});

describe('reviews that were cut into pieces', () => {
	const pieces = { trainReviews: 800, testReviews: 200, words: 9412, tail: 200, knownWords: 9408, source: 'own', tokenizer: 'subwords' as const };

	test('leave a preset its name, and a network that validates on the test half the reviews that there are', () => {
		becomeReady();
		const { form } = page.model;
		const keras = presets.kerasExample;
		form.use(keras);
		form.fit({ ...pieces, words: 10_000, tokenizer: 'words', testReviews: 0 });
		expect([form.settings.words, form.settings['held-out'], form.preset]).toEqual(['10000', 'random', 'kerasExample']);
		form.fit({ ...pieces, words: 30_000, tokenizer: 'words' });
		expect([form.settings.words, form.settings['held-out'], form.preset]).toEqual(['20000', 'test', 'kerasExample']);
		form.fit({ ...pieces, words: 10_000, tokenizer: 'words', testReviews: 0 });
		form.set('held-out', 'last'); // the reader's own choice stays
		expect(form.preset).toBeNull();
		form.fit({ ...pieces, words: 30_000, tokenizer: 'words' });
		expect([form.settings.words, form.settings['held-out']]).toEqual(['20000', 'last']);
		form.use(pageDefaults);
		form.fit(pieces);
		expect(form.settings.words).toBe('9412');
	});

	test('are trained on with all of them, and what was wanted comes back with reviews in words', () => {
		becomeReady();
		const { form } = page.model;
		expect(form.settings.words).toBe(pageDefaults.words);
		form.fit(pieces);
		expect(form.settings.words).toBe('9412');
		form.use({ ...pageDefaults, words: '10000' });
		expect(form.settings.words).toBe('9412');
		form.set('words', '4000'); // the reader's own choice stays
		form.fit(pieces);
		expect(form.settings.words).toBe('4000');
		form.use({ ...pageDefaults, words: '10000' });
		form.fit({ ...pieces, words: 10_000, tokenizer: 'words' });
		expect(form.settings.words).toBe('10000');
		form.use(pageDefaults);
		form.fit(pieces);
		form.fit(null); // they are left for others
		expect(form.settings.words).toBe(pageDefaults.words);
		form.fit(pieces);
		form.fit({ ...pieces, words: 3000 });
		expect(form.settings.words).toBe('3000');
		form.fit({ ...pieces, words: 10_000, tokenizer: 'words' });
		expect(form.settings.words).toBe(pageDefaults.words);
	});

	test('leave a preset the one that it was', () => {
		becomeReady();
		const preset = () => document.querySelector<HTMLSelectElement>('.preset select')?.selectedOptions[0]?.textContent;
		page.model.useSettings(pageDefaults, ['simple-rnn', 'lstm', 'gru']);
		page.model.form.fit(pieces);
		page.flush();
		expect(page.model.form.settings.words).toBe('9412');
		expect(preset()).toBe(en.settings.presetNames.quick);
		page.model.form.set('words', '4000');
		page.flush();
		expect(preset()).toBe(en.settings.ownSettings);
	});

	test('are trained on with all of them also where Start was pressed before they were there', () => {
		click(en.controls.start);
		page.becomeReady(pieces);
		expect(page.worker.last('start')?.settings.words).toBe('9412');
		expect(page.model.runs.all.at(-1)?.settings.words).toBe('9412');
	});
});

describe('with Korean reviews', () => {
	const korean = { ...official, id: 'nsmc', language: 'ko' as const };
	beforeEach(() => {
		page.tell({ type: 'offered', corpora: [korean, { ...official, language: 'en' }] });
		page.model.library.choose('nsmc');
		page.flush();
	});

	test('no preset promises the accuracy that it has on English ones', () => {
		const names = () => [...document.querySelectorAll('.preset option')].map((option) => option.textContent);
		expect(names()).not.toContain(en.settings.presetNames.swift);
		page.model.library.choose('imdb');
		page.flush();
		expect(names()).toContain(en.settings.presetNames.swift);
	});

	test('the guide trains on the English ones, which its claims were measured with, and offers reviews in the language of those in use', () => {
		const trialsOf = (name: string) => guidePages.find((one) => one.name === name)!.trials;
		page.model.tryOut(trialsOf('review').praise!);
		expect(page.model.review.text).toBe(trialsOf('review').praise!.review!.ko);
		page.model.tryOut(trialsOf('padding').short!);
		expect(page.model.library.chosen).toBe('imdb');
		page.model.tryOut(trialsOf('review').praise!);
		expect(page.model.review.text).toBe(trialsOf('review').praise!.review!.en);
	});
});

test('the last lines say which version the page is, and what its reviews are', () => {
	becomeReady();
	const target = document.createElement('div');
	const footer = mount(Footer, { target, props: { page: page.model } });
	expect(target.textContent).toContain(`Version ${version}`);
	expect(target.textContent).toContain('25,000 labelled reviews');
	void unmount(footer);
});
