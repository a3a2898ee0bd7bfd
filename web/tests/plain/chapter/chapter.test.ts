// The chapter's runs: which run of the page belongs to which, and all six in turn.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../src/protocol/training.ts';
import type { SettingTexts } from '../../../src/protocol/types.ts';
import { Chapter } from '../../../src/model/chapter/chapter.svelte.ts';
import { kerasTexts } from '../../../src/i18n/keras.ts';
import { pytorchCode } from '../../../src/model/pytorch/pytorch-code.ts';
import { curveOf } from '../../../src/model/chapter/recorded-curves.ts';
import { curveFigure } from '../../../src/view/charts/recorded-curve.ts';
import { editions, pytorchRuns, runsOf, type RecordedRun } from '../../../src/model/settings/recorded-runs.ts';
import type { Run } from '../../../src/model/runs/run.svelte.ts';
import { presets, textbookSettings } from '../../../src/model/settings/settings.ts';

interface MadeUpRun {
	settings: SettingTexts;
	activity: Activity;
	cutShort: boolean;
}

/** A page on which a run begins only when a test says so, as with a real worker. */
class MadeUpStage {
	made: MadeUpRun[] = [];
	begun: SettingTexts[] = [];
	free = true;
	get runs(): readonly Run[] {
		return this.made as unknown as Run[];
	}
	begin(settings: SettingTexts): void {
		this.begun.push(settings);
	}
	start(): void {
		this.free = false;
		this.made.push({ settings: this.begun.at(-1) ?? {}, activity: 'running', cutShort: false });
	}
	finish(cutShort = false): void {
		const last = this.made.at(-1);
		if (last) {
			last.activity = 'finished';
			last.cutShort = cutShort;
		}
		this.free = true;
	}
}

type SixRuns = [RecordedRun, RecordedRun, RecordedRun, RecordedRun, RecordedRun, RecordedRun];
const lowest = (runs: RecordedRun[]) => Math.min(...runs.map((run) => run.valLoss));
const names = runsOf(1).map((run) => run.name);

describe('all in turn', () => {
	test('each begins when the one before has finished, once', () => {
		const stage = new MadeUpStage();
		const chapter = new Chapter(stage);
		chapter.beginAll();
		for (const name of names) {
			expect(stage.begun.at(-1)).toBe(presets[name]);
			chapter.goOn(); // the worker has not begun yet
			stage.start();
			chapter.goOn(); // it is running
			expect(chapter.begun).toBe(name);
			stage.finish();
			chapter.goOn();
		}
		expect(stage.begun).toHaveLength(names.length);
		expect(chapter.queue).toEqual([]);
	});

	test('an earlier run of the same settings does not count as the one that was begun', () => {
		const stage = new MadeUpStage();
		stage.made.push({ settings: presets.run1, activity: 'finished', cutShort: false });
		const chapter = new Chapter(stage);
		chapter.beginAll();
		chapter.goOn();
		expect(stage.begun).toHaveLength(1);
	});

	test('a run that is stopped by hand ends the row, and so does another run from the chapter', () => {
		const stage = new MadeUpStage();
		const chapter = new Chapter(stage);
		chapter.beginAll();
		stage.start();
		stage.finish(true);
		chapter.goOn();
		expect(stage.begun).toHaveLength(1);
		expect(chapter.queue).toEqual([]);

		chapter.beginAll();
		chapter.begin('run6');
		stage.start();
		stage.finish();
		chapter.goOn();
		expect(stage.begun.at(-1)).toBe(presets.run6);
	});
});

describe('which run is shown', () => {
	test('the latest with exactly these settings', () => {
		const stage = new MadeUpStage();
		const chapter = new Chapter(stage);
		expect(chapter.runOf('run3')).toBeNull();
		for (const settings of [presets.run3, { ...presets.run3, seed: '7' }, presets.run3, presets.run4]) {
			stage.made.push({ settings, activity: 'finished', cutShort: false });
		}
		expect(chapter.runOf('run3')).toBe(stage.runs[2]);
	});
});

describe('the edition', () => {
	const chapter = new Chapter(new MadeUpStage());

	test('is the first; then that of the last link, by its name or by its settings', () => {
		expect(chapter.edition).toBe(1);
		chapter.open({ edition: null, settings: presets.adam4 });
		expect(chapter.edition).toBe(2);
		chapter.open({ edition: null, settings: { ...presets.adam4, seed: '7' } });
		expect(chapter.edition).toBe(2);
		chapter.open({ edition: null, settings: presets.run6 });
		expect(chapter.edition).toBe(1);
		chapter.open({ edition: 2, settings: presets.run6 });
		expect(chapter.edition).toBe(2);
	});

	test('decides which six are run in turn', () => {
		const stage = new MadeUpStage();
		const second = new Chapter(stage);
		second.edition = 2;
		second.beginAll();
		expect(stage.begun).toEqual([presets.adam1]);
		expect(second.queue).toEqual(['adam2', 'adam3', 'adam4', 'adam5', 'adam6']);
	});
});

describe('the little chart', () => {
	test('lays the highest loss at the top, the last epoch at the right', () => {
		const figure = curveFigure(
			[
				{ epoch: 1, value: 0.7 },
				{ epoch: 3, value: 0.5 },
			],
			[{ epoch: 5, value: 0.6 }],
			5,
			100,
			40,
		);
		expect(figure.path).toBe('M0 0L50 40');
		expect(figure.recorded).toEqual([{ x: 100, y: 20 }]);
		expect([figure.low, figure.high, figure.last]).toEqual([0.5, 0.7, 5]);
	});

	test('a run longer than the recorded one widens it; no points and no loss of numbers break it', () => {
		expect(curveFigure([{ epoch: 9, value: 0.5 }], [{ epoch: 1, value: 0.7 }], 5, 80, 40).last).toBe(9);
		expect(curveFigure([], [{ epoch: 1, value: 0.7 }], 5, 80, 40)).toMatchObject({ path: '', recorded: [{ x: 0, y: 20 }] });
		const figure = curveFigure([{ epoch: 1, value: NaN }], [{ epoch: 1, value: 0.7 }], 5, 80, 40);
		expect(figure.path).toBe('');
	});
});

