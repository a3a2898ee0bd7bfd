// The worker's session on the built engine: what it answers, and that it answers between two slices.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineFailure, status } from '../../src/engine/failure.ts';
import { startEngine } from '../../src/engine/load.ts';
import { Trainer } from '../../src/engine/trainer.ts';
import type { FromWorker, Update } from '../../src/protocol.ts';
import { pageDefaults } from '../../src/state/settings.ts';
import { LoadFailure } from '../../src/worker/failures.ts';
import { Session } from '../../src/worker/session.ts';
import { engineBytes, engineIsBuilt } from './built.ts';
import { madeUpCorpus, praise, words } from './made-up-corpus.ts';

const settings = { ...pageDefaults, words: String(words), length: '18', batch: '32', epochs: '3' };
const batchesPerEpoch = 10; // 320 training reviews

describe.skipIf(!engineIsBuilt)('a session', () => {
	let posted: FromWorker[];
	let tasks: (() => void)[];
	let session: Session;

	const of = <Type extends FromWorker['type']>(type: Type) =>
		posted.filter((message): message is Extract<FromWorker, { type: Type }> => message.type === type);
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
		session = new Session({
			loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
			fetchCorpus: async () => (engine) => engine.openCorpus(madeUpCorpus()),
			post: (message) => posted.push(message),
			later: (task) => tasks.push(task),
		});
		await session.receive({ type: 'load', corpusUrl: 'corpus' });
	});

	test('is ready with what the corpus is', () => {
		expect(of('ready')).toEqual([
			{ type: 'ready', engine: 'simd', corpus: expect.objectContaining({ trainReviews: 400 }) },
		]);
	});

	test('looks at settings: the network they make, or what is wrong', async () => {
		await session.receive({ type: 'prepare', settings });
		await session.receive({ type: 'prepare', settings: { ...settings, units: 'many' } });
		await session.receive({ type: 'prepare', settings: { ...settings, words: '41' } });
		const [right, wrong, beyondCorpus] = of('prepared');
		expect(right?.network?.layers.map((layer) => layer.parameters)).toEqual([640, 624, 9]);
		expect(right?.network?.memory).toBeGreaterThan(0);
		expect(wrong).toMatchObject({ network: null, failures: [{ kind: 'engine', subject: 'units' }] });
		expect(beyondCorpus).toMatchObject({ failures: [{ kind: 'engine', subject: 'words' }] });
	});

	test('classifies before the first run, with the untrained network', async () => {
		await session.receive({ type: 'prepare', settings });
		await session.receive({ type: 'review', text: `${praise} nonsense` });
		const [message] = of('verdict');
		expect(message?.verdict.verdict).toMatchObject({ words: 2, unknown: 1 });
		expect(message?.verdict.verdict.probability).toBeCloseTo(0.5, 1);
	});

	test('tells of every batch and every epoch, once', async () => {
		await session.receive({ type: 'start', settings, until: 'end' });
		runToEnd();
		expect(of('started')).toHaveLength(1);
		expect(updates().at(-1)).toMatchObject({ activity: 'finished', progress: { finishedEpochs: 3 } });
		const batches = updates().flatMap((update) => update.batches);
		expect(batches.map((batch) => batch.position)).toEqual(
			Array.from({ length: 3 * batchesPerEpoch }, (_, index) => (index + 1) / batchesPerEpoch),
		);
		expect(updates().flatMap((update) => update.epochs)).toHaveLength(3);
		expect(of('failed')).toEqual([]);
	});

	test('steps a batch, also over the validation, and an epoch', async () => {
		await session.receive({ type: 'start', settings, until: 'batch' });
		runToEnd();
		expect(updates().at(-1)).toMatchObject({ activity: 'paused', progress: { trainedBatches: 1 } });
		await session.receive({ type: 'continue', until: 'epoch' });
		runToEnd();
		expect(updates().at(-1)).toMatchObject({
			activity: 'paused',
			progress: { finishedEpochs: 1, trainedBatches: batchesPerEpoch },
		});
		await session.receive({ type: 'continue', until: 'batch' });
		runToEnd();
		expect(updates().at(-1)?.progress.trainedBatches).toBe(batchesPerEpoch + 1);
	});

	test('pauses, goes on and stops between two slices', async () => {
		await session.receive({ type: 'start', settings: { ...settings, epochs: '10000', patience: '0' }, until: 'end' });
		nextSlice();
		await session.receive({ type: 'pause' });
		expect(updates().at(-1)?.activity).toBe('paused');
		const paused = updates().at(-1)?.progress.trainedBatches ?? 0;
		runToEnd();
		expect(updates().at(-1)?.progress.trainedBatches).toBe(paused);

		await session.receive({ type: 'continue', until: 'end' });
		nextSlice();
		expect(updates().at(-1)?.progress.trainedBatches).toBeGreaterThan(paused);
		await session.receive({ type: 'review', text: praise });
		expect(of('verdict').length).toBeGreaterThan(0);
		await session.receive({ type: 'stop' });
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
		const straight = await resultOf(() => session.receive({ type: 'start', settings, until: 'end' }));
		const stepped = await resultOf(async () => {
			await session.receive({ type: 'start', settings, until: 'batch' });
			runToEnd();
			await session.receive({ type: 'continue', until: 'epoch' });
			runToEnd();
			await session.receive({ type: 'continue', until: 'end' });
		});
		expect(stepped).toBe(straight);
	});

	test('a slice leaves room for messages', async () => {
		await session.receive({ type: 'start', settings: { ...settings, epochs: '10000', patience: '0' }, until: 'end' });
		nextSlice();
		const begin = performance.now();
		nextSlice();
		expect(performance.now() - begin).toBeLessThan(150); // 40, on a machine that has other things to do
		await session.receive({ type: 'stop' });
	});

	test('a run that cannot be made leaves the one before it', async () => {
		await session.receive({ type: 'start', settings, until: 'epoch' });
		runToEnd();
		await session.receive({ type: 'start', settings: { ...settings, batch: '0' }, until: 'end' });
		expect(of('failed')).toEqual([
			{ type: 'failed', failure: expect.objectContaining({ kind: 'engine', subject: 'batch' }) },
		]);
		await session.receive({ type: 'continue', until: 'end' });
		runToEnd();
		expect(updates().at(-1)?.activity).toBe('finished');
	});

	test('a run that leaves the range of numbers ends, says so, and leaves the rest working', async () => {
		const step = vi.spyOn(Trainer.prototype, 'step').mockImplementationOnce(() => {
			throw new EngineFailure(status.notFinite, 'loss', 'the loss became infinite');
		});
		await session.receive({ type: 'start', settings, until: 'end' });
		runToEnd();
		step.mockRestore();
		expect(updates().at(-1)?.activity).toBe('finished');
		expect(of('failed')).toEqual([
			{ type: 'failed', failure: expect.objectContaining({ kind: 'engine', status: status.notFinite }) },
		]);
		await session.receive({ type: 'review', text: praise });
		expect(of('verdict')).toHaveLength(1);
	});

	test('a corpus that cannot be had is told', async () => {
		const failing = new Session({
			loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
			fetchCorpus: async () => {
				throw new LoadFailure({ kind: 'corpus-missing', url: 'corpus' });
			},
			post: (message) => posted.push(message),
			later: (task) => tasks.push(task),
		});
		await failing.receive({ type: 'load', corpusUrl: 'corpus' });
		expect(of('failed')).toEqual([{ type: 'failed', failure: { kind: 'corpus-missing', url: 'corpus' } }]);
	});
});
