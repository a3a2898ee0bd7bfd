// How far back a network reads: the number of last words that weigh as much as the rest, and what is said of it.
import { expect, test } from 'vitest';
import { insideTexts } from '../../../src/i18n/inside.ts';
import { en } from '../../../src/i18n/en.ts';
import type { Learner } from '../../../src/model/inside/learners.ts';
import { furtherThanLast, spreadOf, tippingOf } from '../../../src/model/inside/reach.ts';
import type { Reach } from '../../../src/protocol/inside.ts';
import { describeReach, describeTipping } from '../../../src/view/inside/descriptions.ts';
import { distancesOf } from '../../../src/worker/training/reach-meter.ts';
import { madeUpProbe } from './made-up-probe.ts';

const locale = { text: en, language: 'en' } as const;

/** Accuracies with 0, 10, 20 … words replaced. */
const reach = (accuracies: number[], wishes: Partial<Reach> = {}): Reach => ({
	epoch: 3,
	reviews: 5000,
	length: 100,
	words: accuracies.map((_, index) => 10 * index),
	accuracies,
	...wishes,
});

const learner = (name: string, measured: Reach | null): Learner => ({ id: name, name, colour: 'red', probe: madeUpProbe(), reach: measured });

test('the tipping point lies on the line through the two measurements around one half', () => {
	const tipping = tippingOf(reach([0.8, 0.6, 0.45, 0.3]))!;
	expect(tipping.words).toBeCloseTo(10 + (10 * 0.1) / 0.15);
	const half = (1.96 * Math.sqrt(0.25 / 5000) * 10) / 0.15;
	expect(tipping.high - tipping.words).toBeCloseTo(half);
	expect(tipping.words - tipping.low).toBeCloseTo(half);
	expect(tippingOf(reach([0.8, 0.49]))!.low).toBeGreaterThan(0);
	expect(tippingOf(reach([0.7, 0.49], { reviews: 20, length: 10 }))).toBeNull(); // 70 % of twenty may be chance
});

test('there is none for a network that has learned nothing, or never tips', () => {
	expect(tippingOf(reach([0.505, 0.495]))).toBeNull();
	expect(tippingOf(reach([0.8, 0.7, 0.6]))).toBeNull();
	expect(tippingOf(reach([]))).toBeNull();
	expect(describeTipping('GRU', reach([0.505, 0.495]), locale)).toBe(insideTexts.en.live.tipsNever('GRU'));
});

test('the spread is the 95 % interval of a share', () => {
	expect(spreadOf(0.5, 5000)).toBeCloseTo(0.01386, 4);
	expect(spreadOf(1, 5000)).toBe(0);
});

test('one network reads further than another only where their intervals do not touch', () => {
	const at = (name: string, words: number) => ({ name, tipping: { words, low: words - 1, high: words + 1 } });
	expect(furtherThanLast([at('a', 12), at('b', 30), at('c', 25)])).toEqual({ further: ['b', 'c'], last: 'a' });
	expect(furtherThanLast([at('a', 12), at('b', 13.9), at('c', 25)])).toEqual({ further: ['c'], last: 'a' });
	expect(furtherThanLast([at('a', 12), at('b', 13.9)])).toBeNull();
	expect(furtherThanLast([at('a', 12), { name: 'b', tipping: null }])).toBeNull();
	expect(furtherThanLast([])).toBeNull();
});

test('what is said follows from what was measured', () => {
	const { live } = insideTexts.en;
	const rnn = learner('SimpleRNN', reach([0.75, 0.55, 0.4]));
	const lstm = learner('LSTM', reach([0.8, 0.7, 0.6, 0.45]));
	expect(describeTipping('SimpleRNN', rnn.reach!, locale)).toBe(live.tips('SimpleRNN', 13, 12, 14));
	expect(describeReach([rnn, lstm], locale)).toBe(live.reachOrder('LSTM', 1, 'SimpleRNN'));
	expect(describeReach([rnn, lstm, learner('GRU', lstm.reach)], locale)).toBe('In this run, LSTM and GRU read further back than SimpleRNN.');
	expect(describeReach([lstm, learner('GRU', lstm.reach)], locale)).toBe(live.reachSame);
	expect(describeReach([rnn, learner('LSTM', null)], locale)).toBe(live.reachWaits);
	expect(describeReach([lstm], locale)).toBe(live.reachAlone);
});

test('it is measured at even distances from the end, each once', () => {
	expect(distancesOf(100)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
	expect(distancesOf(3)).toEqual([0, 1, 2, 3]);
	expect(distancesOf(1)).toEqual([0, 1]);
});
