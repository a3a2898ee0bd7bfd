import type { FromLibrary } from '../../protocol/library.ts';
import { MemoryStorage } from '../../storage/memory-storage.ts';
import { toStorageFailure, type Files, type ShelfName, type Storage, type StorageTrouble, type StoredRecord } from '../../storage/storage.ts';

const names: ShelfName[] = ['corpora', 'models', 'runs'];

export interface ShelvesAround {
	/** Throws a StorageFailure where the browser keeps nothing. */
	openStorage(onClosed: () => void): Promise<Storage>;
	post(message: FromLibrary, transfer?: Transferable[]): void;
	/** Tells the other tabs that a shelf has changed. */
	tellOthers(shelf: ShelfName): void;
}

// What is kept, and the page's view of it. Where the browser keeps nothing, or has taken its database away, everything
// lies in memory for as long as the tab is open, and the page is told.
export class Shelves {
	readonly #around: ShelvesAround;
	#opened: Promise<Storage> | null = null;

	constructor(around: ShelvesAround) {
		this.#around = around;
	}

	// Not before it is needed: what is told of it while nobody listens yet would be lost.
	get #storage(): Promise<Storage> {
		this.#opened ??= this.#open();
		return this.#opened;
	}

	async #open(): Promise<Storage> {
		try {
			const storage = await this.#around.openStorage(() => this.#fallBack());
			this.#around.post({ type: 'storage', lasting: true, trouble: null });
			return storage;
		} catch (error) {
			this.#around.post({ type: 'storage', lasting: false, trouble: toStorageFailure(error).trouble });
			return new MemoryStorage();
		}
	}

	// A newer page in another tab needs the database in its own form, or the reader has cleared it.
	#fallBack(): void {
		this.#opened = Promise.resolve(new MemoryStorage());
		this.#around.post({ type: 'storage', lasting: false, trouble: 'in-use' });
	}

	/** Tells the page what lies on each shelf. */
	async tellAll(): Promise<void> {
		await Promise.all(names.map((shelf) => this.tell(shelf)));
	}

	async tell(shelf: ShelfName): Promise<void> {
		this.#around.post({ type: 'records', shelf, records: await this.records(shelf) });
	}

	async records<Kept extends StoredRecord>(shelf: ShelfName): Promise<Kept[]> {
		try {
			return await (await this.#storage).records<Kept>(shelf);
		} catch {
			return []; // unreadable is as good as empty: what is there is not touched
		}
	}

	/** Puts a record with its files on a shelf, tells the page how that went, and returns what was in the way. */
	async keep(shelf: ShelfName, record: StoredRecord, files: Files): Promise<StorageTrouble | null> {
		try {
			await (await this.#storage).put(shelf, record, files);
		} catch (error) {
			const { trouble } = toStorageFailure(error);
			this.#around.post({ type: 'not-kept', shelf, id: record.id, trouble });
			return trouble;
		}
		this.#around.post({ type: 'kept', shelf, id: record.id });
		// Runs are put again after every epoch: what another tab trains concerns this one only when it comes or goes.
		if (shelf !== 'runs') {
			await this.tell(shelf);
			this.#around.tellOthers(shelf);
		}
		return null;
	}

	/** A file, or null where it is not there or cannot be read. */
	async file(shelf: ShelfName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		try {
			return await (await this.#storage).file(shelf, id, name);
		} catch {
			return null;
		}
	}

	async remove(shelf: ShelfName, id: string): Promise<void> {
		await (await this.#storage).remove(shelf, id).catch(() => {});
		await this.tell(shelf);
		this.#around.tellOthers(shelf);
	}
}
