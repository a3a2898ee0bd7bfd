import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { answered } from './answered.ts';
import type { StoredRecord } from './storage.ts';

// Experiments between two visits: a record of each, and one of each run that has ended, put there as it comes. They have a database of
// their own, which is opened when experiments are first looked at. Where the browser stores nothing, they last as long as the tab.

export interface StoredResult {
	experiment: string;
	/** Its place in the experiment. */
	run: number;
}

interface Schema extends DBSchema {
	experiments: { key: string; value: StoredRecord };
	results: { key: [string, number]; value: StoredResult };
}

const NAME = 'unroll-experiments';

export class ExperimentStore {
	#database: IDBPDatabase<Schema> | null = null;
	readonly #memory = { experiments: new Map<string, StoredRecord>(), results: new Map<string, StoredResult[]>() };
	/** Settles when the database is open, however late, and has what was kept meanwhile; rejected where there is none. */
	readonly opened: Promise<void>;

	private constructor(name: string) {
		this.opened = this.#open(name);
	}

	/** The store, with its database unless that does not open in time. */
	static async open(name = NAME): Promise<ExperimentStore> {
		const store = new ExperimentStore(name);
		await answered(store.opened).catch(() => {});
		return store;
	}

	async #open(name: string): Promise<void> {
		this.#database = await openDB<Schema>(name, 1, {
			upgrade(database) {
				database.createObjectStore('experiments', { keyPath: 'id' });
				database.createObjectStore('results', { keyPath: ['experiment', 'run'] });
			},
			blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
		});
		const { experiments, results } = this.#memory;
		for (const [id, record] of [...experiments]) {
			const its = results.get(id);
			experiments.delete(id);
			results.delete(id);
			await this.keep(record, its);
		}
	}

	/** Whether what is stored outlives the tab. */
	get lasting(): boolean {
		return this.#database !== null;
	}

	/** In no particular order; none where they cannot be read. */
	async experiments(): Promise<StoredRecord[]> {
		const stored = await this.#try((database) => database.getAll('experiments'));
		return [...(stored ?? []), ...this.#memory.experiments.values()];
	}

	async results(experiment: string): Promise<StoredResult[]> {
		const stored = await this.#try((database) => database.getAll('results', IDBKeyRange.bound([experiment, 0], [experiment, Infinity])));
		return [...(stored ?? []), ...(this.#memory.results.get(experiment) ?? [])];
	}

	/** Puts an experiment and some of its results; says whether they outlive the tab. */
	async keep(record: StoredRecord, results: readonly StoredResult[] = []): Promise<boolean> {
		const kept = await this.#try(async (database) => {
			const transaction = database.transaction(['experiments', 'results'], 'readwrite');
			const puts = results.map((result) => transaction.objectStore('results').put(result));
			await Promise.all([transaction.objectStore('experiments').put(record), ...puts, transaction.done]);
			return true;
		});
		if (!kept) {
			this.#memory.experiments.set(record.id, record);
			this.#memory.results.set(record.id, [...(this.#memory.results.get(record.id) ?? []), ...results]);
		}
		return kept ?? false;
	}

	async remove(experiment: string): Promise<void> {
		this.#memory.experiments.delete(experiment);
		this.#memory.results.delete(experiment);
		await this.#try(async (database) => {
			const transaction = database.transaction(['experiments', 'results'], 'readwrite');
			const itsResults = IDBKeyRange.bound([experiment, 0], [experiment, Infinity]);
			await Promise.all([
				transaction.objectStore('experiments').delete(experiment),
				transaction.objectStore('results').delete(itsResults),
				transaction.done,
			]);
		});
	}

	async #try<Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result | null> {
		return this.#database ? answered(work(this.#database)).catch(() => null) : null;
	}
}
