// The browser's promise not to clear by itself what the page keeps, and how much that is.
export class Persistence {
	/** Bytes that the browser keeps for this page. */
	used = $state(0);
	promise: 'unknown' | 'unasked' | 'given' | 'refused' = $state('unknown');

	/** Looks at how things stand, without asking the reader anything. */
	async look(): Promise<void> {
		const storage = navigator.storage as StorageManager | undefined;
		this.used = (await storage?.estimate?.().catch(() => null))?.usage ?? 0;
		if (this.promise === 'unknown' && storage?.persisted) {
			this.promise = (await storage.persisted().catch(() => false)) ? 'given' : 'unasked';
		}
	}

	/** Asks for the promise. Some browsers then ask the reader: so it follows something that the reader did. */
	async ask(): Promise<void> {
		const storage = navigator.storage as StorageManager | undefined;
		if (storage?.persist && this.promise !== 'given') {
			this.promise = (await storage.persist().catch(() => false)) ? 'given' : 'refused';
		}
	}
}
