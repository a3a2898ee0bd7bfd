// The shelves of the library worker: when what is kept is opened, and what the page is told of it.
import { beforeEach, describe, expect, test } from 'vitest';
import type { FromLibrary } from '../../src/protocol/library.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { StorageFailure } from '../../src/storage/storage.ts';
import { Shelves, type ShelvesAround } from '../../src/worker/library/shelves.ts';

const record = { id: 'one', name: 'mine' };

describe('the shelves', () => {
	let told: FromLibrary[];
	let others: string[];
	let close: () => void;

	const shelvesWith = (openStorage: ShelvesAround['openStorage']) =>
		new Shelves({ openStorage, post: (message) => told.push(message), tellOthers: (shelf) => others.push(shelf) });
	const openMemory = async (onClosed: () => void) => {
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
		close();
		expect(told.at(-1)).toEqual({ type: 'storage', lasting: false, trouble: 'in-use' });
		expect(await shelves.records('corpora')).toEqual([]);
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
