// What is stored between two visits: records in stores, each with the files that belong to it. There are two
// implementations: the browser's database (database.ts) and, where that is not available, memory (memory-storage.ts), which lasts
// as long as the tab.

/** A store has records of one kind, each under its id. */
export type StoreName = 'corpora' | 'models' | 'runs';

export interface StoredRecord {
	id: string;
}

/** By name; null removes one. */
export type Files = Record<string, Uint8Array<ArrayBuffer> | null>;

export interface Storage {
	/** All records of a store, in no particular order; of one that cannot be read, the id alone. */
	records(store: StoreName): Promise<StoredRecord[]>;

	/**
	 * Puts a record, and the named files beside it, over what was there before: all of it or nothing. Files of the
	 * record that are not named stay.
	 */
	put(store: StoreName, record: StoredRecord, files?: Files): Promise<void>;

	/** One file of a record, or null. */
	file(store: StoreName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null>;

	/** Removes a record with all of its files. */
	remove(store: StoreName, id: string): Promise<void>;

	close(): void;
}

export type StorageTrouble =
	| 'denied' // the browser stores nothing for this page: a private window, or switched off
	| 'full' // QuotaExceededError
	| 'older-tab' // a tab with an older page does not close the database
	| 'newer-tab' // a newer page, in another tab or on an earlier visit, has made the database one of its own version
	| 'cleared' // the browser, or the user, has deleted what was stored
	| 'stuck' // the database does not answer
	| 'broken'; // anything else that the browser says

/** Something could not be stored or read. What was stored before is still there. */
export class StorageFailure extends Error {
	readonly trouble: StorageTrouble;

	constructor(trouble: StorageTrouble, message: string) {
		super(message);
		this.name = 'StorageFailure';
		this.trouble = trouble;
	}
}

/** Whatever the browser threw, as a StorageFailure. */
export function toStorageFailure(error: unknown): StorageFailure {
	if (error instanceof StorageFailure) {
		return error;
	}
	const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
	// Firefox has names of its own for a full disk.
	const full = name === 'QuotaExceededError' || name.startsWith('NS_ERROR_FILE_NO_DEVICE_SPACE');
	const trouble = full ? 'full' : name === 'VersionError' ? 'newer-tab' : 'broken';
	return new StorageFailure(trouble, `${name}: ${message}`);
}
