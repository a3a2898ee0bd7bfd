// How a race ended: by the networks that are kept, those of the best epochs.
import { expect, test } from 'vitest';
import { History } from '../../src/model/runs/history.svelte.ts';
import { outcomeOf } from '../../src/model/runs/race-outcome.ts';
import { Run } from '../../src/model/runs/run.svelte.ts';
import { en } from '../../src/i18n/en.ts';
import { outcomeText } from '../../src/view/run-text.ts';
import { madeUpProgress } from './made-up-progress.ts';
import type { Cell } from '../../src/model/settings/settings.ts';

/** Validation loss and accuracy of each epoch. */
function raced(cell: Cell, epochs: [loss: number, accuracy: number][], activity: 'running' | 'finished' = 'finished'): Run {
	const history = new History();
	history.add(new Float64Array(), epochs.map(([valLoss, valAccuracy]) => ({ loss: 0, accuracy: 0, valLoss, valAccuracy, seconds: 0 }) as never));
	const run = new Run({ id: cell, number: 1, settings: { cell }, history });
	run.activity = activity;
	run.progress = madeUpProgress();
	return run;
}

const rnn = raced('simple-rnn', [[0.6, 0.7], [0.7, 0.75]]);
const lstm = raced('lstm', [[0.5, 0.76], [0.4, 0.8]]);
const gru = raced('gru', [[0.45, 0.78]]);

test('the best is the one whose best epoch is the most accurate, and it is ahead of the worst', () => {
	const outcome = outcomeOf([rnn, lstm, gru]);
	expect(outcome).toMatchObject({ best: lstm, worst: rnn, accuracy: 0.8, clear: true });
	expect(outcome?.ahead).toBeCloseTo(10, 9);
});

test('a difference that chance explains is said to be one', () => {
	const close = raced('gru', [[0.4, 0.79]]); // of 5,000 reviews: 1.6 points are the limit
	expect(outcomeOf([close, lstm])).toMatchObject({ best: lstm, worst: close, least: 0.79, clear: false });
	expect(outcomeOf([raced('gru', [[0.4, 0.78]]), lstm])?.clear).toBe(true);
	expect(outcomeText(outcomeOf([close, lstm])!, en, 'en')).toBe(en.outcome.close('LSTM', '80.0%', 'GRU', '79.0%'));
	expect(outcomeText(outcomeOf([rnn, lstm])!, en, 'en')).toBe(en.outcome.ahead('LSTM', '80.0%', '10', 'SimpleRNN'));
	expect(outcomeOf([lstm, raced('gru', [[0.5, 0.8]])])).toMatchObject({ ahead: 0, clear: false });
});

test('a race in which nothing was learned says so, instead of who is ahead', () => {
	const [diverged, worse] = [raced('lstm', [[1.3, 0.51]]), raced('gru', [[5.7, 0.49]])];
	expect(outcomeOf([diverged, worse])).toMatchObject({ best: diverged, learned: false });
	expect(outcomeText(outcomeOf([diverged, worse])!, en, 'en')).toBe(en.outcome.none('LSTM', '51.0%'));
	expect(outcomeOf([diverged, lstm])?.learned).toBe(true);
	expect(outcomeOf([worse, raced('lstm', [[0.68, 0.51]])])?.learned).toBe(true); // below ln 2
	expect(outcomeOf([worse, raced('lstm', [[0.9, 0.6]])])?.learned).toBe(true); // often right, and too sure when it is not
});

test('there is none before the end, and of one run', () => {
	expect(outcomeOf([])).toBeNull();
	expect(outcomeOf([lstm])).toBeNull();
	expect(outcomeOf([lstm, raced('gru', [[0.5, 0.7]], 'running')])).toBeNull();
	expect(outcomeOf([lstm, raced('gru', [])])).toBeNull();
});
