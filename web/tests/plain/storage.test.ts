// What is kept is there again, whole or not at all; what cannot be stored is reported with its cause.
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { endedRun, type StoredRun } from '../../src/model/runs/stored-run.ts';
import type { StoredExperiment } from '../../src/model/experiment/experiment.svelte.ts';
import { Experiments, type ExperimentsAround } from '../../src/model/experiment/experiments.svelte.ts';
import { isWhole } from '../../src/model/library/stored-records.ts';
import { PATIENCE } from '../../src/storage/answered.ts';
import { openDatabase, upgrades } from '../../src/storage/database.ts';
import { ExperimentStore } from '../../src/storage/experiment-store.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { StorageFailure, toStorageFailure, type Storage, type StoredRecord } from '../../src/storage/storage.ts';
import database1 from '../fixtures/database-1.json' with { type: 'json' };
import { restoreDatabase, type StoredDatabase } from '../fixtures/restore-database.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));

afterEach(() => vi.unstubAllGlobals());

const kinds: [string, () => Promise<Storage>][] = [
	['the database', () => openDatabase(() => {})],
	['memory', async () => new MemoryStorage()],
];

describe.each(kinds)('%s', (_, open) => {
	test('gives back what was put, record and files', async () => {
		const storage = await open();
		await storage.put('runs', { id: 'a', name: 'first' } as { id: string }, { checkpoint: bytes(1, 2) });
		expect(await storage.records('runs')).toEqual([{ id: 'a', name: 'first' }]);
		expect(await storage.file('runs', 'a', 'checkpoint')).toEqual(bytes(1, 2));
		expect(await storage.file('runs', 'a', 'model')).toBeNull();
		expect(await storage.records('models')).toEqual([]);
	});

	test('puts over what was there, and leaves files that are not named', async () => {
		const storage = await open();
		await storage.put('runs', { id: 'a' }, { checkpoint: bytes(1), model: bytes(2) });
		await storage.put('runs', { id: 'a', epoch: 2 } as { id: string }, { checkpoint: bytes(3) });
		expect(await storage.records('runs')).toEqual([{ id: 'a', epoch: 2 }]);
		expect(await storage.file('runs', 'a', 'checkpoint')).toEqual(bytes(3));
		expect(await storage.file('runs', 'a', 'model')).toEqual(bytes(2));
		await storage.put('runs', { id: 'a' }, { checkpoint: null });
		expect(await storage.file('runs', 'a', 'checkpoint')).toBeNull();
		expect(await storage.file('runs', 'a', 'model')).toEqual(bytes(2));
	});

	test('removes a record with its files, and no other', async () => {
		const storage = await open();
		await storage.put('models', { id: 'a' }, { model: bytes(1) });
		await storage.put('models', { id: 'ab' }, { model: bytes(2) });
		await storage.put('runs', { id: 'a' }, { model: bytes(3) });
		await storage.remove('models', 'a');
		expect(await storage.records('models')).toEqual([{ id: 'ab' }]);
		expect(await storage.file('models', 'a', 'model')).toBeNull();
		expect(await storage.file('models', 'ab', 'model')).toEqual(bytes(2));
		expect(await storage.file('runs', 'a', 'model')).toEqual(bytes(3));
	});

	test('what is given back is a copy', async () => {
		const storage = await open();
		await storage.put('models', { id: 'a' }, { model: bytes(1) });
		(await storage.file('models', 'a', 'model'))?.fill(9);
		expect(await storage.file('models', 'a', 'model')).toEqual(bytes(1));
	});
});

describe('the database', () => {
	test('outlives who opened it', async () => {
		const first = await openDatabase(() => {});
		await first.put('corpora', { id: 'a' }, { corpus: bytes(7) });
		first.close();
		const second = await openDatabase(() => {});
		expect(await second.file('corpora', 'a', 'corpus')).toEqual(bytes(7));
	});

	test('a record that cannot be stored leaves the one before, with its files', async () => {
		const storage = await openDatabase(() => {});
		await storage.put('runs', { id: 'a' }, { checkpoint: bytes(1) });
		const impossible = { id: 'a', act: () => {} } as { id: string };
		await expect(storage.put('runs', impossible, { checkpoint: bytes(2) })).rejects.toMatchObject({ trouble: 'broken' });
		expect(await storage.records('runs')).toEqual([{ id: 'a' }]);
		expect(await storage.file('runs', 'a', 'checkpoint')).toEqual(bytes(1));
	});

	const done = (request: IDBOpenDBRequest) =>
		new Promise<void>((resolve, reject) => {
			request.onsuccess = () => resolve();
			request.onerror = () => reject(request.error);
		});

	test('makes way for a newer page, and says so', async () => {
		const onClosed = vi.fn();
		await openDatabase(onClosed);
		await done(indexedDB.open('unroll', 99));
		expect(onClosed.mock.calls).toEqual([['newer-tab']]);
		await expect(openDatabase(() => {})).rejects.toMatchObject({ trouble: 'newer-tab' });
	});

	test('that is deleted says that it has been cleared', async () => {
		const onClosed = vi.fn();
		await openDatabase(onClosed);
		await done(indexedDB.deleteDatabase('unroll'));
		expect(onClosed.mock.calls).toEqual([['cleared']]);
	});

	test('that an older page does not close says so', async () => {
		await done(indexedDB.open('unroll', 1)); // it does not answer to a newer version
		const [first] = upgrades;
		await expect(openDatabase(() => {}, 'unroll', [first!, () => {}])).rejects.toMatchObject({ trouble: 'older-tab' });
	});

	test('lists the others where one record cannot be read, and of that one the id', async () => {
		const storage = await openDatabase(() => {});
		for (const id of ['a', 'b', 'c']) {
			await storage.put('runs', { id });
		}
		const { get } = IDBObjectStore.prototype;
		vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => {
			throw new DOMException('a large value is gone', 'DataError');
		});
		vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (this: IDBObjectStore, key) {
			if (key === 'b') {
				throw new DOMException('a large value is gone', 'DataError');
			}
			return get.call(this, key);
		});
		expect(await storage.records('runs')).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
		vi.restoreAllMocks();
	});

	test('refused by the browser is denied', async () => {
		vi.stubGlobal('indexedDB', {
			open() {
				throw new DOMException('no', 'SecurityError');
			},
		});
		await expect(openDatabase(() => {})).rejects.toMatchObject({ trouble: 'denied' });
		vi.stubGlobal('indexedDB', undefined);
		await expect(openDatabase(() => {})).rejects.toMatchObject({ trouble: 'denied' });
	});
});

