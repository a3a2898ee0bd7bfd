import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type StoreNames } from 'idb';
import {
	fileKey,
	StorageFailure,
	toStorageFailure,
	type Files,
	type ShelfName,
	type Storage,
	type StoredRecord,
} from './storage.ts';

interface Schema extends DBSchema {
	corpora: { key: string; value: StoredRecord };
	models: { key: string; value: StoredRecord };
	runs: { key: string; value: StoredRecord };
	/** Every file, under fileKey(): lists of records are read without them. */
	files: { key: string; value: Uint8Array<ArrayBuffer> };
}

const VERSION = 1;
const shelves: ShelfName[] = ['corpora', 'models', 'runs'];

// Records and files in the browser's database. A transaction holds a record and its files together, so they are
// written whole or not at all.
class DatabaseStorage implements Storage {
	readonly lasting = true;
	readonly #database: IDBPDatabase<Schema>;

	constructor(database: IDBPDatabase<Schema>) {
		this.#database = database;
	}

	records<Kept extends StoredRecord>(shelf: ShelfName): Promise<Kept[]> {
		return attempt(() => this.#database.getAll(shelf) as Promise<Kept[]>);
	}

	put(shelf: ShelfName, record: StoredRecord, files: Files = {}): Promise<void> {
		return this.#transact(shelf, (records, bytes) => [
			records.put(record),
			...Object.entries(files).map(([name, file]) => {
				const key = fileKey(shelf, record.id, name);
				return file ? bytes.put(file, key) : bytes.delete(key);
			}),
		]);
	}

	file(shelf: ShelfName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		return attempt(async () => (await this.#database.get('files', fileKey(shelf, id, name))) ?? null);
	}

	remove(shelf: ShelfName, id: string): Promise<void> {
		const itsFiles = IDBKeyRange.bound(fileKey(shelf, id, ''), fileKey(shelf, id, '\uffff'));
		return this.#transact(shelf, (records, files) => [records.delete(id), files.delete(itsFiles)]);
	}

	close(): void {
		this.#database.close();
	}

	#transact(shelf: ShelfName, work: Work): Promise<void> {
		return attempt(async () => {
			const transaction = this.#database.transaction([shelf, 'files'], 'readwrite');
			const done = transaction.done.then(
				() => null,
				(error: unknown) => error,
			);
			let requests: Promise<unknown>[] = [];
			try {
				requests = work(transaction.objectStore(shelf), transaction.objectStore('files'));
			} catch (error) {
				transaction.abort(); // what was asked for before this is undone too
				await done;
				throw error;
			}
			// Where a transaction fails its requests do too, and one of them may know the reason better.
			const ends = await Promise.allSettled(requests);
			const failed = await done;
			if (failed) {
				throw [failed, ...ends.map((end) => end.status === 'rejected' && end.reason)].find(saysWhy) ?? failed;
			}
		});
	}
}

type Store<Name extends StoreNames<Schema>> = IDBPObjectStore<Schema, StoreNames<Schema>[], Name, 'readwrite'>;
type Work = (records: Store<ShelfName>, files: Store<'files'>) => Promise<unknown>[];

const saysWhy = (error: unknown) => error instanceof Error && error.name !== 'AbortError';

async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		throw toStorageFailure(error);
	}
}

/**
 * Opens the database `name`. Throws a StorageFailure: `denied` where the browser keeps nothing, `in-use` where a
 * tab with an older page does not let go of it. `onClosed` is called when a newer page, or the browser, has taken
 * the database away: nothing more can be put there.
 */
export function openDatabase(onClosed: () => void, name = 'unroll'): Promise<Storage> {
	return new Promise((resolve, reject) => {
		const denied = (error: unknown) => {
			const failure = toStorageFailure(error);
			reject(failure.trouble === 'full' ? failure : new StorageFailure('denied', failure.message));
		};
		try {
			openDB<Schema>(name, VERSION, {
				upgrade(database) {
					for (const shelf of shelves) {
						database.createObjectStore(shelf, { keyPath: 'id' });
					}
					database.createObjectStore('files');
				},
				blocked: () => reject(new StorageFailure('in-use', 'an older page holds the database')),
				blocking(_version, _wanted, event) {
					(event.target as IDBDatabase).close();
					onClosed();
				},
				terminated: onClosed,
			}).then((database) => resolve(new DatabaseStorage(database)), denied);
		} catch (error) {
			denied(error); // where indexedDB itself is not there, or throws when it is looked at
		}
	});
}
