import type { StorageTrouble } from '../../storage/storage.ts';
import type { TrainingClient } from './training-client.svelte.ts';
import type { Library } from '../library/library.svelte.ts';
import { holdRun, type Hold } from '../../storage/run-locks.ts';
import type { Run } from './run.svelte.ts';
import { storedRun } from './stored-run.ts';

/** Of one run: what was kept of it last, and whether that is being done right now. */
interface Standing {
	kept: string;
	busy: boolean;
	corpusId: string;
	hold: Promise<Hold>;
}

// Keeps runs while they train, so that closing the tab loses nothing: a checkpoint after each finished epoch and at each
// pause, the model at the end. While one is being written, the next waits, and only the latest counts.
export class RunSaver {
	readonly #library: Library;
	readonly #standings = new Map<Run, Standing>();

	constructor(library: Library) {
		this.#library = library;
	}

	/** Keeps a run from now on; it is trained on the reviews that the library has under `corpusId`. */
	begin(run: Run, corpusId: string, hold = holdRun(run.id)): void {
		this.#standings.set(run, { kept: '', busy: false, corpusId, hold });
	}

	/** A run that ended on an earlier visit is kept as it is until something about it changes. */
	beginKept(run: Run, corpusId: string): void {
		const hold: Promise<Hold> = Promise.resolve({ state: 'unknown' });
		this.#standings.set(run, { kept: version(run), busy: false, corpusId, hold });
	}

	/** Something about the run has changed. `client` has its worker, where it is still there. */
	changed(run: Run, client: TrainingClient | null): void {
		const standing = this.#standings.get(run);
		if (standing && !standing.busy && standing.kept !== version(run)) {
			standing.busy = true;
			void this.#keep(run, client, standing).then(() => {
				standing.busy = false;
				this.changed(run, client);
			});
		}
	}

	async #keep(run: Run, client: TrainingClient | null, standing: Standing): Promise<void> {
		const before = version(run);
		const files: Record<string, ArrayBuffer | null> = {};
		if (run.standing.activity === 'finished') {
			files.checkpoint = null;
			if (run.model) {
				files.model = await run.model.arrayBuffer();
			}
			void standing.hold.then((hold) => hold.state === 'ours' && hold.release());
		} else if (client) {
			files.checkpoint = await client.save();
		}
		const trouble = await this.#library.keep('runs', storedRun(run, standing.corpusId), files);
		// What could not be kept is tried again with the next epoch, not at once.
		standing.kept = before;
		this.onTrouble(trouble);
	}

	/** Told after each attempt: what was in the way, or null. */
	onTrouble: (trouble: StorageTrouble | null) => void = () => {};

	/** The run is not to be kept any more. */
	forget(run: Run): void {
		this.#standings.delete(run);
		this.#library.remove('runs', run.id);
	}
}

/** Two of these differ where there is something to keep. */
function version(run: Run): string {
	const { activity, progress } = run.standing;
	const place = activity === 'paused' ? progress?.trainedBatches : progress?.finishedEpochs;
	return [activity, place ?? 0, run.name, run.hidden, run.model !== null].join('|');
}
