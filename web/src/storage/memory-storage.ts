import { fileKey, type Files, type ShelfName, type Storage, type StoredRecord } from './storage.ts';

// Keeps everything as long as the tab is open, where the browser keeps nothing.
export class MemoryStorage implements Storage {
	readonly lasting = false;
	readonly #shelves = new Map<ShelfName, Map<string, StoredRecord>>();
	readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();

	async records(shelf: ShelfName): Promise<StoredRecord[]> {
		return [...this.#shelf(shelf).values()].map((record) => structuredClone(record));
	}

	async put(shelf: ShelfName, record: StoredRecord, files: Files = {}): Promise<void> {
		this.#shelf(shelf).set(record.id, structuredClone(record));
		for (const [name, bytes] of Object.entries(files)) {
			const key = fileKey(shelf, record.id, name);
			if (bytes) {
				this.#files.set(key, bytes.slice());
			} else {
				this.#files.delete(key);
			}
		}
	}

	async file(shelf: ShelfName, id: string, name: string): Promise<Uint8Array<ArrayBuffer> | null> {
		return this.#files.get(fileKey(shelf, id, name))?.slice() ?? null;
	}

	async remove(shelf: ShelfName, id: string): Promise<void> {
		this.#shelf(shelf).delete(id);
		const prefix = fileKey(shelf, id, '');
		for (const key of [...this.#files.keys()].filter((name) => name.startsWith(prefix))) {
			this.#files.delete(key);
		}
	}

	close(): void {}

	#shelf(name: ShelfName): Map<string, StoredRecord> {
		let shelf = this.#shelves.get(name);
		if (!shelf) {
			shelf = new Map();
			this.#shelves.set(name, shelf);
		}
		return shelf;
	}
}
