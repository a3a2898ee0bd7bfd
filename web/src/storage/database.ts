import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore, type IDBPTransaction, type StoreNames } from 'idb';
import { StorageFailure, toStorageFailure, type Files, type StoreName, type Storage, type StorageTrouble, type StoredRecord } from './storage.ts';

interface Schema extends DBSchema {
	corpora: { key: string; value: StoredRecord };
	models: { key: string; value: StoredRecord };
	runs: { key: string; value: StoredRecord };
	/** Every file, under fileKey(): lists of records are read without them. */
	files: { key: string; value: Uint8Array<ArrayBuffer> };
}

const fileKey = (store: StoreName, id: string, name: string): string => `${store}/${id}/${name}`;

type Upgrade = (
	database: IDBPDatabase<Schema>,
	transaction: IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>,
) => void | Promise<void>;

/**
 * upgrades[n] takes a database of version n to version n + 1: a new version is one more function at the end. Those that have
 * been published are never changed, as databases of every version are in use. Besides stores, an upgrade may change records
 * and files, in the transaction that it is given.
 */
export const upgrades: readonly Upgrade[] = [
	(database) => {
		for (const store of ['corpora', 'models', 'runs'] as const) {
			database.createObjectStore(store, { keyPath: 'id' });
		}
		database.createObjectStore('files');
	},
];

// Records and files in the browser's database. A transaction has a record and its files together, so they are
// written whole or not at all.
class DatabaseStorage implements Storage {
	readonly #database: IDBPDatabase<Schema>;

	constructor(database: IDBPDatabase<Schema>) {
		this.#database = database;
	}

	records(store: StoreName): Promise<StoredRecord[]> {
		return attempt(() => this.#database.getAll(store).catch(() => this.#oneByOne(store)));
	}

	// One record that cannot be read fails getAll() for all of them.
	async #oneByOne(store: StoreName): Promise<StoredRecord[]> {
		const ids = await this.#database.getAllKeys(store);
		const record = (id: string) => this.#database.get(store, id).catch(() => undefined);
		return Promise.all(ids.map(async (id) => (await record(id)) ?? { id }));
	}

	put(store: StoreName, record: StoredRecord, files: Files = {}): Promise<void> {
		return this.#transact(store, (records, bytes) => [
			records.put(record),
			...Object.entries(files).map(([name, file]) => {
				const key = fileKey(store, record.id, name);
				return file ? bytes.put(file, key) : bytes.delete(key);
			}),
		]);
	}

	file(store: StoreName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		return attempt(async () => (await this.#database.get('files', fileKey(store, id, name))) ?? null);
	}

	remove(store: StoreName, id: string): Promise<void> {
		const itsFiles = IDBKeyRange.bound(fileKey(store, id, ''), fileKey(store, id, '\uffff'));
		return this.#transact(store, (records, files) => [records.delete(id), files.delete(itsFiles)]);
	}

	close(): void {
		this.#database.close();
	}

	#transact(store: StoreName, work: Work): Promise<void> {
		return attempt(async () => {
			const transaction = this.#database.transaction([store, 'files'], 'readwrite');
			const done = transaction.done.then(
				() => null,
				(error: unknown) => error,
			);
			let requests: Promise<unknown>[] = [];
			try {
				requests = work(transaction.objectStore(store), transaction.objectStore('files'));
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
type Work = (records: Store<StoreName>, files: Store<'files'>) => Promise<unknown>[];

const saysWhy = (error: unknown) => error instanceof Error && error.name !== 'AbortError';

async function attempt<Result>(work: () => Promise<Result>): Promise<Result> {
	try {
		return await work();
	} catch (error) {
		throw toStorageFailure(error);
	}
}

/**
 * Opens the database `name` and takes it to the version that `steps` lead to. Throws a StorageFailure: `denied` where the
 * browser stores nothing, `older-tab` where a tab with an older page does not close it, `newer-tab` where it is of a newer
 * version. `onClosed` is called with the reason when it has been closed since: nothing more can be put there.
 */
export function openDatabase(
	onClosed: (trouble: StorageTrouble) => void,
	name = 'unroll',
	steps = upgrades,
): Promise<Storage> {
	return new Promise((resolve, reject) => {
		const denied = (error: unknown) => {
			const { trouble, message } = toStorageFailure(error);
			reject(new StorageFailure(trouble === 'broken' ? 'denied' : trouble, message));
		};
		try {
			openDB<Schema>(name, steps.length, {
				async upgrade(database, from, _to, transaction) {
					for (const step of steps.slice(from)) {
						await step(database, transaction);
					}
				},
				blocked: () => reject(new StorageFailure('older-tab', 'an older page has the database open')),
				blocking(_version, wanted, event) {
					(event.target as IDBDatabase).close();
					onClosed(wanted === null ? 'cleared' : 'newer-tab'); // null: it is to be deleted
				},
				terminated: () => onClosed('cleared'),
			}).then((database) => resolve(new DatabaseStorage(database)), denied);
		} catch (error) {
			denied(error); // where indexedDB itself is not there, or throws when it is looked at
		}
	});
}
