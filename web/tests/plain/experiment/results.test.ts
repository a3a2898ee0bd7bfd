// What an experiment comes to, in groups, tables, charts and words.
import { describe, expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { experimentsTexts } from '../../../src/i18n/experiments.ts';
import { ko } from '../../../src/i18n/ko.ts';
import { experimentsIn, Experiment } from '../../../src/model/experiment/experiment.svelte.ts';
import { bandOf, bestGroup, figureOf, groupsOf } from '../../../src/model/experiment/groups.ts';
import type { ResultLine } from '../../../src/model/experiment/result-line.ts';
import { bandChart, MOST_BANDS } from '../../../src/view/experiment/band-chart.ts';
import { holdsText } from '../../../src/view/experiment/holds-text.ts';
import { combinationName, durationText } from '../../../src/view/experiment/names.ts';
import { gridOf, groupColumns, meanText, runTable, sortedGroups } from '../../../src/view/experiment/results.ts';
import { csvOf } from '../../../src/view/table.ts';

const english = { text: en, own: experimentsTexts.en, language: 'en' as const };
const korean = { text: ko, own: experimentsTexts.ko, language: 'ko' as const };

/** A run of this cell and size, whose validation accuracy is this in each epoch. */
const line = (cell: string, units: string, seed: number, accuracies: number[], changes: { [Name in keyof ResultLine]?: ResultLine[Name] | undefined } = {}): ResultLine => {
	const accuracy = Math.max(...accuracies);
	return {
		corpus: 'abc',
		settings: { cell, units, seed: String(seed) },
		parameters: 10 * Number(units),
		best_epoch: accuracies.indexOf(accuracy) + 1,
		val_loss: 1 - accuracy,
		val_accuracy: accuracy,
		stopped_early: false,
		sha256: `${cell}${seed}`,
		history: { loss: accuracies.map((value) => 1 - value), accuracy: accuracies, val_loss: accuracies.map((value) => 1 - value), val_accuracy: accuracies },
		...(changes as Partial<ResultLine>),
	};
};
const lines = [
	line('lstm', '8', 1, [0.5, 0.7]),
	line('lstm', '8', 2, [0.6, 0.8]),
	line('lstm', '16', 1, [0.6, 0.75]),
	line('gru', '8', 1, [0.7, 0.8, 0.7]),
	line('gru', '8', 2, [0.8, 0.9]),
	line('gru', '16', 1, [], { failed: 'too high', best_epoch: undefined, val_loss: undefined, val_accuracy: undefined }),
];
const varied = ['cell', 'units'];
const groups = groupsOf(lines, varied);

describe('groups of runs', () => {
	test('differ in their seeds alone, and count what diverged', () => {
		expect(groups.map(({ values, runs, failed }) => [values.join(' '), runs.length, failed])).toEqual([['lstm 8', 2, 0], ['lstm 16', 1, 0], ['gru 8', 2, 0], ['gru 16', 0, 1]]);
		expect(figureOf(groups[0]!, 'val_accuracy').mean).toBeCloseTo(0.75);
		expect(figureOf(groups[0]!, 'val_accuracy').deviation).toBeCloseTo(0.1 / Math.SQRT2);
		expect(bestGroup(groups)).toBe(groups[2]);
		expect(bestGroup([groups[3]!])).toBe(null);
	});

	test('have bands as far as half of their runs came', () => {
		expect(bandOf(groups[0]!, 'val_accuracy').mean).toEqual([0.55, 0.75]);
		const band = bandOf(groups[2]!, 'val_accuracy');
		expect(band.mean).toEqual([0.75, (0.8 + 0.9) / 2, 0.7]);
		expect(band.deviation[2]).toBe(0); // one run alone
		const three = { ...groups[2]!, runs: [...groups[2]!.runs, line('gru', '8', 3, [0.8])] };
		expect(bandOf(three, 'val_accuracy').mean).toHaveLength(2);
	});
});

describe('tables', () => {
	const columns = groupColumns(varied, english);
	const order = (column: number, falling: boolean) => sortedGroups(groups, columns[column], falling).map(({ values }) => values.join(' '));

	test('are sorted by numbers as numbers and choices in their order, what has no figure last', () => {
		expect(columns.map(({ title }) => title)).toEqual(['Cell', 'Units', 'Val. accuracy', 'Val. loss', 'Best epoch', 'Parameters', 'Runs']);
		expect(order(1, false)).toEqual(['lstm 8', 'gru 8', 'lstm 16', 'gru 16']);
		expect(order(2, true)).toEqual(['gru 8', 'lstm 8', 'lstm 16', 'gru 16']);
		expect(order(2, false)).toEqual(['lstm 8', 'lstm 16', 'gru 8', 'gru 16']);
		expect(order(0, false)).toEqual(['lstm 8', 'lstm 16', 'gru 8', 'gru 16']);
		expect(sortedGroups(groups, undefined, false)).toEqual(groups);
	});

	test('say mean and deviation, and the mean alone of one run', () => {
		expect(meanText(groups[0]!, 'val_accuracy', english)).toBe('75.00% ± 7.07');
		expect(meanText(groups[1]!, 'val_loss', english)).toBe('0.2500');
		expect(columns[6]!.text(groups[3]!)).toBe('0 (1 diverged)');
	});

	test('of all runs have the names of the file', () => {
		const csv = csvOf(runTable(lines, varied)).slice(1).split('\r\n');
		expect(csv[0]).toBe('cell,units,seed,parameters,best_epoch,val_loss,val_accuracy,stopped_early,epochs,failed,sha256');
		expect(csv[1]).toBe('lstm,8,1,80,2,0.30000000000000004,0.7,false,2,,lstm1');
		expect(csv[6]).toBe('gru,16,1,160,,,,false,0,too high,gru1');
	});

	test('of two settings have a cell for each pair, the best with the strongest colour', () => {
		const grid = gridOf(groups, varied, 'val_accuracy', english)!;
		expect(grid.columns).toEqual(['8', '16']);
		expect(grid.rows.map(({ name, cells }) => [name, cells.map((cell) => [Math.round(100 * cell!.share) / 100, cell!.best])])).toEqual([
			['LSTM', [[0, false], [0, false]]],
			['GRU', [[1, true], [0, false]]],
		]);
		expect(gridOf(groups, ['cell'], 'val_loss', english)).toBe(null);
	});
});

describe('charts', () => {
	test('draw the best bands, within their frame', () => {
		const chart = bandChart(groups, varied, 'val_accuracy', english)!;
		expect(chart.lines.map(({ sentence }) => sentence)).toEqual(['LSTM, units 8: 75.00% ± 7.07', 'LSTM, units 16: 75.00% ± 0.00', 'GRU, units 8: 70.00% ± 0.00']);
		expect(chart.lines[0]!.at(2)).toBe('LSTM, units 8: –');
		expect([chart.epochs, chart.marks.at(-1)]).toEqual([3, { step: 2, label: '3' }]);
		for (const { values } of chart.lines) {
			values.forEach((value) => expect(chart.height(value)).toBeGreaterThanOrEqual(0));
		}
		const many = groupsOf(Array.from({ length: 9 }, (_, index) => line('gru', String(index + 1), 1, [0.5 + index / 100])), varied);
		const shown = bandChart(many, varied, 'val_loss', english)!.lines;
		expect(shown).toHaveLength(MOST_BANDS);
		expect(shown[0]!.id).toBe(many[3]!.key);
		expect(bandChart([groups[3]!], varied, 'val_loss', english)).toBe(null);
	});
});

describe('whether a difference holds', () => {
	const pair = (firsts: number[], seconds: number[], firstSeed = 1) => {
		const both = [...firsts.map((value, index) => line('lstm', '8', index + 1, [value])), ...seconds.map((value, index) => line('gru', '8', index + firstSeed, [value]))];
		return groupsOf(both, ['cell']) as [(typeof groups)[0], (typeof groups)[0]];
	};

	test('is said with the seeds in which it shows', () => {
		const [first, second] = pair([0.7, 0.71, 0.72, 0.7, 0.71], [0.73, 0.75, 0.74, 0.73, 0.705]);
		const { sentence, holds, details } = holdsText(first, second, ['cell'], 'val_accuracy', english);
		expect(holds).toBe(true);
		expect(sentence).toBe('GRU is better than LSTM by 2.30 percentage points of validation accuracy on average, and in 4 of 5 seeds. Luck of the seeds alone would hardly show so clear a difference.');
		expect(details).toMatch(/95% interval of the difference: \+0\.\d\d to \+\d\.\d\d\. p = 0\.0\d+\. Student’s paired t test over the 5 seeds/);
		expect(holdsText(second, first, ['cell'], 'val_loss', english).sentence).toMatch(/^LSTM is worse than GRU by 0\.0230 of validation loss on average, and in 4 of 5 seeds\./);
		expect(holdsText(first, second, ['cell'], 'val_accuracy', korean).sentence).toMatch(/^GRU 쪽이 LSTM보다 .*시드 5개 가운데 4개에서 그렇습니다\. 시드의 운만으로는/);
	});

	test('or could be luck, and of few seeds that these are few', () => {
		const [first, second] = pair([0.7, 0.75, 0.72], [0.74, 0.71, 0.73]);
		const { sentence, holds } = holdsText(first, second, ['cell'], 'val_accuracy', english);
		expect(holds).toBe(false);
		expect(sentence).toMatch(/This could be luck.*So few seeds/);
	});

	test('with other seeds is tested by Welch, and of single runs nothing is known', () => {
		const [first, second] = pair([0.7, 0.71, 0.72, 0.7, 0.71], [0.73, 0.75, 0.74, 0.73, 0.705], 100);
		expect(holdsText(first, second, ['cell'], 'val_accuracy', english)).toMatchObject({ holds: true, details: expect.stringContaining('Welch’s t test of 5 and 5 runs') });
		expect(holdsText(...pair([0.7], [0.8]), ['cell'], 'val_accuracy', english)).toMatchObject({ holds: null, sentence: expect.stringMatching(/better than LSTM by 10\.00 percentage points of validation accuracy\. One run of each/) });
		expect(holdsText(...pair([0.7, 0.7], [0.7, 0.7]), ['cell'], 'val_accuracy', english)).toMatchObject({ holds: false, sentence: expect.stringMatching(/^GRU and LSTM do not differ\. This could be luck/) });
	});
});

describe('files', () => {
	test('of several corpora are an experiment each, and a run that stands twice counts once', () => {
		const found = experimentsIn([...lines, lines[0]!, { ...lines[1]!, corpus: 'other' }], 'cells.jsonl', 7);
		expect(found.map(({ record, results }) => [record.corpus, record.runs, results.length])).toEqual([['abc', 8, 6], ['other', 1, 1]]);
		const experiment = new Experiment(found[0]!.record, found[0]!.results);
		expect([experiment.done, experiment.isOpen, experiment.missing()]).toEqual([6, true, [3, 7]]);
		expect(experiment.groups).toHaveLength(4);
		expect(new Experiment(found[0]!.record, [{ experiment: 'x', run: 0 }]).done).toBe(0); // what cannot be read is left out
	});
});

test('names', () => {
	expect(combinationName([], [], english)).toBe('all runs');
	expect(combinationName(['learning-rate', 'optimizer'], ['0.01', 'adam'], english)).toBe('learning rate 0.01, optimizer Adam');
	expect([durationText(100, english), durationText(61_000, english)]).toEqual(['1 s', '2 min']);
});
