import type { FromLibrary } from '../../protocol/library.ts';
import { answered, PATIENCE } from '../../storage/answered.ts';
import { MemoryStorage } from '../../storage/memory-storage.ts';
import { toStorageFailure, type Files, type StoreName, type Storage, type StorageTrouble, type StoredRecord } from '../../storage/storage.ts';

const names: StoreName[] = ['corpora', 'models', 'runs'];

/** Milliseconds that it may take to write a file, which may be large and the disk slow. */
export const WRITING_PATIENCE = 30_000;

export interface StoresAround {
	/** Throws a StorageFailure where the browser stores nothing. */
	openStorage(onClosed: (trouble: StorageTrouble) => void): Promise<Storage>;
	post(message: FromLibrary, transfer?: Transferable[]): void;
	/** Notifies the other tabs that a store has changed. */
	tellOthers(store: StoreName): void;
}

// What is stored, and the page's view of it. Where the browser stores nothing, has taken its database away or does not answer, everything
// is in memory for as long as the tab is open, and the page is notified; so is what the database could not take.
export class Stores {
	readonly #around: StoresAround;
	readonly #memory = new MemoryStorage();
	#opened: Promise<Storage> | null = null;
	#memoryOnly = false;

	constructor(around: StoresAround) {
		this.#around = around;
	}

	// Not before it is needed: what is posted while the page does not listen yet would be lost.
	get #storage(): Promise<Storage> {
		this.#opened ??= this.#open();
		return this.#opened;
	}

	async #open(): Promise<Storage> {
		const opening = this.#around.openStorage((trouble) => this.#fallBack(trouble));
		try {
			const storage = await answered(opening, PATIENCE);
			this.#around.post({ type: 'storage', lasting: true, trouble: null });
			return storage;
		} catch (error) {
			this.#around.post({ type: 'storage', lasting: false, trouble: toStorageFailure(error).trouble });
			void opening.then((late) => late.close()).catch(() => {}); // so that it is in no other tab's way
			return this.#memory;
		}
	}

	#fallBack(trouble: StorageTrouble): void {
		if (this.#memoryOnly) {
			return;
		}
		this.#memoryOnly = true;
		this.#opened = Promise.resolve(this.#memory);
		this.#around.post({ type: 'storage', lasting: false, trouble });
		void this.tellAll();
	}

	/** What the storage answers or, where it is stuck, memory instead. */
	async #ask<Answer>(work: (storage: Storage) => Promise<Answer>, patience = PATIENCE): Promise<Answer> {
		const storage = await this.#storage;
		try {
			return await (storage === this.#memory ? work(storage) : answered(work(storage), patience));
		} catch (error) {
			if (toStorageFailure(error).trouble !== 'stuck') {
				throw error;
			}
			this.#fallBack('stuck');
			return work(this.#memory);
		}
	}

	/** Posts the records of every store. */
	async tellAll(): Promise<void> {
		await Promise.all(names.map((store) => this.report(store)));
	}

	async report(store: StoreName): Promise<void> {
		this.#around.post({ type: 'records', store, records: await this.records(store) });
	}

	async records(store: StoreName): Promise<StoredRecord[]> {
		// A database that cannot be read is as good as empty: what is there is not touched.
		const stored = await this.#ask(async (storage) => (storage === this.#memory ? [] : storage.records(store))).catch(() => []);
		return [...stored, ...(await this.#memory.records(store))];
	}

	/** Puts a record with its files into a store, posts how that went, and returns what was in the way. */
	async keep(store: StoreName, record: StoredRecord, files: Files): Promise<StorageTrouble | null> {
		try {
			await this.#ask((storage) => storage.put(store, record, files), WRITING_PATIENCE);
			if ((await this.#storage) !== this.#memory) {
				await this.#memory.remove(store, record.id); // it was there if it could not be stored before
			}
		} catch (error) {
			const { trouble } = toStorageFailure(error);
			this.#around.post({ type: 'not-kept', store, id: record.id, trouble });
			return trouble;
		}
		this.#around.post({ type: 'kept', store, id: record.id });
		// Runs are put again after every epoch: what another tab trains concerns this one only when it comes or goes.
		if (store !== 'runs') {
			await this.report(store);
			this.#around.tellOthers(store);
		}
		return null;
	}

	/** Keeps for as long as the tab is open what could not be stored. */
	async keepInMemory(store: StoreName, record: StoredRecord, files: Files): Promise<void> {
		await this.#memory.put(store, record, files);
	}

	/** A file, or null where it is not there or cannot be read. */
	async file(store: StoreName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		const stored = await this.#ask((storage) => storage.file(store, id, name)).catch(() => null);
		return stored ?? this.#memory.file(store, id, name);
	}

	async remove(store: StoreName, id: string): Promise<void> {
		await this.#memory.remove(store, id);
		await this.#ask((storage) => storage.remove(store, id)).catch(() => {});
		await this.report(store);
		this.#around.tellOthers(store);
	}
}