describe('the networks in PyTorch', () => {
	const rnn = pytorchRuns.find(({ name }) => name === 'rnn');
	const settings = textbookSettings(rnn?.settings ?? {});

	test('the nn.RNN is trained in PyTorch’s convention, in place of what is queued', () => {
		const stage = new MadeUpStage();
		const chapter = new Chapter(stage);
		chapter.beginAll();
		stage.start();
		chapter.beginWith(settings);
		expect(chapter.queue).toEqual([]);
		expect(stage.begun.at(-1)).toMatchObject({ cell: 'simple-rnn', convention: 'pytorch', optimizer: 'adam', 'learning-rate': '0.0002', patience: '2', shuffle: 'each-epoch' });
		expect(chapter.runWith(settings)).toBeNull();
		stage.start();
		expect(chapter.runWith(settings)).toBe(stage.made.at(-1));
		stage.finish();
		chapter.goOn();
		expect(stage.begun).toHaveLength(2); // nothing goes on behind it
	});

	test('their programs are the notebooks’', () => {
		expect(pytorchCode(settings, null, kerasTexts.en)).toContain('torch.optim.Adam(model.parameters(), lr=0.0002)');
		expect(rnn).toMatchObject({ epochs: 53, best_epoch: 51, val_loss: 0.552, val_accuracy: 0.735 });
		const lstm = pytorchRuns.find(({ name }) => name === 'lstm');
		expect(pytorchCode(textbookSettings(lstm?.settings ?? {}), null, kerasTexts.en)).toContain('nn.LSTM(16, 8, num_layers=2, batch_first=True, dropout=0.2)');
	});
});

describe('what was recorded', () => {
	test.each([
		[1, 320, 1501],
		[2, 108, 1103],
	] as const)('six runs in edition %i: %i epochs in %i seconds', (edition, epochs, seconds) => {
		const runs = runsOf(edition);
		expect(runs).toHaveLength(6);
		expect(runs.reduce((sum, run) => sum + run.epochs, 0)).toBe(epochs);
		expect(runs.reduce((sum, run) => sum + run.seconds, 0)).toBe(seconds);
	});

	test('the second edition’s curves have every epoch, and their best is the one in the table', () => {
		for (const { name, epochs, valLoss, valAccuracy } of runsOf(2)) {
			const curve = curveOf(name);
			expect(curve.map(({ epoch }) => epoch), name).toEqual(Array.from({ length: epochs }, (_, index) => index + 1));
			const best = curve.reduce((a, b) => (b.valLoss < a.valLoss ? b : a));
			expect([best.epoch, best.valLoss, best.valAccuracy], name).toEqual([epochs - 3, valLoss, valAccuracy]);
		}
	});

	test('what the cards say of the recorded runs follows from the figures', () => {
		const [run1, run2, run3, run4, run5, run6] = runsOf(1) as SixRuns;
		expect(run1.epochs).toBe(84);
		expect(run2.epochs).toBeLessThan(run1.epochs / 2);
		expect(run2.valLoss).toBeLessThan(run1.valLoss);
		expect(run3.valLoss).toBeLessThan(run2.valLoss - 0.1);
		expect(run5.valLoss).toBeGreaterThan(run4.valLoss);
		expect(run6.valLoss).toBe(lowest(runsOf(1)));

		const [, adam2, adam3, adam4, adam5, adam6] = runsOf(2) as SixRuns;
		expect(Object.keys(adam2.settings).filter((name) => adam2.settings[name] !== adam3.settings[name])).toEqual(['cell']);
		expect([adam2.valLoss, adam3.valLoss]).toEqual([0.5255, 0.4217]);
		expect(adam3.valLoss - adam4.valLoss).toBeCloseTo(0.0058, 6);
		expect(adam4.measured[1] - adam4.measured[0]).toBeGreaterThan(0.0058);
		expect(adam5.valLoss).toBe(lowest(runsOf(2)));
		expect(adam6.parameters).toBeLessThan(adam4.parameters);
		expect(adam6.valLoss).toBeLessThan(adam4.valLoss);
		expect(adam6.epochs).toBeGreaterThan(adam4.epochs);
	});

	test('is what the table in the documentation says', () => {
		const rows = readFileSync(new URL('../../../../docs/chapter.md', import.meta.url), 'utf8').split('\n');
		const figures = rows.map((row) => row.split('|').map((cell) => cell.trim().replaceAll('*', '')));
		for (const edition of editions) {
			const from = figures.findIndex(([first]) => first === `## Edition ${edition}, measured`);
			const keras = figures.slice(from).filter((cells) => cells[3] === 'Keras').slice(0, 6);
			const seeds = figures.slice(from).filter((cells) => /^[123]$/.test(cells[3] ?? '')).slice(0, 18);
			runsOf(edition).forEach((run, index) => {
				const recorded = keras[index]?.slice(7, 11).map(Number);
				expect(recorded, run.name).toEqual([run.valLoss, run.valAccuracy, run.epochs, run.seconds]);
				const losses = seeds.slice(3 * index, 3 * index + 3).map((cells) => Number(cells[7]));
				expect([Math.min(...losses), Math.max(...losses)], run.name).toEqual(run.measured);
			});
		}
	});
});
