// The list of runs: repetitions are one run, removal can be undone, and two runs can be compared.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { Comparison } from '../../src/model/runs/comparison.svelte.ts';
import { History } from '../../src/model/runs/history.svelte.ts';
import { Removal, UNDO_TIME } from '../../src/model/runs/removal.svelte.ts';
import { Run } from '../../src/model/runs/run.svelte.ts';
import { Runs } from '../../src/model/runs/runs.svelte.ts';
import { Review } from '../../src/model/review/review.svelte.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { comparedRows, predictionOf } from '../../src/view/run-comparison.ts';
import { relationText } from '../../src/view/run-relation.ts';

function ended(number: number, changes: Partial<Pick<Run, 'corpus' | 'fingerprint' | 'name'>> = {}, settings = {}): Run {
	const history = new History();
	history.add(new Float64Array(), [{ loss: 0.5, accuracy: 0.7, valLoss: 0.5 / number, valAccuracy: 0.75 }]);
	const run = new Run({ id: `gru/${number}`, number, settings: { ...pageDefaults, ...settings }, history });
	run.activity = 'finished';
	return Object.assign(run, { corpus: 'd', fingerprint: 'abcdef0123', ...changes });
}
function listOf(...all: Run[]): Runs {
	const runs = new Runs();
	all.forEach((run) => runs.add(run));
	return runs;
}

describe('a repetition', () => {
	test('is one run, the latest, which says what it repeats and how many there are', () => {
		const runs = listOf(...Array.from({ length: 20 }, (_, index) => ended(index + 1)));
		expect(runs.listed.map(({ number }) => number)).toEqual([20]);
		expect(runs.visible).toHaveLength(1);
		expect(relationText(runs.all[19]!, runs, en, 'en')).toBe('Same as GRU 1, ×20: same settings, reviews and weights.');
		expect(runs.all).toHaveLength(20);
	});

	test('has the same settings, reviews and weights, and has ended', () => {
		const running = ended(6);
		running.activity = 'running';
		const runs = listOf(
			ended(1),
			ended(2, { fingerprint: 'other' }),
			ended(3, { corpus: 'other' }),
			ended(4, {}, { epochs: '21' }),
			ended(5, { fingerprint: null }),
			running,
		);
		expect(runs.listed).toHaveLength(6);
		expect(runs.all.map((run) => runs.repetitionOf(run))).toEqual([null, null, null, null, null, null]);
	});

	test('that was given a name is listed all the same; one that has gone leaves the others', () => {
		const named = ended(1, { name: 'baseline' });
		const runs = listOf(named, ended(2), ended(3));
		expect(runs.listed.map(({ number }) => number)).toEqual([1, 3]);
		expect(relationText(runs.all[2]!, runs, en, 'en')).toContain('Same as baseline, ×3');
		runs.remove(runs.all[2]!);
		expect(runs.listed.map(({ number }) => number)).toEqual([1, 2]);
	});
});

describe('a removal', () => {
	const log: string[] = [];
	const note = (what: string) => (run: Run) => void log.push(`${what} ${run.number}`);
	let removal: Removal;

	beforeEach(() => {
		vi.useFakeTimers();
		log.length = 0;
		removal = new Removal({ removed: note('removed'), restored: note('restored'), forgotten: note('forgotten') });
	});
	afterEach(() => void vi.useRealTimers());

	test('can be undone; then nothing is forgotten', () => {
		const run = ended(1);
		removal.remove(run);
		expect(removal.pending).toBe(run);
		expect(run.removed).toBe(Date.now());
		vi.advanceTimersByTime(UNDO_TIME - 1);
		removal.undo();
		vi.advanceTimersByTime(2 * UNDO_TIME);
		expect(run.removed).toBeNull();
		expect(log).toEqual(['removed 1', 'restored 1']);
	});

	test('is final after some seconds, or when the next run is removed', () => {
		removal.remove(ended(1));
		removal.remove(ended(2));
		expect(log).toEqual(['removed 1', 'removed 2', 'forgotten 1']);
		vi.advanceTimersByTime(UNDO_TIME);
		expect(removal.pending).toBeNull();
		removal.undo();
		expect(log).toEqual(['removed 1', 'removed 2', 'forgotten 1', 'forgotten 2']);
	});

	test('of a moment ago can be undone after a reload, for the time that is left; an older one is final', () => {
		const [recent, old] = [ended(1), ended(2)];
		recent.removed = Date.now() - UNDO_TIME / 2;
		old.removed = Date.now() - 2 * UNDO_TIME;
		const earlier = ended(3);
		earlier.removed = recent.removed - 1;
		[recent, old, earlier].forEach((run) => removal.resume(run));
		expect(log).toEqual(['forgotten 2', 'forgotten 3']);
		expect(removal.pending).toBe(recent);
		vi.advanceTimersByTime(UNDO_TIME / 2);
		expect(log.at(-1)).toBe('forgotten 1');
	});
});

