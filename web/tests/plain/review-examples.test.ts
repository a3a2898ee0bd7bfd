// The examples show what they claim to show.
import { expect, test } from 'vitest';
import { exampleNames, exampleReviews } from '../../src/model/review/review-examples.ts';

const words = (text: string) => text.toLowerCase().split(/[^a-z가-힣']+/).filter(Boolean);

test('each is another one', () => {
	expect(new Set(exampleNames.map((name) => exampleReviews[name])).size).toBe(exampleNames.length);
});

test('the long one has its opinion before the last 100 words, and nothing but a story in them', () => {
	const all = words(exampleReviews.long);
	const opinion = ['hated', 'terrible', 'stupid', 'boring', 'mess', 'worst'];
	expect(all.length).toBeGreaterThan(150);
	expect(all.slice(0, -100)).toEqual(expect.arrayContaining(opinion));
	expect(all.slice(-100).filter((word) => opinion.includes(word))).toEqual([]);
});

test('the Korean one is Korean, the others are not', () => {
	for (const name of exampleNames) {
		expect(/[가-힣]/.test(exampleReviews[name]), name).toBe(name === 'korean');
	}
});
