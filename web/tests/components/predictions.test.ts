// @vitest-environment happy-dom
// What the models that came with the page say of a review, before anything has been trained.
import { beforeEach, expect, test } from 'vitest';
import type { Judge, Judgement } from '../../src/protocol/library.ts';
import { en } from '../../src/i18n/en.ts';
import { keepPage, text, type } from './the-page.ts';

const page = keepPage(['gru']);
const review = 'wunderbar gut';

const judge: Judge = {
	id: 'models/gru',
	kind: 'shipped',
	settings: { cell: 'gru', units: '8', words: '500' },
	parameters: 8633,
	fingerprint: '',
	test: { accuracy: 0.8198, reviews: 12_500 },
};

/** The judge's answer, knowing so many of the two words. */
function judges(known: number, probability = 0.53): void {
	const words = [0, 1].map((index) => ({ start: 10 * index, end: index ? 13 : 9, unknown: index >= known, probability }));
	const judgement: Judgement = { judge: judge.id, verdict: { logit: 0, probability, label: Number(probability > 0.5), words: 2, unknown: 2 - known }, words };
	page.tell({ type: 'verdicts', text: review, judgements: [judgement] });
}

const said = () => document.querySelector('.verdict .word')?.textContent;

beforeEach(() => {
	page.tell({ type: 'judges', judges: [judge] });
	type('review', review);
});

test('beside each stands how it did on the test reviews', () => {
	judges(2);
	expect(text()).toContain(en.review.judgeTest('82.0%', '12,500'));
	expect(said()).toBe(en.review.positive('53%'));
});

test('one that nobody measured claims nothing', () => {
	page.tell({ type: 'judges', judges: [{ ...judge, test: null }] });
	judges(2);
	expect(text()).not.toContain('test reviews');
});

test('where it knows no word it says so, and gives no verdict', () => {
	judges(0);
	expect(said()).toBe(en.review.onlyUnknown);
	expect(document.querySelector('[role=meter]')?.getAttribute('aria-valuetext')).toBe(en.review.onlyUnknown);
	expect(document.querySelector('.scale .fill')).toBeNull();
	expect(document.querySelector('.verdicts .said')?.textContent).toContain(en.review.knowsNothing);
	judges(1);
	expect(said()).toBe(en.review.positive('53%'));
});
