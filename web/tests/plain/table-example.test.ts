import { describe, expect, test } from 'vitest';
import { exampleOf } from '../../src/model/library/table-example.ts';
import { anyRule } from '../../src/model/library/label-choice.ts';
import type { TableGuess } from '../../src/protocol/library.ts';

const label = (value: string, meaning = 'unknown') => ({ value, meaning, example: '', rows: 3, number: 0 });
const guess = (texts: string[], others: object = {}) =>
	({
		layout: { header: true, text: 1, label: 0 },
		preview: [['label', 'text'], ...texts.map((text) => ['1', text])],
		labels: [label('a'), label('', 'missing'), label('b'), label('c')],
		moreLabels: false,
		rule: { positive: [], negative: [], grades: null },
		...others,
	}) as unknown as TableGuess;

describe('by which tokenizers are shown of a table', () => {
	test('is a text of several words, cut between two; the header is none', () => {
		expect(exampleOf(guess(['good', 'AVERYLONGWORDWITHOUTANYBLANK', 'it is a text of words', 'another one of words'])))
			.toBe('it is a text of words');
		expect(exampleOf(guess(['this one is far longer than what there is room for on a line']))).toBe('this one is far longer than what there');
	});

	test('or the longest, where all are short; a text without blanks is cut where it must be', () => {
		expect(exampleOf(guess(['good', 'so so', '']))).toBe('so so');
		expect(exampleOf(guess(['字'.repeat(90)]))).toBe('字'.repeat(40));
		expect(exampleOf(guess([]))).toBe('');
	});

	test('takes every row with a label, before it is decided what labels mean', () => {
		expect(anyRule(guess([]))).toEqual({ positive: ['a'], negative: ['b', 'c'], grades: null });
		expect(anyRule(guess([], { labels: [label('a'), label('', 'missing')] }))).toBeNull();
		expect(anyRule(guess([], { moreLabels: true }))).toBeNull();
		const rule = { positive: [], negative: [], grades: { atMost: 2, atLeast: 4 } };
		expect(anyRule(guess([], { rule }))).toEqual(rule);
	});
});
