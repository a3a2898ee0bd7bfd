import type { RunSaver } from './run-saver.ts';
import type { Library } from '../library/library.svelte.ts';
import type { Race } from './race.svelte.ts';
import type { Removal } from './removal.svelte.ts';
import { holdRun, type Hold } from '../../storage/run-locks.ts';
import type { Run } from './run.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import { endedRun, unfinishedRun, type StoredRun } from './stored-run.ts';

/** A run to be continued, and whether automatically. */
export interface Waiting {
	run: Run;
	stored: StoredRun;
	goesOn: boolean;
}

export interface Restored {
	/** The runs of one race that this tab continues, in the order of their cells. */
	waiting: Waiting[];
	/** Another tab is training. */
	elsewhere: boolean;
}

/** Of the page. */
export interface Parts {
	library: Library;
	runSaver: RunSaver;
	race: Race;
	runs: Runs;
	removal: Removal;
}

/**
 * Restores the runs of earlier visits. Those that ended are listed again, but for those that were removed. Of those that did not end, the
 * latest race is to go on, unless another tab has it; older ones count as ended where they stood.
 */
export async function restoreRuns(stored: StoredRun[], parts: Parts): Promise<Restored> {
	const { library, runSaver, race, runs, removal } = parts;
	const open = stored.filter(({ activity }) => activity !== 'finished');
	const holds = new Map<StoredRun, Hold>();
	await Promise.all(open.map(async (record) => holds.set(record, await holdRun(record.id))));
	const holdOf = (record: StoredRun): Hold => holds.get(record) ?? { state: 'unknown' };

	const ours = open.filter((record) => holdOf(record).state !== 'elsewhere');
	const latest = ours.toSorted((a, b) => b.time - a.time)[0];
	const waiting = ours.filter((record) => latest && sameRace(record, latest));
	const ended = stored.filter((record) => holdOf(record).state !== 'elsewhere' && !waiting.includes(record));

	race.number = Math.max(race.number, ...stored.map(({ number }) => number));
	const endedRuns = ended.map((record) => {
		const run = endedRun(record);
		runSaver.beginStored(run, record.corpusId);
		if (run.removed === null) {
			runs.add(run);
		} else {
			removal.resume(run);
		}
		return run;
	});
	void bringModels(endedRuns, library);
	return {
		elsewhere: ours.length < open.length,
		waiting: waiting.map((record) => {
			const run = unfinishedRun(record);
			const hold = holdOf(record);
			runs.add(run);
			runSaver.begin(run, record.corpusId, Promise.resolve(hold));
			// Where the browser has no locks to distinguish tabs, the user decides which of them continues.
			return { run, stored: record, goesOn: record.activity === 'running' && hold.state === 'ours' };
		}),
	};
}

/** Runs of a race have ids that differ in the cell alone: see runId(). */
const sameRace = (a: StoredRun, b: StoredRun) => raceOf(a.id) === raceOf(b.id);
const raceOf = (id: string) => id.split('/').slice(1).join('/');

/** `visit` distinguishes a page's runs from those of other tabs and visits. */
export const runId = (cell: string, number: number | string, visit: string): string => `${cell}/${number}/${visit}`;

// One after the other: nothing depends on them.
async function bringModels(runs: readonly Run[], library: Library): Promise<void> {
	for (const run of runs.toReversed()) {
		const model = await library.take('runs', run.id, 'model');
		if (model) {
			run.model = new Blob([model], { type: 'application/octet-stream' });
		}
	}
}
