import type { FromLibrary } from '../../protocol/library.ts';
import { MemoryStorage } from '../../storage/memory-storage.ts';
import { toStorageFailure, type Files, type ShelfName, type Storage, type StorageTrouble, type StoredRecord } from '../../storage/storage.ts';

const names: ShelfName[] = ['corpora', 'models', 'runs'];

export interface ShelvesAround {
	/** Throws a StorageFailure where the browser stores nothing. */
	openStorage(onClosed: (trouble: StorageTrouble) => void): Promise<Storage>;
	post(message: FromLibrary, transfer?: Transferable[]): void;
	/** Notifies the other tabs that a shelf has changed. */
	tellOthers(shelf: ShelfName): void;
}

// What is stored, and the page's view of it. Where the browser stores nothing, or has taken its database away, everything
// is in memory for as long as the tab is open, and the page is notified; so is what the database could not take.
export class Shelves {
	readonly #around: ShelvesAround;
	readonly #memory = new MemoryStorage();
	#opened: Promise<Storage> | null = null;

	constructor(around: ShelvesAround) {
		this.#around = around;
	}

	// Not before it is needed: what is posted while the page does not listen yet would be lost.
	get #storage(): Promise<Storage> {
		this.#opened ??= this.#open();
		return this.#opened;
	}

	async #open(): Promise<Storage> {
		try {
			const storage = await this.#around.openStorage((trouble) => this.#fallBack(trouble));
			this.#around.post({ type: 'storage', lasting: true, trouble: null });
			return storage;
		} catch (error) {
			this.#around.post({ type: 'storage', lasting: false, trouble: toStorageFailure(error).trouble });
			return this.#memory;
		}
	}

	#fallBack(trouble: StorageTrouble): void {
		this.#opened = Promise.resolve(this.#memory);
		this.#around.post({ type: 'storage', lasting: false, trouble });
		void this.tellAll();
	}

	/** Posts what lies on each shelf. */
	async tellAll(): Promise<void> {
		await Promise.all(names.map((shelf) => this.tell(shelf)));
	}

	async tell(shelf: ShelfName): Promise<void> {
		this.#around.post({ type: 'records', shelf, records: await this.records(shelf) });
	}

	async records(shelf: ShelfName): Promise<StoredRecord[]> {
		const storage = await this.#storage;
		// A database that cannot be read is as good as empty: what is there is not touched.
		const stored = storage === this.#memory ? [] : await storage.records(shelf).catch(() => []);
		return [...stored, ...(await this.#memory.records(shelf))];
	}

	/** Puts a record with its files on a shelf, posts how that went, and returns what was in the way. */
	async keep(shelf: ShelfName, record: StoredRecord, files: Files): Promise<StorageTrouble | null> {
		try {
			const storage = await this.#storage;
			await storage.put(shelf, record, files);
			if (storage !== this.#memory) {
				await this.#memory.remove(shelf, record.id); // it was there if it could not be stored before
			}
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

	/** Keeps for as long as the tab is open what could not be stored. */
	async keepInMemory(shelf: ShelfName, record: StoredRecord, files: Files): Promise<void> {
		await this.#memory.put(shelf, record, files);
	}

	/** A file, or null where it is not there or cannot be read. */
	async file(shelf: ShelfName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		const stored = await (await this.#storage).file(shelf, id, name).catch(() => null);
		return stored ?? this.#memory.file(shelf, id, name);
	}

	async remove(shelf: ShelfName, id: string): Promise<void> {
		await this.#memory.remove(shelf, id);
		await (await this.#storage).remove(shelf, id).catch(() => {});
		await this.tell(shelf);
		this.#around.tellOthers(shelf);
	}
}
