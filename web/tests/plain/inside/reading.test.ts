// How a network reads a review follows from the trace alone, and laid out on one axis for all networks.
import { describe, expect, test } from 'vitest';
import { axisOf, hasColumn, leftOf, middleOf, scrollFor, wordAt } from '../../../src/view/inside/word-axis.ts';
import { bandOf, foldedOf } from '../../../src/view/inside/figure.ts';
import { afterKey, rowHeight, unitAt } from '../../../src/view/inside/places.ts';
import { changeBy, probabilityAfter, readingOf } from '../../../src/model/inside/reading.ts';
import { madeUpTrace } from './made-up-trace.ts';

const five = 'one two three four five';

describe('a reading', () => {
	test('has padding before the words', () => {
		const reading = readingOf(madeUpTrace(five, { length: 9 }));
		expect(reading.timestepOf).toEqual([4, 5, 6, 7, 8]);
		expect(reading.before).toEqual([0, 1, 2, 3]); // three zeros and the mark of the start
		expect(reading).toMatchObject({ paddingBefore: 3, paddingAfter: 0, after: [], cut: 0, cutAtEnd: false });
	});

	test('has padding after the words', () => {
		const reading = readingOf(madeUpTrace(five, { length: 9, padding: 'post' }));
		expect(reading.timestepOf).toEqual([1, 2, 3, 4, 5]);
		expect(reading).toMatchObject({ before: [0], after: [6, 7, 8], paddingBefore: 0, paddingAfter: 3 });
	});

	test('has neither where the review just fits', () => {
		const reading = readingOf(madeUpTrace(five, { length: 6 }));
		expect(reading).toMatchObject({ before: [0], after: [], cut: 0, paddingBefore: 0 });
	});

	test('lost its first words, and the mark of the start with them', () => {
		const reading = readingOf(madeUpTrace(five, { length: 3 }));
		expect(reading.timestepOf).toEqual([null, null, 0, 1, 2]);
		expect(reading).toMatchObject({ before: [], after: [], cut: 2, cutAtEnd: false });
	});

	test('lost its last words', () => {
		const reading = readingOf(madeUpTrace(five, { length: 3, truncating: 'post' }));
		expect(reading.timestepOf).toEqual([0 + 1, 2, null, null, null]);
		expect(reading).toMatchObject({ before: [0], cut: 3, cutAtEnd: true });
	});

	test('of no words is all before them', () => {
		expect(readingOf(madeUpTrace('…', { length: 4 }))).toMatchObject({ before: [0, 1, 2, 3], after: [], timestepOf: [] });
	});

	test('of which no word is read has its padding on its side', () => {
		expect(readingOf(madeUpTrace('…', { length: 4, padding: 'post' }))).toMatchObject({ before: [0], after: [1, 2, 3] });
	});

	test('gives the probability after a word, and what the word changed', () => {
		const trace = madeUpTrace(five, { length: 5, truncating: 'pre' });
		const probability = (timestep: number) => trace.timesteps[timestep]!.probability;
		expect(probabilityAfter(trace, 3)).toBe(probability(3));
		expect(changeBy(trace, 3)).toBe(probability(3) - probability(2));
		expect(changeBy(trace, 0)).toBeNaN(); // there is no timestep before it
		expect(probabilityAfter(trace, 9)).toBeNaN();
		expect(probabilityAfter(madeUpTrace(five, { length: 3 }), 0)).toBeNaN(); // cut off
	});
});

