import type { RunSaver } from './run-saver.ts';
import type { Library } from '../library/library.svelte.ts';
import type { Race } from './race.svelte.ts';
import { holdRun, type Hold } from '../../storage/run-locks.ts';
import type { Run } from './run.svelte.ts';
import type { Runs } from './runs.svelte.ts';
import { endedRun, unfinishedRun, type StoredRun } from './stored-run.ts';

/** A run that is to go on, and whether by itself. */
export interface Waiting {
	run: Run;
	stored: StoredRun;
	goesOn: boolean;
}

export interface Restored {
	/** The runs of one race that this tab goes on with, in the order of their cells. */
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
}

/**
 * Brings back the runs of earlier visits. Those that ended stand in the list again. Of those that did not, the latest race
 * is to go on, unless another tab has it; older ones count as ended where they stood.
 */
export async function restoreRuns(stored: StoredRun[], parts: Parts): Promise<Restored> {
	const { library, runSaver, race, runs } = parts;
	const open = stored.filter(({ activity }) => activity !== 'finished');
	const holds = new Map<StoredRun, Hold>();
	await Promise.all(open.map(async (record) => holds.set(record, await holdRun(record.id))));
	const holdOf = (record: StoredRun): Hold => holds.get(record) ?? { state: 'unknown' };

	const ours = open.filter((record) => holdOf(record).state !== 'elsewhere');
	const latest = ours.toSorted((a, b) => b.time - a.time)[0];
	const waiting = ours.filter((record) => latest && sameRace(record, latest));
	const ended = stored.filter((record) => holdOf(record).state !== 'elsewhere' && !waiting.includes(record));

	race.number = Math.max(race.number, ...stored.map(({ number }) => number));
	for (const record of ended) {
		const run = endedRun(record);
		runs.add(run);
		runSaver.beginStored(run, record.corpusId);
	}
	void bringModels(ended, library, runs);
	return {
		elsewhere: ours.length < open.length,
		waiting: waiting.map((record) => {
			const run = unfinishedRun(record);
			const hold = holdOf(record);
			runs.add(run);
			runSaver.begin(run, record.corpusId, Promise.resolve(hold));
			// Where no browser lock tells tabs apart, the reader says which of them goes on.
			return { run, stored: record, goesOn: record.activity === 'running' && hold.state === 'ours' };
		}),
	};
}

/** Runs of a race have ids that differ in the cell alone: see runId(). */
const sameRace = (a: StoredRun, b: StoredRun) => raceOf(a.id) === raceOf(b.id);
const raceOf = (id: string) => id.split('/').slice(1).join('/');

/** `visit` tells a page's runs from those of other tabs and visits. */
export const runId = (cell: string, number: number, visit: string): string => `${cell}/${number}/${visit}`;

// One after the other: nobody waits for them.
async function bringModels(records: StoredRun[], library: Library, runs: Runs): Promise<void> {
	for (const { id } of records.toReversed()) {
		const model = await library.take('runs', id, 'model');
		const run = runs.all.find((other) => other.id === id);
		if (run && model) {
			run.model = new Blob([model], { type: 'application/octet-stream' });
		}
	}
}
