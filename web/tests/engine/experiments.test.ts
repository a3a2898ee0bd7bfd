// An experiment of the page in workers on the built engine: the figures of `unroll sweep`, whatever runs at once, is paused, stopped or
// continued on a later visit.
import 'fake-indexeddb/auto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startEngine } from '../../src/engine/load.ts';
import { Experiments } from '../../src/model/experiment/experiments.svelte.ts';
import type { Plan } from '../../src/model/experiment/plan.ts';
import { lineText, readLines, type ResultLine } from '../../src/model/experiment/result-line.ts';
import type { TrainingWorker } from '../../src/model/runs/training-client.svelte.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import type { FromTraining, ToTraining } from '../../src/protocol/training.ts';
import { ExperimentStore } from '../../src/storage/experiment-store.ts';
import { TrainingSession } from '../../src/worker/training/training-session.ts';
import { engineBytes, engineIsBuilt } from './built.ts';
import { madeUpCorpus, words } from './made-up-corpus.ts';

const program = fileURLToPath(new URL('../../../build/native/unroll', import.meta.url));
const built = engineIsBuilt && existsSync(program);

/** A training worker in this thread: its messages come and go in later tasks, as a worker's do. */
class WorkerHere implements TrainingWorker {
	static count = 0;
	static runs = 0;
	onmessage: ((event: MessageEvent<FromTraining>) => void) | null = null;
	onerror = null;
	#closed = false;
	readonly #session = new TrainingSession({
		loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
		post: (data) => this.#later(() => this.onmessage?.({ data } as MessageEvent<FromTraining>)),
		later: (task) => this.#later(task),
	});

	constructor() {
		WorkerHere.count++;
	}

	postMessage(message: ToTraining): void {
		WorkerHere.runs += message.type === 'start' ? 1 : 0;
		this.#later(() => void this.#session.receive(message));
	}

	terminate(): void {
		this.#closed = true;
	}

	#later(task: () => void): void {
		setImmediate(() => this.#closed || task());
	}
}

const plan: Plan = {
	base: { ...pageDefaults, cell: 'gru', words: String(words), length: '18', embedding: '7', batch: '70', epochs: '3', patience: '1', 'learning-rate': '2e-2', seed: '5' },
	seeds: 2,
	varied: [
		{ name: 'cell', values: ['lstm', 'gru'] },
		{ name: 'units', values: ['3', '4,2', '8'] }, // 8 is the default: varied settings stand in a line all the same
	],
};

