// Runs are stored while they train: a failure costs one checkpoint and no later one, and what was forgotten stays away.
import { beforeEach, expect, test, vi } from 'vitest';
import type { Library } from '../../src/model/library/library.svelte.ts';
import { RequestFailure } from '../../src/model/requests.ts';
import { Run } from '../../src/model/runs/run.svelte.ts';
import { RunSaver } from '../../src/model/runs/run-saver.ts';
import type { StoredRun } from '../../src/model/runs/stored-run.ts';
import type { TrainingClient } from '../../src/model/runs/training-client.svelte.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { madeUpProgress } from './made-up-progress.ts';

const log: string[] = [];
const records: StoredRun[] = [];
const library = {
	keep: vi.fn(async (_: string, record: StoredRun, files: object) => {
		log.push(`keep ${record.id} ${Object.keys(files).join()}`);
		records.push(record);
		return null;
	}),
	remove: vi.fn((_: string, id: string) => void log.push(`remove ${id}`)),
};
const save = vi.fn(async () => new ArrayBuffer(8));
const client = { save } as unknown as TrainingClient;
let saver: RunSaver;
let run: Run;

const settle = () => new Promise((resolve) => setTimeout(resolve));
async function finishEpoch(epochs: number): Promise<void> {
	const progress = madeUpProgress({ finishedEpochs: epochs });
	run.advance({ activity: 'running', progress, batches: new Float64Array(), epochs: [], busy: 1, fingerprint: null });
	saver.changed(run, client);
	await settle();
}

beforeEach(() => {
	log.length = 0;
	records.length = 0;
	save.mockClear();
	saver = new RunSaver(library as unknown as Library);
	run = new Run({ id: 'gru/1/a', number: 1, settings: pageDefaults });
	run.network = { layers: [], memory: 0 };
	run.activity = 'running';
	saver.begin(run, 'imdb', Promise.resolve({ state: 'unknown' }));
});

test('a checkpoint that cannot be made, or a worker that went, does not keep the next from being stored', async () => {
	save.mockRejectedValueOnce(new RequestFailure({ kind: 'engine', status: 'out-of-memory', subject: 'checkpoint', message: '' }));
	await finishEpoch(1);
	expect(log).toEqual([]);
	await finishEpoch(2);
	expect(log).toEqual(['keep gru/1/a checkpoint']);
});

test('a run that is forgotten while it is being stored does not come back', async () => {
	let arrive = (_: ArrayBuffer) => {};
	save.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
	await finishEpoch(1);
	saver.forget(run);
	arrive(new ArrayBuffer(8));
	await settle();
	expect(log).toEqual(['remove gru/1/a']);

	let written = (_: null) => {};
	library.keep.mockImplementationOnce((_, record) => {
		log.push(`keep ${record.id}`);
		return new Promise((resolve) => (written = resolve));
	});
	saver.begin(run, 'imdb', Promise.resolve({ state: 'unknown' }));
	await finishEpoch(2);
	saver.forget(run);
	await settle();
	expect(log).toEqual(['remove gru/1/a', 'keep gru/1/a']);
	written(null);
	await settle();
	expect(log).toEqual(['remove gru/1/a', 'keep gru/1/a', 'remove gru/1/a']);
});

test('a run whose worker went in the middle can go on, but not by itself; one that failed has ended', async () => {
	await finishEpoch(1);
	run.interrupt({ kind: 'crashed', message: '' });
	saver.changed(run, client);
	await settle();
	expect(log.at(-1)).toBe('keep gru/1/a ');
	expect(records.at(-1)).toMatchObject({ activity: 'paused' });

	run.interrupted = false;
	run.activity = 'running';
	await finishEpoch(2);
	run.fail({ kind: 'engine', status: 'not-finite', subject: 'loss', message: '' });
	saver.changed(run, client);
	await settle();
	expect(log.at(-1)).toBe('keep gru/1/a checkpoint');
	expect(records.at(-1)).toMatchObject({ activity: 'finished' });
});

test('a run that has not begun is not stored', async () => {
	run.activity = 'queued';
	saver.changed(run, client);
	await settle();
	expect(log).toEqual([]);
});
