import type { Activity, Pace, Until } from '../protocol/training.ts';
import type { SettingTexts } from '../protocol/types.ts';
import { Lane, type LaneEvents, type TrainingWorker } from './lane.svelte.ts';
import type { Run } from './run.svelte.ts';
import { choices, type Cell } from './settings.ts';

/** What a lane is to train. */
export interface Entry {
	id: string;
	cell: Cell;
	settings: SettingTexts;
}

export type Phase = 'idle' | Activity;

// The cells that train side by side, each in a worker of its own, with the same seed and the same batches.
export class Race {
	/** Those that have been needed so far, in the page's order of cells. */
	lanes: Lane[] = $state.raw([]);
	/** The lanes that began the last race together; empty before the first. */
	#racing: Lane[] = $state.raw([]);
	/** Of the last race, as far as they have begun. */
	current: Run[] = $derived(this.#racing.flatMap((lane) => (lane.run?.number === this.number ? [lane.run] : [])));
	/** How fast it trains; null for as fast as possible. */
	pace: Pace = $state(null);
	/** Counts the races. */
	number = $state(0);

	phase: Phase = $derived.by(() => {
		const has = (activity: Activity) => this.current.some((run) => run.activity === activity);
		if (this.current.length === 0) {
			return 'idle';
		}
		return has('running') ? 'running' : has('paused') ? 'paused' : 'finished';
	});

	readonly #createWorker: () => TrainingWorker;
	readonly #processors: number;
	readonly #events: LaneEvents;
	/** For each lane. */
	#threads = 1;
	/** The cells that have been needed so far. */
	readonly #needed = new Set<Cell>();
	#awake = false;

	/** `processors` are those that engines with several threads may share; 1 where they may not. */
	constructor(createWorker: () => TrainingWorker, processors: number, events: LaneEvents) {
		this.#createWorker = createWorker;
		this.#processors = processors;
		this.#events = events;
	}

	laneOf(cell: Cell): Lane | null {
		return this.lanes.find((lane) => lane.cell === cell) ?? null;
	}

	/** There are to be lanes of these cells; the missing ones are made, once it is awake. */
	need(cells: Cell[]): void {
		this.#threads = Math.max(1, Math.floor(this.#processors / cells.length));
		cells.forEach((cell) => this.#needed.add(cell));
		if (this.#awake) {
			this.#makeLanes();
		}
	}

	/** Its workers may start, and take their share of the processors. */
	wake(): void {
		this.#awake = true;
		this.#makeLanes();
	}

	#makeLanes(): void {
		this.lanes = choices.cell.flatMap((cell) => {
			const lane = this.laneOf(cell);
			return lane ? [lane] : this.#needed.has(cell) ? [this.#createLane(cell)] : [];
		});
	}

	#createLane(cell: Cell): Lane {
		return new Lane(cell, this.#createWorker(), this.#threads, this.pace, this.#events);
	}

	// Cells that race share the processors. An engine keeps the threads that it began with: a lane whose share is another
	// one now gets a new worker, unless it is in the middle of a run.
	#share(cells: Cell[]): void {
		this.#threads = Math.max(1, Math.floor(this.#processors / cells.length));
		this.lanes = this.lanes.map((lane) => {
			const idle = lane.run === null || lane.run.activity === 'finished';
			if (!cells.includes(lane.cell) || lane.threads === this.#threads || !idle) {
				return lane;
			}
			lane.close();
			return this.#createLane(lane.cell);
		});
	}

	setPace(pace: Pace): void {
		this.pace = pace;
		for (const lane of this.lanes) {
			lane.setPace(pace);
		}
	}

	/** A new run in each of the lanes, with the settings of each. */
	start(entries: readonly Entry[], until: Until): void {
		this.stop();
		this.#share(entries.map(({ cell }) => cell));
		this.number++;
		this.#racing = entries.flatMap(({ cell }) => this.laneOf(cell) ?? []);
		for (const { id, cell, settings } of entries) {
			this.laneOf(cell)?.start(id, settings, until);
		}
	}

	/** Goes on with the runs of an earlier visit, all of one race, each from its checkpoint. */
	resume(entries: readonly { run: Run; checkpoint: ArrayBuffer; until: Until | null }[], number: number): void {
		this.wake();
		this.number = number;
		this.#racing = entries.flatMap(({ run }) => this.laneOf(run.cell) ?? []);
		for (const { run, checkpoint, until } of entries) {
			const lane = this.laneOf(run.cell);
			if (lane) {
				lane.run = run;
				lane.resume(run.id, checkpoint, until);
			}
		}
	}

	/** Goes on with every run that has not finished. */
	continue(until: Until): void {
		for (const lane of this.#unfinished()) {
			lane.continue(until);
		}
	}

	pause(): void {
		for (const lane of this.#unfinished()) {
			lane.pause();
		}
	}

	stop(): void {
		for (const lane of this.#unfinished()) {
			lane.stop();
		}
	}

	#unfinished(): Lane[] {
		return this.#racing.filter((lane) => lane.run && lane.run.activity !== 'finished');
	}

	/** The lane whose worker has this run. */
	laneWith(run: Run): Lane | null {
		return this.lanes.find((lane) => lane.run === run) ?? null;
	}

	/** The workers go, and with them the runs that have not finished. */
	close(): void {
		for (const lane of this.lanes) {
			lane.close();
		}
		this.lanes = [];
		this.#racing = [];
		this.#needed.clear();
		this.#awake = false;
	}
}
