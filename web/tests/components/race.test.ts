// @vitest-environment happy-dom
// Several cells side by side, and what becomes of the runs.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { runListTexts } from '../../src/i18n/run-list.ts';
import { button, click, keepPage, text } from './the-page.ts';

const page = keepPage(['simple-rnn', 'lstm', 'gru']);

beforeEach(() => page.becomeReady());

const rows = () => [...document.querySelectorAll('tr.racer')].map((row) => row.textContent?.replace(/\s+/g, ' ') ?? '');
const end = { phase: 'finished', finishedEpochs: 6, bestEpoch: 1, stoppedEarly: true, epochsWithoutImprovement: 3 } as const;
const finishAll = () => page.workers.forEach((worker) => page.update('finished', end, 6, worker));
const openRun = (name: string) => {
	const row = [...document.querySelectorAll('button.row')].find((one) => one.textContent?.includes(name));
	(row as HTMLButtonElement).click();
	page.flush();
};

describe('a race', () => {
	test('each cell has a worker of its own, with the same settings and seed', () => {
		click(en.controls.start);
		const settings = page.workers.map((worker) => worker.last('start')?.settings);
		expect(settings.map((texts) => texts?.cell)).toEqual(['simple-rnn', 'lstm', 'gru']);
		expect(new Set(settings.map((texts) => JSON.stringify({ ...texts, cell: '' }))).size).toBe(1);
	});

	test('runs, pauses and stops together', () => {
		page.begin();
		page.workers.forEach((worker) => page.update('running', { epoch: 2 }, 1, worker));
		click(en.controls.pause);
		expect(page.workers.every((worker) => worker.last('pause'))).toBe(true);
		page.workers.forEach((worker) => page.update('paused', { epoch: 2 }, 0, worker));
		click(en.controls.stepEpoch);
		expect(page.workers.map((worker) => worker.last('continue')?.until)).toEqual(['epoch', 'epoch', 'epoch']);
		click(en.controls.stop);
		expect(page.workers.every((worker) => worker.last('stop'))).toBe(true);
	});

	test('goes on as long as one of them runs, and leaves those alone that have finished', () => {
		page.begin();
		const [first, second, third] = page.workers;
		page.update('finished', end, 6, first);
		page.update('running', {}, 0, second);
		page.update('running', {}, 0, third);
		click(en.controls.pause);
		expect(first?.last('pause')).toBeUndefined();
		expect(second?.last('pause')).toBeDefined();
	});

	test('has a row for each cell, with its patience and best epoch', () => {
		page.begin();
		page.update('running', { epoch: 3, epochsWithoutImprovement: 2 }, 3, page.workers[1]);
		expect(rows()).toHaveLength(3);
		expect(rows()[1]).toContain('LSTM');
		expect(rows()[1]).toContain('0.4300');
		expect(document.querySelectorAll('tr.racer')[1]?.querySelectorAll('.used')).toHaveLength(2);
	});

	test('ends with the figures of the best epoch, everywhere', () => {
		page.begin();
		const epochs = (accuracy: number) => [
			{ loss: 0.4, accuracy: 0.8, valLoss: 0.41, valAccuracy: accuracy },
			{ loss: 0.3, accuracy: 0.9, valLoss: 0.49, valAccuracy: accuracy - 0.02 },
		];
		const accuracies = [0.7, 0.801, 0.812];
		const last = { finishedEpochs: 2, epoch: 2 };
		page.workers.forEach((worker, index) => page.update('running', last, epochs(accuracies[index]!), worker));
		const bold = () => [...document.querySelectorAll('td.accuracy .value')].map((value) => value.textContent);
		const listed = () => [...document.querySelectorAll('button.row .best')].map((cell) => cell.textContent?.trim());
		expect(bold()).toEqual(['68.0%', '78.1%', '79.2%']);
		page.workers.forEach((worker) => page.update('finished', { ...last, ...end, finishedEpochs: 2 }, 0, worker));
		expect(bold()).toEqual(['70.0%', '80.1%', '81.2%']);
		expect(listed().toSorted()).toEqual(bold().toSorted());
		expect(page.model.unrolled.cell).toBe('gru'); // the best is drawn, unless another was chosen
		page.model.unrolled.chosen = 'lstm';
		expect(page.model.unrolled.cell).toBe('lstm');
		expect(text()).toContain(en.outcome.ahead('GRU', '81.2%', '11', 'SimpleRNN'));
		vi.advanceTimersByTime(5000);
		page.flush();
		const said = document.querySelector('[role=status].unseen')?.textContent;
		expect(said).toContain(en.announceBest(1, '80.1%', '0.4100'));
		expect(said).toContain(en.outcome.ahead('GRU', '81.2%', '11', 'SimpleRNN'));
	});

	test('in slow motion shows the pace that is set', () => {
		page.begin();
		page.model.race.setPace(5);
		page.update('running', { batch: 1 }, 0, page.workers[1]);
		expect(rows()[1]).toContain('320 '); // 5 batches of 64
		expect(rows()[1]).toContain(en.numbers.timeLeft(en.numbers.duration(0, 21, 0)));
		page.model.race.setPace(null);
		page.flush();
		expect(rows()[1]).not.toContain('320 ');
	});

	test('a cell that is turned off trains no more, and the last one stays on', () => {
		click('LSTM');
		click('GRU');
		click('SimpleRNN');
		expect(page.model.form.cells).toEqual(['simple-rnn']);
		click(en.controls.start);
		expect(page.workers.map((worker) => worker.last('start') !== undefined)).toEqual([true, false, false]);
	});

	test('a speed is sent to every worker, also one that is made later', () => {
		page.model.race.setPace(5);
		expect(page.workers.map((worker) => worker.last('pace')?.pace)).toEqual([5, 5, 5]);
	});

	test('says that the cells differ from those of the race on show', () => {
		page.begin();
		click('GRU');
		expect(text()).toContain(en.state.changed(en.state.changedCells));
	});

	test('what a worker reports waits for the next frame; that it has paused does not', () => {
		page.begin();
		const tell = (activity: 'running' | 'paused', epoch: number) =>
			page.workers[0]?.say({
				type: 'update',
				run: 'simple-rnn/1/test',
				update: {
					activity,
					progress: { ...page.model.race.current[0]!.progress!, epoch },
					batches: new Float64Array(),
					epochs: [],
					busy: 1,
					fingerprint: null,
				},
			});
		page.update('running', { epoch: 1 }, 0, page.workers[0]);
		tell('running', 5);
		tell('running', 6);
		page.flush();
		expect(page.model.race.current[0]?.progress?.epoch).toBe(1);
		page.nextFrame();
		expect(page.model.race.current[0]?.progress?.epoch).toBe(6);
		tell('paused', 7);
		expect(page.model.race.current[0]?.progress?.epoch).toBe(7);
	});
});

