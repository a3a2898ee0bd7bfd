// The stores of the library worker: when storage is opened, and what the page is notified of.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromLibrary } from '../../src/protocol/library.ts';
import { PATIENCE } from '../../src/storage/answered.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { StorageFailure, type StorageTrouble } from '../../src/storage/storage.ts';
import { Stores, WRITING_PATIENCE, type StoresAround } from '../../src/worker/library/stores.ts';

const record = { id: 'one', name: 'mine' };

describe('the stores', () => {
	let posted: FromLibrary[];
	let others: string[];
	let close: (trouble: StorageTrouble) => void;

	const storesWith = (openStorage: StoresAround['openStorage']) =>
		new Stores({ openStorage, post: (message) => posted.push(message), tellOthers: (store) => others.push(store) });
	const openMemory = async (onClosed: typeof close) => {
		close = onClosed;
		return new MemoryStorage();
	};

	beforeEach(() => {
		posted = [];
		others = [];
	});

	test('post nothing before the page has asked: it does not listen yet', async () => {
		const stores = storesWith(openMemory);
		await new Promise((resolve) => setTimeout(resolve));
		expect(posted).toEqual([]);
		await stores.tellAll();
		expect(posted[0]).toEqual({ type: 'storage', lasting: true, trouble: null });
		expect(posted.slice(1).map((message) => message.type === 'records' && message.store)).toEqual(['corpora', 'models', 'runs']);
	});

	test('are in memory where the browser stores nothing, and the page is notified why', async () => {
		const stores = storesWith(() => Promise.reject(new StorageFailure('denied', 'a private window')));
		await stores.keep('models', record, { file: new Uint8Array([1, 2]) });
		expect(posted[0]).toEqual({ type: 'storage', lasting: false, trouble: 'denied' });
		expect(await stores.file('models', 'one', 'file')).toEqual(new Uint8Array([1, 2]));
	});

	test('go on in memory when a newer page takes the database', async () => {
		const stores = storesWith(openMemory);
		await stores.keep('corpora', record, {});
		close('newer-tab');
		expect(posted.at(-1)).toEqual({ type: 'storage', lasting: false, trouble: 'newer-tab' });
		await vi.waitFor(() => expect(posted.at(-1)).toEqual({ type: 'records', store: 'runs', records: [] }), 30_000);
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
		expect(posted.at(-1)).toEqual({ type: 'records', store: 'corpora', records: [] });
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
		expect(posted.filter(({ type }) => type === 'kept')).toHaveLength(2);
	});
});

describe('where the database does not answer, the page goes on in memory and is notified once', () => {
	let posted: FromLibrary[];
	const never = new Promise<never>(() => {});
	const storesWith = (openStorage: StoresAround['openStorage']) => new Stores({ openStorage, post: (message) => posted.push(message), tellOthers: () => {} });
	const storageNews = () => posted.filter(({ type }) => type === 'storage');

	beforeEach(() => {
		posted = [];
		vi.useFakeTimers();
	});
	afterEach(() => void vi.useRealTimers());

	const openLate = () => {
		let open = (_: MemoryStorage) => {};
		let fail = (_: unknown) => {};
		let close = (_: StorageTrouble) => {};
		const stores = storesWith((onClosed) => {
			close = onClosed;
			return new Promise((resolve, reject) => ([open, fail] = [resolve, reject]));
		});
		return { stores, open: (storage: MemoryStorage) => open(storage), fail: (error: unknown) => fail(error), close: (why: StorageTrouble) => close(why) };
	};
	const lists = () => posted.filter((message) => message.type === 'records');

	test('when it is opened; one that opens late lists what it has, takes what was kept meanwhile, and the notice goes', async () => {
		const { stores, open } = openLate();
		const listed = stores.tellAll();
		await vi.advanceTimersByTimeAsync(PATIENCE);
		await listed;
		expect(storageNews()).toEqual([{ type: 'storage', lasting: false, trouble: 'stuck' }]);
		expect(posted.filter(({ type }) => type === 'records')).toHaveLength(3);
		expect(await stores.isEmpty('runs')).toBe(false); // that is not known
		await stores.keep('runs', record, { checkpoint: new Uint8Array([1]), model: new Uint8Array([2]) });
		await stores.keep('runs', record, { checkpoint: null });
		await stores.keep('models', { id: 'gone' }, {});
		await stores.remove('models', 'gone');
		posted = [];
		const late = new MemoryStorage();
		await late.put('runs', { id: 'earlier' });
		await late.put('models', { id: 'gone' });
		open(late);
		await vi.advanceTimersByTimeAsync(0);
		expect(posted[0]).toEqual({ type: 'storage', lasting: true, trouble: null });
		expect(lists()).toEqual([
			{ type: 'records', store: 'corpora', records: [] },
			{ type: 'records', store: 'models', records: [] },
			{ type: 'records', store: 'runs', records: [{ id: 'earlier' }, record] },
		]);
		expect(await late.file('runs', 'one', 'model')).toEqual(new Uint8Array([2]));
		expect(await late.file('runs', 'one', 'checkpoint')).toBeNull();
		expect(await stores.isEmpty('models')).toBe(true);
		await stores.keep('corpora', record, {});
		expect(await late.records('corpora')).toEqual([record]);
	});

	test('when it is opened; one that fails late says why, and one that was lost meanwhile is closed', async () => {
		const failing = openLate();
		void failing.stores.tellAll();
		await vi.advanceTimersByTimeAsync(PATIENCE);
		failing.fail(new StorageFailure('older-tab', ''));
		await vi.advanceTimersByTimeAsync(0);
		expect(storageNews().at(-1)).toEqual({ type: 'storage', lasting: false, trouble: 'older-tab' });

		const lost = openLate();
		void lost.stores.tellAll();
		await vi.advanceTimersByTimeAsync(PATIENCE);
		lost.close('newer-tab');
		const late = new MemoryStorage();
		const close = vi.spyOn(late, 'close');
		lost.open(late);
		await vi.advanceTimersByTimeAsync(0);
		expect(close).toHaveBeenCalledOnce();
		expect(storageNews().at(-1)).toEqual({ type: 'storage', lasting: false, trouble: 'newer-tab' });
	});

	test('when a record hangs; once it is stored, so is what came meanwhile, but for what does not fit', async () => {
		const storage = new MemoryStorage();
		const put = storage.put.bind(storage);
		let answer = () => {};
		storage.put = () => new Promise((resolve) => (answer = resolve));
		const stores = storesWith(async () => storage);
		const kept = stores.keep('corpora', record, {});
		await vi.advanceTimersByTimeAsync(WRITING_PATIENCE);
		await kept;
		await stores.keep('corpora', { id: 'large' }, {});
		await stores.keep('corpora', { id: 'last' }, {});
		posted = [];
		storage.put = (store, one, files) => (one.id === 'large' ? Promise.reject(new DOMException('', 'QuotaExceededError')) : put(store, one, files));
		answer();
		await vi.advanceTimersByTimeAsync(0);
		expect(posted.slice(0, 2)).toEqual([
			{ type: 'storage', lasting: true, trouble: null },
			{ type: 'not-kept', store: 'corpora', id: 'large', trouble: 'full' },
		]);
		expect(lists()[0]).toEqual({ type: 'records', store: 'corpora', records: [record, { id: 'last' }, { id: 'large' }] });
		expect(await storage.records('corpora')).toEqual([record, { id: 'last' }]);
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