describe.skipIf(!built)('an experiment', () => {
	const folder = mkdtempSync(join(tmpdir(), 'unroll-experiments-'));
	const corpus = madeUpCorpus();
	let digest = '';
	let swept: string[];
	const sweep = (results: string, ...more: string[]) => {
		const varied = plan.varied.flatMap(({ name, values }) => ['--vary', `${name}=${values.join(';')}`]);
		const base = Object.entries(plan.base).flatMap(([name, value]) => [`--${name}`, value]);
		return execFileSync(program, ['sweep', join(folder, 'corpus'), ...varied, '--seeds', '2', ...base, '-o', join(folder, results), ...more], { encoding: 'utf8' });
	};
	const linesIn = (results: string) => readFileSync(join(folder, results), 'utf8').trimEnd().split('\n');

	beforeAll(() => {
		vi.stubGlobal('navigator', {}); // without locks, as at an insecure address
		writeFileSync(join(folder, 'corpus'), corpus);
		sweep('swept');
		swept = linesIn('swept');
		digest = (JSON.parse(swept[0]!) as ResultLine).corpus;
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const race = { phase: 'idle' as 'idle' | 'running' };
	let database = 0;
	const open = (processors: number, name = `experiments-${++database}`) =>
		new Experiments({
			library: { digest, chosen: 'imdb', file: () => corpus.slice().buffer },
			race,
			createTrainingWorker: () => new WorkerHere(),
			processors,
			openStore: () => ExperimentStore.open(name),
		});
	const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as ResultLine);

	test.each([1, 3])('has the runs of `unroll sweep`, bit for bit, %i at once', async (processors) => {
		const experiments = open(processors);
		await experiments.begin(plan, 1000);
		const { lines, done, isOpen, groups } = experiments.chosen!;
		expect(swept).toHaveLength(12);
		expect(lines).toEqual(parsed(swept));
		expect([done, isOpen, groups.length]).toEqual([12, false, 6]);
		// The program goes on from what the page saves: nothing is left to do.
		writeFileSync(join(folder, 'saved'), lines.map(lineText).join(''));
		expect(sweep('saved', '--json')).toBe('');
		expect(readLines(swept.join('\n'))).toEqual(lines);
	});

	test('is continued on a later visit, with the runs that are missing alone', async () => {
		const experiments = open(2, 'visited');
		const began = experiments.begin(plan, 2000);
		await vi.waitFor(() => expect(experiments.chosen?.done).toBeGreaterThanOrEqual(3), { timeout: 30_000, interval: 5 });
		experiments.stop();
		await began;
		const before = experiments.chosen!.done;
		expect(before).toBeLessThan(12);
		expect(experiments.chosen!.state).toBe('resting');

		const later = open(2, 'visited');
		await vi.waitFor(() => expect(later.chosen?.done).toBe(before));
		const runs = WorkerHere.runs;
		await later.continue(later.chosen!);
		expect(WorkerHere.runs - runs).toBe(12 - before);
		expect(later.chosen!.lines).toEqual(parsed(swept));
		await later.remove(later.chosen!);
		const last = open(1, 'visited');
		await vi.waitFor(() => expect(last.lasting).toBe(true));
		expect(last.all).toEqual([]);
	});

	test('pauses, and gives way to runs on the first screen, without another bit', async () => {
		const experiments = open(2);
		const began = experiments.begin(plan, 3000);
		await vi.waitFor(() => expect(experiments.chosen?.done).toBeGreaterThanOrEqual(1), { timeout: 30_000, interval: 5 });
		experiments.pause();
		expect(experiments.chosen!.state).toBe('paused');
		await new Promise((resolve) => setTimeout(resolve, 300));
		const paused = experiments.chosen!.done;
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(experiments.chosen!.done).toBe(paused);
		expect(paused).toBeLessThan(12);
		race.phase = 'running';
		await experiments.continue(experiments.chosen!);
		expect(experiments.chosen!.state).toBe('waiting');
		race.phase = 'idle';
		await experiments.continue(experiments.chosen!);
		await began;
		expect(experiments.chosen!.lines).toEqual(parsed(swept));
	});

	test('opens the file of a sweep, and makes the runs that it lacks', async () => {
		const experiments = open(2);
		await experiments.add(readLines(swept.filter((_, index) => index !== 4 && index !== 9).join('\n')), 'cells.jsonl', 4000);
		const { chosen } = experiments;
		expect([chosen!.record.runs, chosen!.done, chosen!.isOpen, experiments.hasReviews(chosen!)]).toEqual([12, 10, true, true]);
		await experiments.continue(chosen!);
		expect(chosen!.lines).toEqual(expect.arrayContaining(parsed(swept)));
		expect(chosen!.done).toBe(12);
	});

	test('says beforehand what it takes, and what is wrong', async () => {
		const experiments = open(2);
		const look = await experiments.look(plan);
		expect(look!.failure).toBe(null);
		expect(look!.memory).toBeGreaterThan(2 * corpus.length);
		expect(experiments.timeOf(plan)).toBe(null);
		await experiments.measure(plan);
		expect(experiments.timeOf(plan)).toBeGreaterThan(0);
		const wrong = await experiments.look({ ...plan, varied: [{ name: 'units', values: ['8', '0'] }] });
		expect(wrong!.failure).toMatchObject({ settings: { units: '0' }, failure: { kind: 'engine', subject: 'units' } });
		experiments.rest();
	});

	test('a run that diverges is a result, and the others go on', async () => {
		const experiments = open(2);
		const diverging = { ...plan.base, optimizer: 'sgd', 'learning-rate': '10', momentum: '0.99', batch: '16', epochs: '20', patience: '0' };
		await experiments.begin({ base: diverging, seeds: 1, varied: [{ name: 'l2', values: ['1', '0'] }] }, 5000);
		const [first, second] = experiments.chosen!.lines;
		expect(first!.failed).toMatch(/the learning rate 10 is too high/);
		expect(second!.failed).toBe(undefined);
		expect(experiments.chosen!.groups.map(({ failed }) => failed)).toEqual([1, 0]);
	});

	test('where nothing can be stored, lasts as long as the tab', async () => {
		const { indexedDB } = globalThis;
		vi.stubGlobal('indexedDB', undefined);
		const store = await ExperimentStore.open('none');
		vi.stubGlobal('indexedDB', indexedDB);
		expect(store.lasting).toBe(false);
		expect(await store.keep({ id: 'a' }, [{ experiment: 'a', run: 0 }])).toBe(false);
		expect(await store.experiments()).toEqual([{ id: 'a' }]);
		expect(await store.results('a')).toEqual([{ experiment: 'a', run: 0 }]);
	});
});
