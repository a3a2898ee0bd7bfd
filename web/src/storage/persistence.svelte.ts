// Whether the browser has granted persistent storage, and how much is stored.
export class Persistence {
	/** Bytes that the browser stores for this page. */
	used = $state(0);
	promise: 'unknown' | 'unasked' | 'given' | 'refused' = $state('unknown');

	/** Reads the current state, without asking the user anything. */
	async look(): Promise<void> {
		const storage = navigator.storage as StorageManager | undefined;
		this.used = (await storage?.estimate?.().catch(() => null))?.usage ?? 0;
		if (this.promise === 'unknown' && storage?.persisted) {
			this.promise = (await storage.persisted().catch(() => false)) ? 'given' : 'unasked';
		}
	}

	/** Asks for persistent storage. Some browsers then ask the user, so it follows an action of the user. */
	async ask(): Promise<void> {
		const storage = navigator.storage as StorageManager | undefined;
		if (storage?.persist && this.promise !== 'given') {
			this.promise = (await storage.persist().catch(() => false)) ? 'given' : 'refused';
		}
	}
}