describe('a database of an earlier version', () => {
	const fixture = database1 as unknown as StoredDatabase;

	beforeEach(() => restoreDatabase(fixture));

	test('1 opens, with all that was stored', async () => {
		const storage = await openDatabase(() => {});
		const runs = (await storage.records('runs')) as StoredRun[];
		expect(runs.map(({ id, activity }) => [id, activity])).toEqual([
			['gru/1/7owg95t1', 'finished'],
			['gru/2/7owg95t1', 'paused'],
		]);
		expect(runs.every(isWhole.runs)).toBe(true);
		expect(endedRun(runs[0]!).history.epochs.count).toBe(2);
		const corpora = await storage.records('corpora');
		expect(corpora.map(isWhole.corpora)).toEqual([true]);
		expect(await storage.file('corpora', corpora[0]!.id, 'corpus')).toHaveLength(1890);
		expect(await storage.file('runs', 'gru/2/7owg95t1', 'checkpoint')).not.toBeNull();
	});

	test('is taken from any version to the newest, step by step, with what is in it', async () => {
		const renameRuns: (typeof upgrades)[number] = async (_, transaction) => {
			const store = transaction.objectStore('runs');
			for (const record of (await store.getAll()) as StoredRun[]) {
				await store.put({ ...record, name: 'of version 2' } as StoredRecord);
			}
		};
		const steps = [...upgrades, renameRuns];
		const names = async (name: string) => {
			const storage = await openDatabase(() => {}, name, steps);
			await storage.put('runs', { id: 'zz', name: 'new' } as StoredRecord);
			const found = (await storage.records('runs')) as StoredRun[];
			storage.close();
			return found.map((run) => run.name);
		};
		expect(await names('unroll')).toEqual(['of version 2', 'of version 2', 'new']); // 1 → 2
		expect(await names('another')).toEqual(['new']); // 0 → 2
		expect(await names('unroll')).toEqual(['of version 2', 'of version 2', 'new']); // 2 as it is
	});

	test('a record that is not whole is known by it', () => {
		const run = fixture.stores.runs!.entries[0]![1] as Record<string, unknown>;
		expect(isWhole.runs(run)).toBe(true);
		const broken = [{ id: 'a' }, { ...run, settings: { ...(run.settings as object), cell: 'none' } }, null];
		for (const key of Object.keys(run).filter((name) => name !== 'progress')) {
			broken.push({ ...run, [key]: undefined } as { id: string });
		}
		expect(broken.filter(isWhole.runs)).toEqual([]);
	});
});

test('a full disk is distinguished from other troubles', () => {
	expect(toStorageFailure(new DOMException('', 'QuotaExceededError')).trouble).toBe('full');
	expect(toStorageFailure(new DOMException('', 'AbortError')).trouble).toBe('broken');
	expect(toStorageFailure('what')).toBeInstanceOf(StorageFailure);
});

test('experiments of a database that opens late are listed, and it has what was kept before', async () => {
	const old = indexedDB.open('late', 1);
	await new Promise((resolve) => (old.onsuccess = resolve));
	indexedDB.deleteDatabase('late'); // which waits for the connection to be closed, as whatever is opened next does
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const opening = ExperimentStore.open('late');
	await vi.advanceTimersByTimeAsync(PATIENCE);
	vi.useRealTimers();
	const store = await opening;
	const around = { library: {}, race: {}, createTrainingWorker: () => {}, processors: 1, openStore: async () => store };
	const experiments = new Experiments(around as unknown as ExperimentsAround);
	await vi.waitFor(() => expect(experiments.lasting).toBe(false));
	const record: StoredExperiment = { id: 'a', plan: null, corpus: '', corpusId: '', file: '', time: 1, runs: 1 };
	expect(await store.keep(record, [{ experiment: 'a', run: 0 }])).toBe(false);
	old.result.close();
	await vi.waitFor(() => expect(experiments.all).toMatchObject([{ record }]));
	expect(experiments.lasting).toBe(true);
	const next = await ExperimentStore.open('late');
	expect(next.lasting).toBe(true);
	expect(await next.experiments()).toEqual([record]);
	expect(await next.results('a')).toEqual([{ experiment: 'a', run: 0 }]);
	expect(await store.experiments()).toEqual([record]); // not twice
});
