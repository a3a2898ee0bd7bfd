import type { Failure, SettingTexts } from '../../protocol/types.ts';
import { restoreRuns, type Parts, type Waiting } from './restore.ts';
import type { Cell } from '../settings/settings.ts';
import type { StoredRun } from './stored-run.ts';

/** What it asks of the page, and reports to it. */
export interface ResumptionEvents {
	/** Whether runs may resume automatically: not where a link offers another one. */
	wanted(): boolean;
	/** The form is to show these. */
	use(settings: SettingTexts, cells: Cell[]): void;
	failed(failure: Failure): void;
}

// The runs of an earlier visit: those that ended are listed again, and the latest race resumes from its checkpoints.
export class Resumption {
	/** They resume as soon as their reviews have arrived. */
	waiting: Waiting[] = $state.raw([]);
	/** Another tab of this page is training. */
	elsewhere = $state(false);

	readonly #parts: Parts;
	readonly #events: ResumptionEvents;
	#restored = false;

	constructor(parts: Parts, events: ResumptionEvents) {
		this.#parts = parts;
		this.#events = events;
	}

	/** What is stored of runs is read once: from then on this tab knows its own. */
	async restore(records: StoredRun[]): Promise<void> {
		if (this.#restored) {
			return;
		}
		this.#restored = true;
		const { library, race, runSaver } = this.#parts;
		const earlier = records.filter(({ id }) => !runSaver.stores(id)); // a storage that answers late has runs of this visit too
		const { waiting, elsewhere } = await restoreRuns(earlier, this.#parts);
		this.elsewhere = elsewhere;
		const [first] = waiting;
		if (!first) {
			return;
		}
		if (race.phase !== 'idle' || (library.picked && library.chosen !== first.stored.corpusId)) {
			return this.#end(waiting); // Start has been pressed meanwhile, or other reviews were chosen
		}
		const cells = waiting.map(({ run }) => run.cell);
		const wanted = this.#events.wanted(); // otherwise it waits, paused
		this.waiting = waiting.map((entry) => ({ ...entry, goesOn: entry.goesOn && wanted }));
		race.need(cells);
		if (wanted) {
			this.#events.use(first.run.settings, cells);
		}
		// Those reviews may be loading, or loaded: to load them again would end the runs that use them.
		if (library.chosen !== first.stored.corpusId) {
			library.choose(first.stored.corpusId);
		} else if (library.digest) {
			void this.goOn();
		}
	}

	/** The reviews have arrived: if the waiting runs were trained on them, these resume. */
	async goOn(): Promise<void> {
		const { waiting } = this;
		const { library, race } = this.#parts;
		const [first] = waiting;
		if (!first) {
			return;
		}
		const checkpoints = await Promise.all(waiting.map(({ run }) => library.take('runs', run.id, 'checkpoint')));
		if (this.waiting !== waiting) {
			return; // Start has been pressed meanwhile, or they have resumed
		}
		this.waiting = [];
		if (library.digest !== first.stored.corpus || checkpoints.includes(null)) {
			this.#events.failed({ kind: 'cannot-resume' });
			return this.#end(waiting);
		}
		// Until it has reported something, a resumed run counts as paused: if the page crashes meanwhile, the next visit
		// leaves it alone.
		for (const { stored, goesOn } of waiting) {
			if (goesOn) {
				const paused: StoredRun = { ...stored, activity: 'paused' };
				void library.keep('runs', paused, {});
			}
		}
		race.resume(
			waiting.flatMap(({ run, goesOn }, index) => {
				const checkpoint = checkpoints[index];
				return checkpoint ? [{ run, checkpoint, until: goesOn ? ('end' as const) : null }] : [];
			}),
		);
	}

	/** Something else begins: what waits has ended where it stood. */
	giveUp(): void {
		this.#end(this.waiting);
		this.waiting = [];
	}

	#end(waiting: Waiting[]): void {
		for (const { run } of waiting) {
			run.fail(null);
			this.#parts.runSaver.changed(run, null);
		}
	}
}
