import type { Files, StoreName, Storage, StoredRecord } from './storage.ts';

/** What became of a record: it was put, with these files, or, where it is null, removed. */
interface Change {
	store: StoreName;
	id: string;
	record: StoredRecord | null;
	files: Files;
}

// Stores everything as long as the tab is open, where the browser stores nothing or does not answer.
export class MemoryStorage implements Storage {
	readonly #changes = new Map<string, Change>();

	async records(store: StoreName): Promise<StoredRecord[]> {
		const records = this.changes().map((change) => (change.store === store ? change.record : null));
		return records.filter((record) => record !== null).map((record) => structuredClone(record));
	}

	async put(store: StoreName, record: StoredRecord, files: Files = {}): Promise<void> {
		const copies = Object.entries(files).map(([name, bytes]) => [name, bytes?.slice() ?? null]);
		const before = this.#changes.get(key(store, record.id))?.files;
		this.#set(store, record.id, structuredClone(record), { ...before, ...Object.fromEntries(copies) });
	}

	async file(store: StoreName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		return this.#changes.get(key(store, id))?.files[name]?.slice() ?? null;
	}

	async remove(store: StoreName, id: string): Promise<void> {
		this.#set(store, id, null, {});
	}

	close(): void {}

	/** The last of each record: what a storage needs that was not there meanwhile. */
	changes(): Change[] {
		return [...this.#changes.values()];
	}

	/** As if nothing had become of the record. */
	forget(store: StoreName, id: string): void {
		this.#changes.delete(key(store, id));
	}

	#set(store: StoreName, id: string, record: StoredRecord | null, files: Files): void {
		this.#changes.set(key(store, id), { store, id, record, files });
	}
}

const key = (store: StoreName, id: string): string => `${store}/${id}`;
