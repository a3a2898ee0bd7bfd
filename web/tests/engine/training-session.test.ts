// The worker's session on the built engine: what it answers, and that it answers between two slices.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { EngineFailure } from '../../src/engine/failure.ts';
import { startEngine } from '../../src/engine/load.ts';
import { Model } from '../../src/engine/model.ts';
import { Trainer } from '../../src/engine/trainer.ts';
import type { FromTraining, TrainingCommand, Update } from '../../src/protocol/training.ts';
import { lookAtNothing } from '../../src/protocol/inside.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { TrainingSession } from '../../src/worker/training/training-session.ts';
import { engineBytes, engineIsBuilt } from './built.ts';
import { madeUpCorpus, praise, words } from './made-up-corpus.ts';

const settings = { ...pageDefaults, words: String(words), length: '18', batch: '32', epochs: '3' };
const batchesPerEpoch = 10; // 320 training reviews

describe.skipIf(!engineIsBuilt)('a session', () => {
	let posted: FromTraining[];
	let tasks: (() => void)[];
	let delays: number[];
	let session: TrainingSession;
	let requests = 0;

	/** Asks as the page does; a review is read once the messages that wait have been taken. */
	const ask = async (command: TrainingCommand) => {
		await session.receive({ ...command, request: ++requests });
		if (command.type === 'review') {
			tasks.pop()?.();
		}
	};
	const of = <Type extends FromTraining['type']>(type: Type) =>
		posted.filter((message): message is Extract<FromTraining, { type: Type }> => message.type === type);
	const updates = (): Update[] => of('update').map((message) => message.update);
	const nextSlice = () => tasks.shift()?.();
	const runToEnd = () => {
		while (tasks.length > 0) {
			nextSlice();
		}
	};

	beforeEach(async () => {
		posted = [];
		tasks = [];
		delays = [];
		requests = 0;
		session = new TrainingSession({
			loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
			post: (message) => posted.push(message),
			later: (task, delay) => {
				tasks.push(task);
				delays.push(delay);
			},
		});
		await ask({ type: 'load' });
		await ask({ type: 'corpus', file: madeUpCorpus().buffer });
	});

	test('is ready, and describes the corpus', () => {
		expect(of('ready')).toEqual([{ type: 'ready', request: 1, engine: 'simd' }]);
		expect(of('opened')).toEqual([{ type: 'opened', request: 2, corpus: expect.objectContaining({ trainReviews: 400 }) }]);
	});

	test('looks at settings: the network they make, or what is wrong', async () => {
		await ask({ type: 'prepare', settings });
		await ask({ type: 'prepare', settings: { ...settings, units: 'many' } });
		await ask({ type: 'prepare', settings: { ...settings, words: '41' } });
		const [right, wrong, beyondCorpus] = of('prepared');
		expect(right?.network?.layers.map((layer) => layer.parameters)).toEqual([640, 624, 9]);
		expect(right?.network?.memory).toBeGreaterThan(0);
		expect(wrong).toMatchObject({ network: null, failures: [{ kind: 'engine', subject: 'units' }] });
		expect(beyondCorpus).toMatchObject({ failures: [{ kind: 'engine', subject: 'words' }] });
	});

	test('describes a network of any size without drawing it, which is left to the first text', async () => {
		const create = vi.spyOn(Engine.prototype, 'createModel');
		await ask({ type: 'prepare', settings: { ...settings, units: '512,512,512,512' } });
		runToEnd();
		expect(of('prepared')[0]?.network?.layers.map(({ features }) => features)).toEqual([16, 512, 512, 512, 512, 1]);
		expect(create).not.toHaveBeenCalled();
		await ask({ type: 'prepare', settings });
		await ask({ type: 'review', text: praise });
		expect(create).toHaveBeenCalledTimes(1);
		create.mockRestore();
		expect(of('prediction')).toHaveLength(1);
	});

	test('classifies before the first run, with the untrained network', async () => {
		await ask({ type: 'prepare', settings });
		await ask({ type: 'review', text: `${praise} nonsense` });
		const [message] = of('prediction');
		expect(message?.prediction.prediction).toMatchObject({ words: 2, unknown: 1 });
		expect(message?.prediction.prediction.probability).toBeCloseTo(0.5, 1);
	});

	test('reports every batch and every epoch, once', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		runToEnd();
		expect(of('started')).toHaveLength(1);
		expect(updates().at(-1)).toMatchObject({ activity: 'finished', progress: { finishedEpochs: 3 } });
		const batches = updates().flatMap((update) => [...update.batches]);
		expect(batches.filter((_, index) => index % 3 === 0)).toEqual(
			Array.from({ length: 3 * batchesPerEpoch }, (_, index) => (index + 1) / batchesPerEpoch),
		);
		expect(updates().flatMap((update) => update.epochs)).toHaveLength(3);
		expect(of('failed')).toEqual([]);
	});

	test('steps a batch, also over the validation, and an epoch', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'batch' });
		runToEnd();
		expect(updates().at(-1)).toMatchObject({ activity: 'paused', progress: { trainedBatches: 1 } });
		await ask({ type: 'continue', until: 'epoch' });
		runToEnd();
		expect(updates().at(-1)).toMatchObject({
			activity: 'paused',
			progress: { finishedEpochs: 1, trainedBatches: batchesPerEpoch },
		});
		await ask({ type: 'continue', until: 'batch' });
		runToEnd();
		expect(updates().at(-1)?.progress.trainedBatches).toBe(batchesPerEpoch + 1);
	});

	/** Asks without waiting for the answer, and lets all that is planned happen. */
	const searchWhile = async (meanwhile: () => Promise<void>, units = '8') => {
		const searched = ask({ type: 'find-rate', settings: { ...settings, units } });
		await meanwhile();
		do {
			runToEnd();
			await new Promise((next) => setImmediate(next));
		} while (tasks.length > 0);
		await searched;
	};

	test('finds a learning rate beside a run, which ends in the same weights', async () => {
		const train = () => ask({ type: 'start', run: 'a', settings, until: 'end' });
		await train();
		runToEnd();
		const { fingerprint } = updates().at(-1)!;
		await searchWhile(train);
		expect(updates().at(-1)?.fingerprint).toBe(fingerprint);
		const [{ rates } = { rates: null }] = of('rates');
		const points = rates?.points ?? [];
		expect(points.length).toBeGreaterThan(100);
		expect(points[0]?.rate).toBe(1e-6);
		expect(points.every(({ rate }, index) => rate > (points[index - 1]?.rate ?? 0))).toBe(true);
		const lowest = points.reduce((best, point) => (point.smoothed < best.smoothed ? point : best));
		expect(lowest.smoothed).toBeLessThan(0.6);
		expect(rates?.suggested).toBeCloseTo(lowest.rate / 10, 12);
	});

	test('gives a search up where other reviews come, or another search', async () => {
		const slow = '128'; // more than one slice
		await searchWhile(() => ask({ type: 'corpus', file: madeUpCorpus().buffer }), slow);
		expect(of('rates').map(({ rates }) => rates)).toEqual([null]);
		await searchWhile(async () => void searchWhile(async () => {}), slow);
		expect(of('rates').filter(({ rates }) => rates === null)).toHaveLength(2);
		expect(of('rates')).toHaveLength(3);
		await ask({ type: 'find-rate', settings: { ...settings, units: '0' } });
		expect(of('failed')).toMatchObject([{ failure: { kind: 'engine', subject: 'units' } }]);
	});

	test('pauses, goes on and stops between two slices', async () => {
		await ask({ type: 'start', run: 'a', settings: { ...settings, epochs: '10000', patience: '0' }, until: 'end' });
		nextSlice();
		await ask({ type: 'pause' });
		expect(updates().at(-1)?.activity).toBe('paused');
		const paused = updates().at(-1)?.progress.trainedBatches ?? 0;
		runToEnd();
		expect(updates().at(-1)?.progress.trainedBatches).toBe(paused);

		await ask({ type: 'continue', until: 'end' });
		nextSlice();
		nextSlice(); // an update may wait for the second one
		expect(updates().at(-1)?.progress.trainedBatches).toBeGreaterThan(paused);
		await ask({ type: 'review', text: praise });
		expect(of('prediction').length).toBeGreaterThan(0);
		await ask({ type: 'stop' });
		expect(updates().at(-1)?.activity).toBe('finished');
		expect(tasks.length).toBeLessThanOrEqual(1);
		runToEnd();
	});

	test('pausing and stepping change no bit of the result', async () => {
		const resultOf = async (steps: () => Promise<void>) => {
			await steps();
			runToEnd();
			return updates().at(-1)?.progress.bestValLoss;
		};
		const straight = await resultOf(() => ask({ type: 'start', run: 'a', settings, until: 'end' }));
		const stepped = await resultOf(async () => {
			await ask({ type: 'start', run: 'a', settings, until: 'batch' });
			runToEnd();
			await ask({ type: 'continue', until: 'epoch' });
			runToEnd();
			await ask({ type: 'continue', until: 'end' });
		});
		expect(stepped).toBe(straight);
	});

	test('a slice leaves room for messages', async () => {
		await ask({ type: 'start', run: 'a', settings: { ...settings, epochs: '10000', patience: '0' }, until: 'end' });
		nextSlice();
		const begin = performance.now();
		nextSlice();
		expect(performance.now() - begin).toBeLessThan(150); // 40, on a machine that has other things to do
		await ask({ type: 'stop' });
	});

	test('a run that cannot be made leaves the one before it', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'epoch' });
		runToEnd();
		await ask({ type: 'start', run: 'a', settings: { ...settings, batch: '0' }, until: 'end' });
		expect(of('failed')).toEqual([
			{ type: 'failed', request: requests, failure: expect.objectContaining({ kind: 'engine', subject: 'batch' }) },
		]);
		await ask({ type: 'continue', until: 'end' });
		runToEnd();
		expect(updates().at(-1)?.activity).toBe('finished');
	});

	test('a run that leaves the range of numbers ends, says so, and leaves the rest working', async () => {
		const step = vi.spyOn(Trainer.prototype, 'step').mockImplementationOnce(() => {
			throw new EngineFailure('not-finite', 'loss', 'the loss became infinite');
		});
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		runToEnd();
		step.mockRestore();
		expect(updates().at(-1)?.activity).toBe('finished');
		expect(of('run-failed')).toEqual([
			{ type: 'run-failed', run: 'a', failure: expect.objectContaining({ kind: 'engine', status: 'not-finite' }) },
		]);
		await ask({ type: 'review', text: praise });
		expect(of('prediction')).toHaveLength(1);
	});

	test('a corpus of more than two classes is trained, predicted and looked into, by the class that is chosen', async () => {
		await ask({ type: 'corpus', file: madeUpCorpus(400, 4).buffer });
		expect(of('opened').at(-1)?.corpus.classes).toBe(4);
		await ask({ type: 'look', look: { ...lookAtNothing, trace: true, run: true, network: true } });
		await ask({ type: 'review', text: praise });
		await ask({ type: 'start', run: 'a', settings: { ...settings, classes: '4' }, until: 'end' });
		runToEnd();
		expect(of('failed')).toEqual([]);
		const { prediction } = of('prediction').at(-1)!.prediction;
		expect(prediction.all).toHaveLength(4);
		expect(prediction.all?.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
		expect(of('trace').at(-1)?.trace.of).toBe(prediction.label);
		expect(of('pass').at(-1)?.pass.classes).toEqual({ all: prediction.all, predicted: prediction.label });
		// Another class: the last logit is its log-odds against all others, and the word map is of it too.
		const other = (prediction.label + 1) % 4;
		await ask({ type: 'look', look: { ...lookAtNothing, trace: true, run: true, ofClass: other } });
		const { trace } = of('trace').at(-1)!;
		expect([trace.of, trace.prediction.label]).toEqual([other, prediction.label]);
		expect(trace.timesteps.at(-1)?.probability).toBeCloseTo(prediction.all![other]!.probability, 6);
		expect(of('probe').at(-1)?.probe.words.classes?.of).toBe(other);
	});

	test.each([
		['cut short', madeUpCorpus().slice(0, 500)],
		['no corpus at all', new TextEncoder().encode('<!doctype html><title>Welcome</title>')],
	])('a corpus that is %s is reported, and the one before stays', async (_, file) => {
		await ask({ type: 'corpus', file: file.buffer });
		expect(of('failed')).toEqual([
			{ type: 'failed', request: requests, failure: expect.objectContaining({ kind: 'corpus-damaged' }) },
		]);
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		runToEnd();
		expect(updates().at(-1)?.activity).toBe('finished');
	});

	test('another corpus ends the run, and its network still predicts', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'epoch' });
		runToEnd();
		await ask({ type: 'corpus', file: madeUpCorpus(200).buffer });
		expect(updates().at(-1)?.activity).toBe('finished');
		expect(of('opened').at(-1)?.corpus.trainReviews).toBe(200);
		await ask({ type: 'review', text: praise });
		expect(of('prediction')).toHaveLength(1);
		await ask({ type: 'start', run: 'b', settings, until: 'end' });
		runToEnd();
		expect(of('ended').map((message) => message.run)).toEqual(['a', 'b']);
	});

	test('a run that is replaced ends first, with its model', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'epoch' });
		runToEnd();
		posted.length = 0;
		await ask({ type: 'start', run: 'b', settings, until: 'batch' });
		expect(posted.map((message) => message.type)).toEqual(['update', 'ended', 'started']);
		expect(posted[0]).toMatchObject({ run: 'a', update: { activity: 'finished' } });
	});

	test('the model that ends a run has its weights: the fingerprint is the same', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		runToEnd();
		const engine = await startEngine(engineBytes('simd'));
		const model = engine.openModel(new Uint8Array(of('ended')[0]?.model ?? new ArrayBuffer()));
		expect(model.fingerprint()).toBe(updates().at(-1)?.fingerprint);
		expect(model.fingerprint()).toMatch(/^[0-9a-f]{64}$/);
	});

	test('resumes from a checkpoint to the same bits, with its past epochs', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'epoch' });
		runToEnd();
		await ask({ type: 'save', run: 'a' });
		const checkpoint = of('saved')[0]?.checkpoint ?? new ArrayBuffer();
		await ask({ type: 'continue', until: 'end' });
		runToEnd();
		const straight = updates().at(-1)?.fingerprint;
		posted.length = 0;
		await ask({ type: 'resume', run: 'b', checkpoint, until: 'end' });
		runToEnd();
		expect(of('started')).toMatchObject([{ settings: { epochs: '3' } }]);
		expect(updates().flatMap((update) => update.epochs)).toHaveLength(3);
		expect(updates().at(-1)?.fingerprint).toBe(straight);
	});

	test('at a pace trains one batch, and waits', async () => {
		await ask({ type: 'pace', pace: 5 });
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		nextSlice();
		nextSlice();
		await ask({ type: 'pause' });
		expect(updates().at(-1)?.progress.trainedBatches).toBe(2);
		expect(delays.at(-1)).toBeGreaterThan(100);
		expect(delays.at(-1)).toBeLessThanOrEqual(200);
	});

	test('the validation takes no pace', async () => {
		await ask({ type: 'pace', pace: 5 });
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		for (let slice = 0; slice < batchesPerEpoch + 1; slice++) {
			nextSlice();
		}
		await ask({ type: 'pause' });
		expect(updates().at(-1)?.progress).toMatchObject({ trainedBatches: batchesPerEpoch + 1, finishedEpochs: 1 });
	});

	test('a new pace counts at once, and no slice runs twice', async () => {
		await ask({ type: 'pace', pace: 1 });
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		nextSlice();
		await ask({ type: 'pace', pace: null });
		expect(delays.at(-1)).toBe(0);
		nextSlice(); // the one that was waiting: its place is taken
		nextSlice();
		expect(tasks.length).toBeLessThanOrEqual(1);
		runToEnd();
		expect(updates().at(-1)?.activity).toBe('finished');
	});

	describe('where the model cannot classify a text', () => {
		const impossible = new EngineFailure('mismatch', 'vocabulary', 'the model knows no words');
		const failing = () => vi.spyOn(Model.prototype, 'predict').mockImplementation(() => {
			throw impossible;
		});

		test('the run trains to its end, and the reason is reported once', async () => {
			const predict = failing();
			await ask({ type: 'start', run: 'a', settings, until: 'end' });
			await ask({ type: 'review', text: praise });
			runToEnd();
			predict.mockRestore();
			expect(updates().at(-1)).toMatchObject({ activity: 'finished', progress: { finishedEpochs: 3 } });
			expect(of('ended')).toHaveLength(1);
			expect(of('prediction-failed')).toMatchObject([{ text: praise, failure: { kind: 'engine', subject: 'vocabulary' } }]);
			expect(of('failed')).toEqual([]);
			await ask({ type: 'review', text: praise });
			expect(of('prediction')).toHaveLength(1);
		});

		test('settings are still checked, and another run begins', async () => {
			await ask({ type: 'review', text: praise });
			const predict = failing();
			await ask({ type: 'prepare', settings });
			await ask({ type: 'start', run: 'a', settings, until: 'batch' });
			runToEnd();
			predict.mockRestore();
			expect(of('prepared').at(-1)?.network).not.toBeNull();
			expect(updates().at(-1)?.activity).toBe('paused');
			expect(of('failed')).toEqual([]);
		});
	});

	test('of several texts that wait the newest alone is read', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'batch' });
		runToEnd();
		const waiting = tasks.length;
		for (const text of ['a', `${praise} b`, praise]) {
			await session.receive({ type: 'review', text, request: ++requests });
		}
		expect(tasks.length).toBe(waiting + 1);
		runToEnd();
		expect(of('prediction').map(({ prediction }) => prediction.text)).toEqual([praise]);
	});

	test('a checkpoint is of the run that was asked for, or there is none', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'batch' });
		runToEnd();
		await ask({ type: 'start', run: 'b', settings, until: 'batch' });
		runToEnd();
		await ask({ type: 'save', run: 'a' });
		expect(of('saved')).toEqual([]);
		expect(of('failed')).toMatchObject([{ request: requests, failure: { kind: 'unexpected' } }]);
		await ask({ type: 'save', run: 'b' });
		expect(of('saved')).toMatchObject([{ request: requests }]);
	});

	test('what a worker without reviews is asked for fails, and does not hang', async () => {
		const empty = new TrainingSession({ loadEngine: () => Promise.reject(new Error('none')), post: (message) => posted.push(message), later: () => {} });
		await empty.receive({ type: 'load', request: 101 });
		await empty.receive({ type: 'prepare', settings, request: 102 });
		await empty.receive({ type: 'start', run: 'a', settings, until: 'end', request: 103 });
		expect(of('failed').map(({ request }) => request)).toEqual([101, 102, 103]);
	});
});
