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

// What is stored, and the page's view of it. Where the browser stores nothing, or has taken its database away, everything is in memory for as
// long as the tab is open, and the page is notified; so is what the database could not take. One that does not answer in time may only be
// busy: until it does, memory stands in for it.
export class Stores {
	readonly #around: StoresAround;
	readonly #memory = new MemoryStorage();
	#opened: Promise<Storage> | null = null;
	/** Memory stands in for a database that has not answered yet. */
	#waiting = false;
	/** The database is not to be had on this visit any more. */
	#lost = false;

	constructor(around: StoresAround) {
		this.#around = around;
	}

	// Not before it is needed: what is posted while the page does not listen yet would be lost.
	get #storage(): Promise<Storage> {
		this.#opened ??= this.#open();
		return this.#opened;
	}

	async #open(): Promise<Storage> {
		const opening = this.#around.openStorage((trouble) => this.#lose(trouble));
		try {
			const storage = await answered(opening, PATIENCE);
			this.#around.post({ type: 'storage', lasting: true, trouble: null });
			return storage;
		} catch (error) {
			const { trouble } = toStorageFailure(error);
			this.#around.post({ type: 'storage', lasting: false, trouble });
			if (trouble === 'stuck') {
				this.#waiting = true;
				opening.then((late) => this.#return(late), (late: unknown) => this.#lose(toStorageFailure(late).trouble));
			}
			return this.#memory;
		}
	}

	#useMemory(trouble: StorageTrouble): void {
		this.#opened = Promise.resolve(this.#memory);
		this.#around.post({ type: 'storage', lasting: false, trouble });
		void this.tellAll();
	}

	#lose(trouble: StorageTrouble): void {
		if (!this.#lost) {
			this.#lost = true;
			this.#useMemory(trouble);
		}
	}

	/** `late` is what the storage has still to answer. */
	#wait(storage: Storage, late: Promise<unknown>): void {
		void late.catch(() => {}).then(() => this.#return(storage));
		if (!this.#waiting && !this.#lost) {
			this.#waiting = true;
			this.#useMemory('stuck');
		}
	}

	/** The storage answers after all. What comes next waits until it has what came meanwhile. */
	#return(storage: Storage): void {
		if (this.#lost) {
			storage.close(); // so that it is in no other tab's way
		} else if (this.#waiting) {
			this.#waiting = false;
			this.#around.post({ type: 'storage', lasting: true, trouble: null });
			this.#opened = this.#catchUp(storage).then(() => storage);
			void this.tellAll();
		}
	}

	async #catchUp(storage: Storage): Promise<void> {
		for (const { store, id, record, files } of this.#memory.changes()) {
			const written = record ? storage.put(store, record, files) : storage.remove(store, id);
			try {
				await answered(written, WRITING_PATIENCE);
				this.#memory.forget(store, id);
				this.#around.tellOthers(store);
			} catch (error) {
				const { trouble } = toStorageFailure(error);
				if (trouble === 'stuck') {
					return this.#wait(storage, written);
				}
				this.#around.post({ type: 'not-kept', store, id, trouble });
			}
		}
	}

	/** What the storage answers or, where it does not in time, memory instead. */
	async #ask<Answer>(work: (storage: Storage) => Promise<Answer>, patience = PATIENCE): Promise<Answer> {
		const storage = await this.#storage;
		const answer = work(storage);
		try {
			return await (storage === this.#memory ? answer : answered(answer, patience));
		} catch (error) {
			if (toStorageFailure(error).trouble !== 'stuck') {
				throw error;
			}
			this.#wait(storage, answer);
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

	/** Whether a store is known to have no records: not while its storage does not answer. */
	async isEmpty(store: StoreName): Promise<boolean> {
		const records = await this.#ask((storage) => storage.records(store)).catch(() => null);
		return records?.length === 0 && !this.#waiting;
	}

	/** Puts a record with its files into a store, posts how that went, and returns what was in the way. */
	async keep(store: StoreName, record: StoredRecord, files: Files): Promise<StorageTrouble | null> {
		try {
			await this.#ask((storage) => storage.put(store, record, files), WRITING_PATIENCE);
			if ((await this.#storage) !== this.#memory) {
				this.#memory.forget(store, record.id); // it was there if it could not be stored before
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
		this.#memory.forget(store, id);
		await this.#ask((storage) => storage.remove(store, id)).catch(() => {});
		await this.report(store);
		this.#around.tellOthers(store);
	}
}
