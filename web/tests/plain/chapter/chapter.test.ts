// The chapter's runs: which run of the page belongs to which, and all six in turn.
import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../src/protocol/training.ts';
import type { SettingTexts } from '../../../src/protocol/types.ts';
import { Chapter } from '../../../src/model/chapter/chapter.svelte.ts';
import { curveFigure } from '../../../src/view/charts/recorded-curve.ts';
import { recordedRuns } from '../../../src/model/chapter/recorded-runs.ts';
import type { Run } from '../../../src/model/runs/run.svelte.ts';
import { presets } from '../../../src/model/settings/settings.ts';

interface MadeUpRun {
	settings: SettingTexts;
	activity: Activity;
	cutShort: boolean;
}

/** A page on which a run begins only when it is told to, as with a real worker. */
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

const names = recordedRuns.map((run) => run.name);

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

describe('the little chart', () => {
	test('lays the highest loss at the top, the last epoch at the right', () => {
		const figure = curveFigure(
			[
				{ epoch: 1, valLoss: 0.7 },
				{ epoch: 3, valLoss: 0.5 },
			],
			[{ epoch: 5, valLoss: 0.6 }],
			5,
			100,
			40,
		);
		expect(figure.path).toBe('M0 0L50 40');
		expect(figure.recorded).toEqual([{ x: 100, y: 20 }]);
		expect([figure.low, figure.high, figure.last]).toEqual([0.5, 0.7, 5]);
	});

	test('a run longer than the recorded one widens it; no points and no loss of numbers break it', () => {
		expect(curveFigure([{ epoch: 9, valLoss: 0.5 }], [{ epoch: 1, valLoss: 0.7 }], 5, 80, 40).last).toBe(9);
		expect(curveFigure([], [{ epoch: 1, valLoss: 0.7 }], 5, 80, 40)).toMatchObject({ path: '', recorded: [{ x: 0, y: 20 }] });
		const figure = curveFigure([{ epoch: 1, valLoss: NaN }], [{ epoch: 1, valLoss: 0.7 }], 5, 80, 40);
		expect(figure.path).toBe('');
	});
});

describe('what was recorded', () => {
	test('six runs, as the textbook has them: 320 epochs in 1,501 seconds', () => {
		expect(recordedRuns.reduce((sum, run) => sum + run.epochs, 0)).toBe(320);
		expect(recordedRuns.reduce((sum, run) => sum + run.seconds, 0)).toBe(1501);
	});
});
