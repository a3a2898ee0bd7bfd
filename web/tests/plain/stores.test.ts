// The stores of the library worker: when storage is opened, and what the page is notified of.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromLibrary } from '../../src/protocol/library.ts';
import { PATIENCE } from '../../src/storage/answered.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { StorageFailure, type StorageTrouble } from '../../src/storage/storage.ts';
import { Stores, WRITING_PATIENCE, type StoresAround } from '../../src/worker/library/stores.ts';

const record = { id: 'one', name: 'mine' };

describe('the stores', () => {
	let told: FromLibrary[];
	let others: string[];
	let close: (trouble: StorageTrouble) => void;

	const storesWith = (openStorage: StoresAround['openStorage']) =>
		new Stores({ openStorage, post: (message) => told.push(message), tellOthers: (store) => others.push(store) });
	const openMemory = async (onClosed: typeof close) => {
		close = onClosed;
		return new MemoryStorage();
	};

	beforeEach(() => {
		told = [];
		others = [];
	});

	test('post nothing before the page has asked: it does not listen yet', async () => {
		const stores = storesWith(openMemory);
		await new Promise((resolve) => setTimeout(resolve));
		expect(told).toEqual([]);
		await stores.tellAll();
		expect(told[0]).toEqual({ type: 'storage', lasting: true, trouble: null });
		expect(told.slice(1).map((message) => message.type === 'records' && message.store)).toEqual(['corpora', 'models', 'runs']);
	});

	test('are in memory where the browser stores nothing, and the page is notified why', async () => {
		const stores = storesWith(() => Promise.reject(new StorageFailure('denied', 'a private window')));
		await stores.keep('models', record, { file: new Uint8Array([1, 2]) });
		expect(told[0]).toEqual({ type: 'storage', lasting: false, trouble: 'denied' });
		expect(await stores.file('models', 'one', 'file')).toEqual(new Uint8Array([1, 2]));
	});

	test('go on in memory when a newer page takes the database', async () => {
		const stores = storesWith(openMemory);
		await stores.keep('corpora', record, {});
		close('newer-tab');
		expect(told.at(-1)).toEqual({ type: 'storage', lasting: false, trouble: 'newer-tab' });
		await vi.waitFor(() => expect(told.at(-1)).toEqual({ type: 'records', store: 'runs', records: [] }), 30_000);
	});

	test('give out, list and remove what could not be stored', async () => {
		const full = new MemoryStorage();
		full.put = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
		const stores = storesWith(async () => full);
		expect(await stores.keep('corpora', record, {})).toBe('full');
		await stores.keepInMemory('corpora', record, { corpus: new Uint8Array([1]) });
		expect(await stores.records('corpora')).toEqual([record]);
		expect(await stores.file('corpora', 'one', 'corpus')).toEqual(new Uint8Array([1]));
		await stores.remove('corpora', 'one');
		expect(told.at(-1)).toEqual({ type: 'records', store: 'corpora', records: [] });
		expect(await stores.file('corpora', 'one', 'corpus')).toBeNull();
	});

	test('list once what could be stored at the second attempt', async () => {
		const storage = new MemoryStorage();
		const stores = storesWith(async () => storage);
		await stores.keepInMemory('corpora', record, {});
		expect(await stores.keep('corpora', record, {})).toBeNull();
		expect(await stores.records('corpora')).toEqual([record]);
	});

	test('notify other tabs of what comes and goes, but not of every epoch of a run', async () => {
		const stores = storesWith(openMemory);
		await stores.keep('models', record, {});
		await stores.keep('runs', record, {});
		await stores.remove('runs', 'one');
		expect(others).toEqual(['models', 'runs']);
		expect(told.filter(({ type }) => type === 'kept')).toHaveLength(2);
	});
});

describe('where the database does not answer, the page goes on in memory and is notified once', () => {
	let told: FromLibrary[];
	const never = new Promise<never>(() => {});
	const storesWith = (openStorage: StoresAround['openStorage']) => new Stores({ openStorage, post: (message) => told.push(message), tellOthers: () => {} });
	const storageNews = () => told.filter(({ type }) => type === 'storage');

	beforeEach(() => {
		told = [];
		vi.useFakeTimers();
	});
	afterEach(() => void vi.useRealTimers());

	test('when it is opened; one that opens late is closed again', async () => {
		let open = (_: MemoryStorage) => {};
		const stores = storesWith(() => new Promise((resolve) => (open = resolve)));
		const listed = stores.tellAll();
		await vi.advanceTimersByTimeAsync(PATIENCE);
		await listed;
		expect(storageNews()).toEqual([{ type: 'storage', lasting: false, trouble: 'stuck' }]);
		expect(told.filter(({ type }) => type === 'records')).toHaveLength(3);
		const late = new MemoryStorage();
		const close = vi.spyOn(late, 'close');
		open(late);
		await vi.advanceTimersByTimeAsync(0);
		expect(close).toHaveBeenCalledOnce();
		expect(await stores.keep('corpora', record, {})).toBeNull();
	});

	test('when a list, a file, a record to store or to remove hangs', async () => {
		const storage = new MemoryStorage();
		storage.records = storage.file = storage.put = storage.remove = () => never;
		const stores = storesWith(async () => storage);
		const answers = Promise.all([
			stores.records('runs'),
			stores.file('runs', 'one', 'checkpoint'),
			stores.remove('models', 'one'),
			stores.keep('corpora', record, { corpus: new Uint8Array([1]) }),
		]);
		await vi.advanceTimersByTimeAsync(WRITING_PATIENCE);
		expect(await answers).toEqual([[], null, undefined, null]);
		expect(storageNews()).toEqual([
			{ type: 'storage', lasting: true, trouble: null },
			{ type: 'storage', lasting: false, trouble: 'stuck' },
		]);
		expect(await stores.records('corpora')).toEqual([record]);
		expect(await stores.file('corpora', 'one', 'corpus')).toEqual(new Uint8Array([1]));
	});
});
