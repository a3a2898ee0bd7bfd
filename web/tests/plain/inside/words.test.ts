// Words that moved the prediction, and where words stand on the map of embeddings.
import { describe, expect, test } from 'vitest';
import type { WordPlaces } from '../../../src/protocol/inside.ts';
import { drawWordMap, type Pen } from '../../../src/view/inside/draw-word-map.ts';
import { signedPalette } from '../../../src/view/inside/colour.ts';
import { barOf, strongest } from '../../../src/model/inside/influence.ts';
import { influenceOf } from '../../../src/model/inside/influence.ts';
import { nearest, placeLabels, placeWords, search } from '../../../src/view/inside/word-map.ts';
import { madeUpTrace } from './made-up-trace.ts';

describe('influence', () => {
	test('is the slope, or the logit less the one without the word; not a number where it is not known', () => {
		const trace = madeUpTrace('a b c d', { length: 3 }); // "a" is cut off
		trace.words[3]!.without = null;
		const slope = influenceOf(trace, 'slope');
		expect([slope[0], slope[1]]).toEqual([NaN, Math.fround(trace.words[1]!.moved)]);
		const leftOut = influenceOf(trace, 'leftOut');
		expect(leftOut[1]).toBeCloseTo(trace.prediction.logit - trace.words[1]!.without!);
		expect(leftOut[3]).toBeNaN();
	});

	test('names the strongest in each direction', () => {
		const values = new Float32Array([0.5, -2, NaN, 0, 1, -0.25, 0.5]);
		expect(strongest(values, 2)).toEqual({
			up: [{ word: 4, value: 1 }, { word: 0, value: 0.5 }],
			down: [{ word: 1, value: -2 }, { word: 5, value: -0.25 }],
		});
		expect(strongest(new Float32Array([0.004, -0.001]), 2)).toEqual({ up: [], down: [] }); // they would be shown as 0.00
	});

	test('is a bar that can be seen, unless it is nothing', () => {
		expect([0, 0.001, 0.02, -0.5, 9].map((value) => barOf(value, 1))).toEqual([0, 0, 0.06, 0.5, 1]);
	});
});

const places = (x: number[], y: number[]): WordPlaces => ({
	words: x.map((_, word) => `word${word}`),
	places: Float32Array.from(x.flatMap((left, word) => [left, y[word]!])),
	effects: Float32Array.from(x),
});

describe('the map of words', () => {
	const four = places([3, -1, 0.5, -2.5], [0.2, 1, -1, -0.2]);

	test('fits into its picture, both axes on one scale', () => {
		const placed = placeWords(four, 400, 200);
		const [first, second] = [placed[0]!, placed[1]!];
		expect((first.left - second.left) / (second.top - first.top)).toBeCloseTo((3 - -1) / (0.2 - 1));
		for (const { left, top } of placed) {
			expect(left >= 0 && left <= 400 && top >= 0 && top <= 200).toBe(true);
		}
		expect(placeWords(places([0, 0], [0, 0]), 400, 200)[0]).toMatchObject({ left: 200, top: 100 });
	});

	test('has names that neither cover one another nor leave it, the strongest first', () => {
		const crowd = placeWords(places(Array.from({ length: 60 }, (_, i) => Math.sin(i) * i), Array.from({ length: 60 }, (_, i) => Math.cos(i) * i)), 300, 200);
		const labels = placeLabels(crowd, 300, 200, 20, () => 50);
		expect(labels.length).toBeGreaterThan(4);
		labels.forEach((one, i) => {
			expect(one.left >= 25 && one.left <= 275 && one.top >= 7.5 && one.top <= 192.5).toBe(true);
			for (const other of labels.slice(i + 1)) {
				expect(Math.abs(one.left - other.left) > 50 || Math.abs(one.top - other.top) > 15).toBe(true);
				expect(Math.abs(other.word.effect)).toBeLessThanOrEqual(Math.abs(one.word.effect));
			}
		});
		expect(placeLabels(crowd, 300, 200, 3, () => 50)).toHaveLength(3);
	});

	test('finds the word that is near a place', () => {
		const placed = placeWords(four, 400, 200);
		expect(nearest(placed, placed[2]!.left + 3, placed[2]!.top, 10)?.word).toBe('word2');
		expect(nearest(placed, placed[2]!.left, placed[2]!.top + 30, 10)).toBeNull();
	});

	test('finds words by their beginning first', () => {
		expect(search(['unlike', 'like', 'liked', 'love'], ' Like', 2)).toEqual(['like', 'liked']);
		expect(search(['unlike', 'like', 'liked', 'love'], 'like', 5)).toEqual(['like', 'liked', 'unlike']);
		expect(search(['like'], ' ', 5)).toEqual([]);
	});

	test('is drawn with a dot for every word, names, and the lit one on top', () => {
		const drawn: string[] = [];
		const pen = new Proxy({} as Record<string, unknown>, {
			get: (_, name) => (...values: unknown[]) => void drawn.push(`${String(name)} ${values[0] as string}`),
			set: () => true,
		}) as unknown as Pen;
		const placed = placeWords(four, 400, 200);
		const labels = placeLabels(placed, 400, 200, 2, () => 40);
		const palette = signedPalette([9, 9, 9], [0, 0, 0], [5, 5, 5], 1);
		drawWordMap(pen, placed, labels, placed[3]!, { width: 400, height: 200 }, { palette, ink: '#000', card: '#fff', font: '12px x' });
		expect(drawn.filter((call) => call.startsWith('arc'))).toHaveLength(5);
		expect(drawn.filter((call) => call.startsWith('fillText'))).toEqual(['fillText word0', 'fillText word3', 'fillText word3']);
	});
});
