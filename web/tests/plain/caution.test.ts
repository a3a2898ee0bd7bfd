// A typed review that is unlike those that the network learned from is answered with a caution.
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { cautionOf } from '../../src/model/review/caution.ts';
import { cautionText } from '../../src/view/prediction-text.ts';

const extremes = { words: 40, known: 0.5 };
const prediction = (words: number, unknown: number) => ({ logit: 1.3, probability: 0.79, label: 1, words, unknown });

test('a review is short below what 99 of 100 training reviews have, and little known likewise', () => {
	expect(cautionOf({ words: 39, unknown: 0 }, extremes)).toBe('short');
	expect(cautionOf({ words: 40, unknown: 20 }, extremes)).toBeNull();
	expect(cautionOf({ words: 40, unknown: 21 }, extremes)).toBe('unknown');
});

test('nothing is said without words, without a known word, and where the training reviews are not known', () => {
	expect(cautionOf({ words: 0, unknown: 0 }, extremes)).toBeNull();
	expect(cautionOf({ words: 3, unknown: 3 }, extremes)).toBeNull(); // that is said by itself
	expect(cautionOf({ words: 3, unknown: 0 }, null)).toBeNull();
});

test('the caution names what is usual', () => {
	expect(cautionText(prediction(4, 0), extremes, en.review, 'en')).toBe(en.review.short(40));
	expect(cautionText(prediction(50, 30), extremes, en.review, 'en')).toBe(en.review.fewKnown('40%', '50%'));
	expect(cautionText(prediction(50, 0), extremes, en.review, 'en')).toBe('');
});
