// @vitest-environment happy-dom
// What the models that came with the page say of a review, before anything has been trained.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Predictor, PredictorResult } from '../../src/protocol/library.ts';
import { en } from '../../src/i18n/en.ts';
import { wordByWordTexts } from '../../src/i18n/word-by-word.ts';
import { click, keepPage, text, type } from './the-page.ts';

const page = keepPage(['gru']);
const review = 'wunderbar gut';

const predictor: Predictor = {
	id: 'models/gru',
	kind: 'shipped',
	settings: { cell: 'gru', units: '8', words: '500' },
	parameters: 8633,
	fingerprint: '',
	test: { accuracy: 0.8198, reviews: 12_500 },
	extremes: { words: 40, known: 0.5 },
};

/** The predictor's answer, knowing so many of the two words. */
function predicts(known: number, probability = 0.53): void {
	const words = [0, 1].map((index) => ({ start: 10 * index, end: index ? 13 : 9, unknown: index >= known, probability }));
	const result: PredictorResult = { predictor: predictor.id, prediction: { logit: 0, probability, label: Number(probability > 0.5), words: 2, unknown: 2 - known }, words };
	page.tell({ type: 'predictions', text: review, results: [result], failure: null });
}

const said = () => document.querySelector('.prediction .pretrained .word')?.textContent;

/** The part of the page where they stand side by side, word by word. */
async function openTry(): Promise<void> {
	page.model.parts.open('try');
	await vi.waitUntil(() => {
		page.flush();
		return document.querySelector('.predictions');
	}, 20_000);
}

beforeEach(() => {
	page.tell({ type: 'predictors', predictors: [predictor] });
	type('review', review);
});

test('beside each stands how it did on the test reviews', async () => {
	predicts(2);
	await openTry();
	expect(text()).toContain(wordByWordTexts.en.predictorAccuracy('82.0%', '12,500'));
	expect(said()).toBe(en.review.positive('53%'));
});

test('one that nobody measured claims nothing', async () => {
	page.tell({ type: 'predictors', predictors: [{ ...predictor, test: undefined }] });
	predicts(2);
	await openTry();
	expect(text()).not.toContain('test reviews');
});

test('where it knows no word it says so, and gives no prediction', async () => {
	predicts(0);
	await openTry();
	expect(said()).toBe(en.review.knowsNothing);
	expect(text()).toContain(en.review.onlyUnknown);
	expect(document.querySelector('.pretrained [role=meter]')?.getAttribute('aria-valuetext')).toBe(en.review.knowsNothing);
	expect(document.querySelector('.scale .fill')).toBeNull();
	expect(document.querySelector('.predictions .said')?.textContent).toContain(en.review.knowsNothing);
	predicts(1);
	expect(said()).toBe(en.review.positive('53%'));
});

test('of a review much shorter than what was learned from, the prediction comes with a caution', async () => {
	predicts(2);
	expect(said()).toBe(en.review.positive('53%'));
	expect(document.querySelector('.review .note')?.textContent).toBe(en.review.short(40));
	await openTry();
	expect(document.querySelector('.predictions')?.textContent).toContain(en.review.short(40));
});

test('one that was trained on short texts predicts them without a caution, and one of which that is not known as well', () => {
	page.becomeReady(); // what is offered has longer reviews, but the predictor did not learn from it
	for (const extremes of [{ words: 1, known: 0.5 }, undefined]) {
		page.tell({ type: 'predictors', predictors: [{ ...predictor, extremes }] });
		type('review', review);
		predicts(2);
		expect(document.querySelector('.review .note')?.textContent).toBe(en.review.knowsAll);
	}
});

test('it is said whose prediction stands in front, and another one takes its place', async () => {
	const other: Predictor = { ...predictor, id: 'models/lstm', settings: { cell: 'lstm', units: '16', words: '1000' } };
	page.tell({ type: 'predictors', predictors: [predictor, other] });
	const result = (id: string, probability: number): PredictorResult => ({
		predictor: id,
		prediction: { logit: 0, probability, label: 1, words: 1, unknown: 0 },
		words: [{ start: 0, end: 9, unknown: false, probability }],
	});
	page.tell({ type: 'predictions', text: review, results: [result(predictor.id, 0.6), result(other.id, 0.8)], failure: null });
	await openTry();
	const front = () => ['.name', '.word'].map((part) => document.querySelector(`.prediction .front ${part}`)?.textContent?.trim());
	const listed = () => [...document.querySelectorAll('.predictions .name button')].map((button) => button.textContent);
	expect(front()).toEqual([undefined, undefined]);
	expect(listed()).toEqual(['GRU(8)', 'LSTM(16)']);
	click('GRU(8)');
	expect(front()).toEqual(['GRU(8)', en.review.positive('60%')]);
	click('LSTM(16)');
	expect(front()).toEqual(['LSTM(16)', en.review.positive('80%')]);
	expect(listed()).toEqual(['LSTM(16)', 'GRU(8)']);
	expect(document.querySelector('.predictions [aria-pressed=true]')?.textContent).toBe('LSTM(16)');
	click(en.review.notInFront);
	expect(document.querySelector('.predictions [aria-pressed=true]')).toBeNull();
});

test('a run that is used for predictions stands in front of the race, until the next one begins', async () => {
	page.becomeReady();
	page.begin();
	page.update('finished', { phase: 'finished' }, 1);
	page.say({ type: 'ended', run: page.worker.last('start')!.run, model: new ArrayBuffer(4) });
	const [run] = page.model.runs.all;
	page.model.togglePredictor(run!);
	page.tell({ type: 'predictors', predictors: [predictor, { ...predictor, id: run!.id, kind: 'run' }] });
	const prediction = { logit: 0, probability: 0.9, label: 1, words: 1, unknown: 0 };
	page.tell({ type: 'predictions', text: review, results: [{ predictor: run!.id, prediction, words: [] }], failure: null });
	const line = document.querySelector('.prediction li');
	expect(line?.querySelector('.name')?.textContent?.trim()).toBe('GRU 1');
	expect(line?.querySelector('.word')?.textContent).toBe(en.review.positive('90%'));
	page.begin();
	page.flush();
	expect(page.model.review.front).toBeNull();
});

test('the caution is about the reviews that the run in front has learned from, not those of the race', () => {
	page.becomeReady();
	page.begin();
	page.update('finished', { phase: 'finished' }, 1);
	page.say({ type: 'ended', run: page.worker.last('start')!.run, model: new ArrayBuffer(4) });
	const [run] = page.model.runs.all;
	run!.network = { ...run!.network!, extremes: { words: 7, known: 0 } };
	page.begin();
	page.model.togglePredictor(run!);
	type('review', review);
	page.tell({ type: 'predictors', predictors: [{ ...predictor, id: run!.id, kind: 'run', extremes: undefined }] });
	const prediction = { logit: 0, probability: 0.9, label: 1, words: 2, unknown: 0 };
	page.tell({ type: 'predictions', text: review, results: [{ predictor: run!.id, prediction, words: [] }], failure: null });
	page.flush();
	expect(document.querySelector('.review .note')?.textContent).toBe(en.review.short(7));
	const { extremes: _, ...stored } = run!.network;
	run!.network = stored; // as an older version of the page stored it
	run!.corpus = page.model.library.digest;
	page.flush();
	expect(document.querySelector('.review .note')?.textContent).toBe(en.review.short(40));
});
