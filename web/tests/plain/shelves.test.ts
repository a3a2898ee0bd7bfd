// The shelves of the library worker: when what is kept is opened, and what the page is told of it.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FromLibrary } from '../../src/protocol/library.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { StorageFailure, type StorageTrouble } from '../../src/storage/storage.ts';
import { Shelves, type ShelvesAround } from '../../src/worker/library/shelves.ts';

const record = { id: 'one', name: 'mine' };

describe('the shelves', () => {
	let told: FromLibrary[];
	let others: string[];
	let close: (trouble: StorageTrouble) => void;

	const shelvesWith = (openStorage: ShelvesAround['openStorage']) =>
		new Shelves({ openStorage, post: (message) => told.push(message), tellOthers: (shelf) => others.push(shelf) });
	const openMemory = async (onClosed: typeof close) => {
		close = onClosed;
		return new MemoryStorage();
	};

	beforeEach(() => {
		told = [];
		others = [];
	});

	test('tell nothing before the page has asked: it does not listen yet', async () => {
		const shelves = shelvesWith(openMemory);
		await new Promise((resolve) => setTimeout(resolve));
		expect(told).toEqual([]);
		await shelves.tellAll();
		expect(told[0]).toEqual({ type: 'storage', lasting: true, trouble: null });
		expect(told.slice(1).map((message) => message.type === 'records' && message.shelf)).toEqual(['corpora', 'models', 'runs']);
	});

	test('are in memory where the browser keeps nothing, and the page is told why', async () => {
		const shelves = shelvesWith(() => Promise.reject(new StorageFailure('denied', 'a private window')));
		await shelves.keep('models', record, { file: new Uint8Array([1, 2]) });
		expect(told[0]).toEqual({ type: 'storage', lasting: false, trouble: 'denied' });
		expect(await shelves.file('models', 'one', 'file')).toEqual(new Uint8Array([1, 2]));
	});

	test('go on in memory when a newer page takes the database', async () => {
		const shelves = shelvesWith(openMemory);
		await shelves.keep('corpora', record, {});
		close('newer-tab');
		expect(told.at(-1)).toEqual({ type: 'storage', lasting: false, trouble: 'newer-tab' });
		await vi.waitFor(() => expect(told.at(-1)).toEqual({ type: 'records', shelf: 'runs', records: [] }));
	});

	test('give out, list and remove what could not be stored', async () => {
		const full = new MemoryStorage();
		full.put = () => Promise.reject(new DOMException('', 'QuotaExceededError'));
		const shelves = shelvesWith(async () => full);
		expect(await shelves.keep('corpora', record, {})).toBe('full');
		await shelves.keepInMemory('corpora', record, { corpus: new Uint8Array([1]) });
		expect(await shelves.records('corpora')).toEqual([record]);
		expect(await shelves.file('corpora', 'one', 'corpus')).toEqual(new Uint8Array([1]));
		await shelves.remove('corpora', 'one');
		expect(told.at(-1)).toEqual({ type: 'records', shelf: 'corpora', records: [] });
		expect(await shelves.file('corpora', 'one', 'corpus')).toBeNull();
	});

	test('list once what could be stored at the second attempt', async () => {
		const storage = new MemoryStorage();
		const shelves = shelvesWith(async () => storage);
		await shelves.keepInMemory('corpora', record, {});
		expect(await shelves.keep('corpora', record, {})).toBeNull();
		expect(await shelves.records('corpora')).toEqual([record]);
	});

	test('tell other tabs of what comes and goes, but not of every epoch of a run', async () => {
		const shelves = shelvesWith(openMemory);
		await shelves.keep('models', record, {});
		await shelves.keep('runs', record, {});
		await shelves.remove('runs', 'one');
		expect(others).toEqual(['models', 'runs']);
		expect(told.filter(({ type }) => type === 'kept')).toHaveLength(2);
	});
});
