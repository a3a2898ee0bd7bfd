import { fileKey, type Files, type StoreName, type Storage, type StoredRecord } from './storage.ts';

// Stores everything as long as the tab is open, where the browser stores nothing.
export class MemoryStorage implements Storage {
	readonly lasting = false;
	readonly #stores = new Map<StoreName, Map<string, StoredRecord>>();
	readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();

	async records(store: StoreName): Promise<StoredRecord[]> {
		return [...this.#store(store).values()].map((record) => structuredClone(record));
	}

	async put(store: StoreName, record: StoredRecord, files: Files = {}): Promise<void> {
		this.#store(store).set(record.id, structuredClone(record));
		for (const [name, bytes] of Object.entries(files)) {
			const key = fileKey(store, record.id, name);
			if (bytes) {
				this.#files.set(key, bytes.slice());
			} else {
				this.#files.delete(key);
			}
		}
	}

	async file(store: StoreName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		return this.#files.get(fileKey(store, id, name))?.slice() ?? null;
	}

	async remove(store: StoreName, id: string): Promise<void> {
		this.#store(store).delete(id);
		const prefix = fileKey(store, id, '');
		for (const key of [...this.#files.keys()].filter((name) => name.startsWith(prefix))) {
			this.#files.delete(key);
		}
	}

	close(): void {}

	#store(name: StoreName): Map<string, StoredRecord> {
		let store = this.#stores.get(name);
		if (!store) {
			store = new Map();
			this.#stores.set(name, store);
		}
		return store;
	}
}