describe('a comparison', () => {
	const predicting = { predicts: vi.fn((_: string) => false), add: vi.fn(), remove: vi.fn() };
	const model = new Blob();
	const withModel = (run: Run) => Object.assign(run, { model });
	const open = (...runs: Run[]) => {
		const list = listOf(...runs);
		return { list, comparison: new Comparison(list, predicting) };
	};
	const different = (number: number, settings = {}) => withModel(ended(number, { fingerprint: `${number}` }, settings));

	beforeEach(() => void vi.clearAllMocks());

	test('is of a run and the one that it followed, or else the latest other one', () => {
		const [one, two, three] = [different(1), different(2), different(3)];
		three!.difference = { before: { id: one!.id, cell: 'gru', number: 1, name: '' }, changes: [], otherCorpus: false };
		const { comparison } = open(one!, two!, three!);
		comparison.open();
		expect(comparison.pair).toEqual([one, three]);
		comparison.open(one);
		expect(comparison.pair).toEqual([three, one]);
	});

	test('takes another run in either place; the same one on both sides changes places', () => {
		const [one, two, three] = [different(1), different(2), different(3)];
		const { comparison } = open(one!, two!, three!);
		comparison.open(two);
		expect(comparison.pair).toEqual([three, two]);
		comparison.choose(0, one!.id);
		expect(comparison.pair).toEqual([one, two]);
		comparison.choose(0, two!.id);
		expect(comparison.pair).toEqual([two, one]);
	});

	test('has both predict as long as it is open, and no longer; what predicted before goes on', () => {
		const [one, two, three] = [different(1), different(2), different(3)];
		const { comparison } = open(one!, two!, three!);
		predicting.predicts.mockImplementation((id) => id === one!.id);
		comparison.open(two);
		comparison.choose(0, one!.id);
		expect(predicting.add.mock.calls.map(([run]) => run)).toEqual([three, two]);
		expect(predicting.remove.mock.calls).toEqual([[three!.id]]);
		comparison.close();
		expect(comparison.pair).toBeNull();
		expect(predicting.remove.mock.calls).toEqual([[three!.id], [two!.id]]);
	});

	test('ends when one of its runs goes, and needs two', () => {
		const [one, two] = [different(1), different(2)];
		const { list, comparison } = open(one!, two!);
		comparison.open();
		list.remove(one!);
		expect(comparison.pair).toBeNull();
		expect(comparison.possible).toBe(false);
		comparison.open();
		expect(comparison.pair).toBeNull();
	});

	test('lists the settings that differ, and how each run came out', () => {
		const pair = [different(1), Object.assign(different(2, { units: '16', cell: 'lstm' }), { corpus: 'other' })] as const;
		const { settings, results } = comparedRows(pair, en, 'en');
		expect(settings).toEqual([
			{ name: 'Cell', values: ['GRU', 'LSTM'] },
			{ name: 'Units', values: ['8', '16'] },
			{ name: 'Reviews', values: ['dataset 1', 'dataset 2'] },
		]);
		expect(results.map(({ values }) => values)).toEqual([['0.5000', '0.2500'], ['75.0%', '75.0%'], ['1 of 1', '1 of 1'], ['1', '2']]);
		expect(comparedRows([pair[0], pair[0]], en, 'en').settings).toEqual([]);
	});

	test('shows what each network says of the review: a predictor, or one that races', () => {
		const [one, two] = [different(1), different(2)];
		const review = new Review(() => {}, () => 'en');
		const prediction = { probability: 0.9, words: 1, unknown: 0 } as never;
		review.results = [{ predictor: one!.id, prediction, words: [] }];
		review.predictions = { gru: { text: '', prediction: { probability: 0.1 } as never, pieces: [] } };
		expect(predictionOf(one!, review, [])).toBe(prediction);
		expect(predictionOf(two!, review, [])).toBeNull();
		expect(predictionOf(two!, review, [two!])).toMatchObject({ probability: 0.1 });
	});
});