describe('the runs', () => {
	beforeEach(() => {
		page.begin();
		finishAll();
	});

	test('each says how it differs from the one before', () => {
		expect(text()).toContain(runListTexts.en.first);
		expect(text()).toContain(runListTexts.en.changes('SimpleRNN 1', 'cell SimpleRNN → LSTM'));
		page.model.form.set('units', '16');
		page.begin();
		expect(text()).toContain(runListTexts.en.changes('LSTM 1', 'units 8 → 16'));
		expect(page.model.runs.all).toHaveLength(6);
	});

	test('one that repeats another says so', () => {
		page.begin();
		expect(text()).toContain(runListTexts.en.same('GRU 1'));
	});

	test('can be renamed, and others call it by its new name', () => {
		openRun('GRU 1');
		const field = document.querySelector<HTMLInputElement>('.rename input')!;
		field.value = 'Small one';
		field.dispatchEvent(new Event('input', { bubbles: true }));
		page.begin();
		expect(text()).toContain(runListTexts.en.same('Small one'));
	});

	test('show their fingerprint', () => {
		openRun('GRU 1');
		expect(document.querySelector('.more code')?.textContent).toBe('a1b2c3d4');
	});

	test('can be hidden, and all past ones at once', () => {
		openRun('GRU 1');
		click(runListTexts.en.hide);
		expect(page.model.runs.visible.map((run) => run.id)).toEqual(['simple-rnn/1/test', 'lstm/1/test']);
		page.begin();
		click(runListTexts.en.hideAll);
		expect(page.model.runs.visible.map((run) => run.number)).toEqual([2, 2, 2]);
		click(runListTexts.en.showAll);
		expect(page.model.runs.visible).toHaveLength(6);
	});

	test('bring their settings back to the form', () => {
		page.model.form.set('units', '16');
		openRun('LSTM 1');
		click(runListTexts.en.restore);
		expect(page.model.form.settings.units).toBe('8');
		expect(page.model.form.cells).toEqual(['lstm']);
	});

	test('can be deleted once they have finished', () => {
		openRun('LSTM 1');
		click(runListTexts.en.remove);
		expect(page.model.runs.all.map((run) => run.id)).toEqual(['simple-rnn/1/test', 'gru/1/test']);
	});

	test('the model of a finished run, and a checkpoint, can be downloaded', async () => {
		const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
		page.say({ type: 'ended', run: 'gru/1/test', model: new ArrayBuffer(8) });
		openRun('GRU 1');
		click(runListTexts.en.download);
		expect((clicked.mock.contexts[0] as HTMLAnchorElement).download).toBe('gru-1.safetensors');
		click(runListTexts.en.downloadCheckpoint);
		expect(page.worker.last('save')).toBeDefined();
		page.say({ type: 'saved', checkpoint: new ArrayBuffer(8) });
		await vi.advanceTimersByTimeAsync(0);
		expect((clicked.mock.contexts[1] as HTMLAnchorElement).download).toBe('gru-1.checkpoint.safetensors');
		clicked.mockRestore();
	});

	test('the model of a finished run is used to predict the review, until it is not any more', async () => {
		page.say({ type: 'ended', run: 'gru/1/test', model: new ArrayBuffer(8) });
		openRun('GRU 1');
		click(runListTexts.en.predict);
		await vi.advanceTimersByTimeAsync(0);
		expect(page.library.last('add-predictor')).toMatchObject({ id: 'gru/1/test', file: expect.any(ArrayBuffer) });
		const predictor = { id: 'gru/1/test', kind: 'run' as const, settings: {}, parameters: 8633, fingerprint: '' };
		page.tell({ type: 'predictors', predictors: [predictor] });
		click(runListTexts.en.predicting);
		await vi.advanceTimersByTimeAsync(0);
		expect(page.library.last('remove-predictor')?.id).toBe('gru/1/test');
	});

	test('the main button begins another race', () => {
		expect(button(en.controls.startNew).disabled).toBe(false);
	});
});
