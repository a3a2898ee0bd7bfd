// The arithmetic behind the figures of ./dev bench.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { productFlop, stepFlop } from '../../bench/arithmetic.mjs';
import { meanDistinctWords, paddedReview } from '../../bench/corpus.mjs';
import { fullSpeedAt, median, share, slope, summarize } from '../../bench/summary.mjs';
import { table } from '../../bench/table.mjs';

test('the median is the middle one, or the mean of the two in the middle, whatever the order', () => {
	assert.equal(median([9, 1, 5]), 5);
	assert.equal(median([10, 9, 100, 1]), 9.5);
	const times = [3, 1, 2];
	median(times);
	assert.deepEqual(times, [3, 1, 2], 'its argument stays as it is');
});

test('a slope is 1 where cost doubles, 2 where it grows fourfold, 0 where it stays', () => {
	assert.equal(slope(3, 6), 1);
	assert.equal(slope(3, 12), 2);
	assert.equal(slope(3, 3), 0);
});

test('a share of the peak: 10 MFLOP in 1 ms are a quarter of 40 GFLOP/s', () => {
	assert.equal(share(10e6, 1, 40e9), 0.25);
});

test('a summary has median, extremes and reviews a second', () => {
	assert.deepEqual(summarize([4, 2, 8], 64), { ms: 4, min: 2, max: 8, batches: 3, reviewsPerSecond: 16000 });
});

test('full speed is reached when batches stay within a tenth of the speed of the second half', () => {
	const points = [9, 9, 9, 9, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2].map((ms, i) => ({ at: 10 * (i + 1), ms }));
	// Of the five batches from the third on, three are fast: the slow time ends with the second.
	assert.equal(fullSpeedAt(points), 20);
	assert.equal(fullSpeedAt(points.slice(4)), 50, 'fast from the first batch on');
});

test('the operations of a batch, counted by hand', () => {
	const settings = { cell: 'gru', units: '2', embedding: '3', batch: '5', length: '7', words: '20', optimizer: 'sgd' };
	// Recurrent: 5 reviews, 7 steps, 2 × 6 weights. Words: 11 rows, 3 × 6 weights. Each thrice, each two operations.
	const products = 6 * (5 * 7 * 2 * 6 + 11 * 3 * 6);
	assert.equal(productFlop(settings, 11), products);
	assert.equal(productFlop({ ...settings, cell: 'lstm' }, 11), (products / 3) * 4);
	// 35 places of 2 units: three activations, 23 further operations, 6 sums. Dense: 5 reviews, 2 weights. SGD: 2 for each
	// of 20 × 3 embeddings, 6 × (3 + 2 + 2) weights of the cell and 3 of the dense layer.
	const rest = 70 * (3 * 15 + 23 + 6) + 6 * 5 * 2 + 2 * (60 + 42 + 3);
	assert.equal(stepFlop(settings, 11), products + rest);
	assert.equal(stepFlop({ ...settings, optimizer: 'adam' }, 11), products + rest + 10 * 105);
});

test('reviews are padded and cut in front, and rare words are unknown', () => {
	const half = { ids: Uint16Array.of(1, 9, 4, 5), offsets: Uint32Array.of(0, 4), labels: Uint8Array.of(1) };
	assert.deepEqual(paddedReview(half, 0, { words: 9, length: 6 }), [0, 0, 1, 2, 4, 5]);
	assert.deepEqual(paddedReview(half, 0, { words: 10, length: 3 }), [9, 4, 5]);
	assert.equal(meanDistinctWords(half, { words: '9', length: '6', batch: '2' }, 3), 5);
});

test('a table aligns names to the left and numbers to the right', () => {
	const rows = [{ name: 'a', value: '1' }, { name: 'long', value: '10' }];
	const shown = table([['name', ({ name }) => name], ['n', ({ value }) => value]], rows, 1);
	assert.equal(shown, 'name   n\na      1\nlong  10');
});
