// What is kept is there again, whole or not at all; what cannot be kept is told by its cause.
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../src/storage/database.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { StorageFailure, toStorageFailure, type Storage } from '../../src/storage/storage.ts';

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

	test('makes way for a newer page, and tells that it did', async () => {
		const onClosed = vi.fn();
		await openDatabase(onClosed);
		await new Promise<void>((resolve, reject) => {
			const request = indexedDB.open('unroll', 99);
			request.onsuccess = () => resolve();
			request.onerror = () => reject(request.error);
		});
		expect(onClosed).toHaveBeenCalledOnce();
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

test('a full disk is told from other troubles', () => {
	expect(toStorageFailure(new DOMException('', 'QuotaExceededError')).trouble).toBe('full');
	expect(toStorageFailure(new DOMException('', 'AbortError')).trouble).toBe('broken');
	expect(toStorageFailure('what')).toBeInstanceOf(StorageFailure);
});
