import { holdRun, type Hold } from '../../storage/run-locks.ts';
import type { Library } from '../library/library.svelte.ts';
import type { Run } from './run.svelte.ts';
import { storedRun } from './stored-run.ts';
import type { TrainingClient } from './training-client.svelte.ts';

/** Of one run: what was stored of it last, and what is being stored right now. */
interface Entry {
	stored: string;
	saving: Promise<void> | null;
	corpusId: string;
	hold: Promise<Hold>;
}

// Stores runs while they train, so that closing the tab loses nothing: a checkpoint after each finished epoch and at each
// pause, the model at the end. While one is being written, the next waits, and only the latest counts.
export class RunSaver {
	readonly #library: Library;
	readonly #entries = new Map<Run, Entry>();

	constructor(library: Library) {
		this.#library = library;
	}

	/** Stores a run from now on; it is trained on the reviews that the library has under `corpusId`. */
	begin(run: Run, corpusId: string, hold = holdRun(run.id)): void {
		this.#entries.set(run, { stored: '', saving: null, corpusId, hold });
	}

	/** A run that ended on an earlier visit stays stored as it is until something about it changes. */
	beginStored(run: Run, corpusId: string): void {
		const hold: Promise<Hold> = Promise.resolve({ state: 'unknown' });
		this.#entries.set(run, { stored: version(run), saving: null, corpusId, hold });
	}

	/** Whether a run of this visit has this id. */
	stores(id: string): boolean {
		return [...this.#entries.keys()].some((run) => run.id === id);
	}

	/** Something about the run has changed. `client` has its worker, where it is still there. */
	changed(run: Run, client: TrainingClient | null): void {
		const entry = this.#entries.get(run);
		const before = version(run);
		if (entry && !entry.saving && entry.stored !== before) {
			// What cannot be stored is tried again with the next epoch, not at once.
			entry.saving = this.#save(run, client, entry)
				.catch(() => {})
				.finally(() => {
					entry.saving = null;
					entry.stored = before;
					this.changed(run, client);
				});
		}
	}

	async #save(run: Run, client: TrainingClient | null, entry: Entry): Promise<void> {
		const files: Record<string, ArrayBuffer | null> = {};
		if (run.standing.activity === 'finished') {
			if (!run.interrupted) {
				files.checkpoint = null;
			}
			if (run.model) {
				files.model = await run.model.arrayBuffer();
			}
			void entry.hold.then((hold) => hold.state === 'ours' && hold.release());
		} else if (client) {
			files.checkpoint = await client.save(run);
		}
		const record = storedRun(run, entry.corpusId);
		if (record && this.#entries.get(run) === entry) {
			await this.#library.keep('runs', record, files);
		}
	}

	/** The run is not to be stored any more; what is being written is removed afterwards. */
	forget(run: Run): void {
		const saving = this.#entries.get(run)?.saving ?? Promise.resolve();
		this.#entries.delete(run);
		void saving.then(() => this.#library.remove('runs', run.id));
	}
}

/** Two of these differ where there is something to store. */
function version(run: Run): string {
	const { activity, progress } = run.standing;
	const place = activity === 'paused' ? progress?.trainedBatches : progress?.finishedEpochs;
	return [activity, place ?? 0, run.name, run.hidden, run.removed, run.model !== null].join('|');
}