describe('the axis', () => {
	const readings = [9, 20].map((length) => readingOf(madeUpTrace(five, { length })));

	test('fills the room, up to the widest column', () => {
		expect(axisOf(readings, 28 + 5 * 40 + 3, 14)).toMatchObject({ column: 40, before: 28, after: 0, width: 228 });
		expect(axisOf(readings, 5000, 14).column).toBe(72);
	});

	test('is wider than its room where columns would be too narrow', () => {
		expect(axisOf(readings, 60, 14)).toMatchObject({ column: 14, width: 28 + 5 * 14 });
	});

	test('writes words upright where columns are narrow', () => {
		expect(axisOf(readings, 60, 14).slanted).toBe(false);
		expect(axisOf(readings, 400, 14).slanted).toBe(true);
	});

	test('finds the word at a place, and the place of a word', () => {
		const axis = axisOf(readings, 400, 14);
		for (const word of [0, 3, 4]) {
			expect(wordAt(axis, leftOf(axis, word))).toBe(word);
			expect(wordAt(axis, middleOf(axis, word))).toBe(word);
			expect(wordAt(axis, leftOf(axis, word) + axis.column - 1)).toBe(word);
		}
		expect(wordAt(axis, 3)).toBe(0); // the strip
		expect(wordAt(axis, 9999)).toBe(4);
	});

	test('folds words that no network reads, and only those', () => {
		const short = [3, 4].map((length) => readingOf(madeUpTrace(five, { length })));
		const axis = axisOf(short, 400, 14);
		expect([axis.first, axis.end]).toEqual([1, 5]); // the longer one reads the last four
		expect(axis.before).toBeGreaterThan(0);
		expect(hasColumn(axis, 0)).toBe(false);
		expect(hasColumn(axis, null)).toBe(false);
		expect(leftOf(axis, 1)).toBe(axis.before);
		expect(foldedOf(axis, short)).toEqual({ before: { padding: 0, cut: 1 }, after: { padding: 0, cut: 0 } });
	});

	test('gives the most padding that is folded', () => {
		expect(foldedOf(axisOf(readings, 400, 14), readings).before).toEqual({ padding: 14, cut: 0 });
	});

	test('of no words has no column', () => {
		const axis = axisOf([readingOf(madeUpTrace('…', { length: 4 }))], 400, 14);
		expect(wordAt(axis, 10)).toBeNull();
		expect(axis.width).toBe(axis.before);
	});

	test('is scrolled only where a word is out of sight', () => {
		const axis = axisOf(readings, 60, 14);
		expect(scrollFor(axis, 0, 0, 60)).toBeNull();
		expect(scrollFor(axis, 4, 0, 60)).toBe(axis.width - 60);
		expect(scrollFor(axis, 0, 38, 60)).toBe(5);
	});
});

describe('places', () => {
	test('keys go from word to word and stay within', () => {
		const keys: [string, number | null, number][] = [
			['ArrowRight', null, 2],
			['ArrowRight', 3, 4],
			['ArrowRight', 6, 6],
			['ArrowLeft', 2, 2],
			['ArrowLeft', null, 6],
			['PageDown', 3, 6],
			['PageUp', 5, 2],
			['Home', 5, 2],
			['End', 2, 6],
		];
		for (const [key, place, next] of keys) {
			expect(afterKey(key, place, 2, 7), key).toBe(next);
		}
		expect(afterKey('a', 3, 2, 7)).toBeNull();
		expect(afterKey('End', null, 2, 2)).toBeNull();
	});

	test('rows of units are high where there are few, and never nothing', () => {
		expect([1, 8, 16, 64, 512].map(rowHeight)).toEqual([14, 14, 7, 2, 2]);
		expect(unitAt(0, 8, 112)).toBe(0);
		expect(unitAt(111.9, 8, 112)).toBe(7);
		expect(unitAt(112, 8, 112)).toBe(7);
	});
});

test('a network with fewer layers shows its last', () => {
	const trace = madeUpTrace(five, { layers: 2, units: 5 });
	const subject = { id: 'a', name: 'LSTM', cell: 'lstm' as const, colour: 'red', trace };
	expect(bandOf(subject, 7, false)).toMatchObject({ layer: 1, layers: 2, units: 5, row: 14 });
	expect(bandOf(subject, 0, true).maps.map((map) => map.name)).toEqual(['h', 'c', 'f', 'i', 'g', 'o']);
	expect(bandOf(subject, 0, false).maps.map((map) => map.name)).toEqual(['h']);
});
