// What the charts draw of many runs, however long: lines that stay small.
import { describe, expect, test } from 'vitest';
import { chartLines, type ChartRun } from '../../src/view/charts/chart-lines.ts';
import { History } from '../../src/model/runs/history.svelte.ts';
import { runLook } from '../../src/model/runs/run-look.ts';

const epoch = (loss: number) => ({ loss, accuracy: 1 - loss, valLoss: loss + 0.1, valAccuracy: 0.9 - loss });

function chartRun(epochs: number, batchesPerEpoch: number, changes: Partial<ChartRun> = {}): ChartRun {
	const history = new History();
	const batches = new Float64Array(3 * batchesPerEpoch);
	for (let number = 1; number <= epochs; number++) {
		for (let batch = 0; batch < batchesPerEpoch; batch++) {
			batches.set([number - 1 + (batch + 1) / batchesPerEpoch, 0.5, 0.7], 3 * batch);
		}
		history.add(batches, [epoch(1 / number)]);
	}
	const look = runLook({ cell: 'gru', number: 1 });
	return { id: 'a', name: 'GRU 1', shortName: 'GRU', history, look, current: true, pointed: false, planned: epochs, ended: true, ...changes };
}

describe('the lines of a chart', () => {
	test('the run on show has batches, training and validation, an epoch at its end', () => {
		const lines = chartLines([chartRun(2, 2)], 'loss');
		expect(lines.map(({ kind, xs, ys }) => ({ kind, xs: [...xs], ys: [...ys] }))).toEqual([
			{ kind: 'batches', xs: [0.5, 1, 1.5, 2], ys: [0.5, 0.5, 0.5, 0.5] },
			{ kind: 'training', xs: [1, 2], ys: [1, 0.5] },
			{ kind: 'validation', xs: [1, 2], ys: [1.1, 0.6] },
		]);
		expect(chartLines([chartRun(2, 2)], 'accuracy')[1]?.ys).toEqual([0, 0.5]);
	});

	test('a past run has its validation alone, below the others, until it is pointed at', () => {
		const runs = [chartRun(3, 1), chartRun(3, 1, { id: 'past', current: false })];
		const kinds = chartLines(runs, 'loss').map(({ kind, run }) => `${run.id} ${kind}`);
		expect(kinds).toEqual(['a batches', 'a training', 'past validation', 'a validation']);
		const pointed = chartLines([runs[0]!, { ...runs[1]!, pointed: true }], 'loss');
		expect(pointed.at(-1)).toMatchObject({ kind: 'validation', run: { id: 'past' } });
		expect(pointed.filter((line) => line.kind === 'training')).toHaveLength(2);
	});

	test('before anything has happened there are none', () => {
		expect(chartLines([chartRun(0, 1)], 'loss')).toEqual([]);
	});

	test('the batches of a race are smoothed to their mean, those of one run are not', () => {
		const wild = () => {
			const run = chartRun(1, 1);
			run.history.add(new Float64Array(Array.from({ length: 300 }, (_, i) => [1 + i / 300, i % 2, 0.5]).flat()), []);
			return run;
		};
		const alone = chartLines([wild()], 'loss')[0]?.ys ?? [];
		const racing = chartLines([wild(), wild()], 'loss')[0]?.ys ?? [];
		expect(Math.max(...alone.slice(50))).toBe(1);
		expect(Math.max(...racing.slice(50))).toBeLessThan(0.55);
		expect(Math.min(...racing.slice(50))).toBeGreaterThan(0.45);
	});

	test('fifty runs of a thousand epochs, a million batches in three of them, are few points', () => {
		const past = chartRun(1000, 1, { current: false });
		const runs = [
			...Array.from({ length: 47 }, (_, i) => ({ ...past, id: `past ${i}` })),
			...[1, 2, 3].map((i) => chartRun(1000, 333, { id: `lane ${i}` })),
		];
		const points = chartLines(runs, 'loss').reduce((sum, line) => sum + line.xs.length, 0);
		expect(points).toBeLessThan(20_000);
	});
});
