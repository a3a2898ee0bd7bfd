import type { Activity, Pace, Until } from '../../protocol/training.ts';
import type { SettingTexts } from '../../protocol/types.ts';
import { TrainingClient, type TrainingClientEvents, type TrainingWorker } from './training-client.svelte.ts';
import type { Run } from './run.svelte.ts';
import { choices, type Cell } from '../settings/settings.ts';

/** What a client is to train. */
export interface Entry {
	id: string;
	cell: Cell;
	settings: SettingTexts;
}

export type Phase = 'idle' | Activity;

// The cells that train side by side, each in a worker of its own, with the same seed and the same batches.
export class Race {
	/** Those that have been needed so far, in the page's order of cells. */
	clients: TrainingClient[] = $state.raw([]);
	/** The clients that began the last race together; empty before the first. */
	#racing: TrainingClient[] = $state.raw([]);
	/** Of the last race, as far as they have begun. */
	current: Run[] = $derived(this.#racing.flatMap((client) => (client.run?.number === this.number ? [client.run] : [])));
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
	readonly #events: TrainingClientEvents;
	/** For each client. */
	#threads = 1;
	/** The cells that have been needed so far. */
	readonly #needed = new Set<Cell>();
	#awake = false;

	/** `processors` are those that engines with several threads may share; 1 where they may not. */
	constructor(createWorker: () => TrainingWorker, processors: number, events: TrainingClientEvents) {
		this.#createWorker = createWorker;
		this.#processors = processors;
		this.#events = events;
	}

	clientOf(cell: Cell): TrainingClient | null {
		return this.clients.find((client) => client.cell === cell) ?? null;
	}

	/** There are to be clients of these cells; the missing ones are made, once it is awake. */
	need(cells: Cell[]): void {
		this.#threads = Math.max(1, Math.floor(this.#processors / cells.length));
		cells.forEach((cell) => this.#needed.add(cell));
		if (this.#awake) {
			this.#makeClients();
		}
	}

	/** Its workers may start, and take their share of the processors. */
	wake(): void {
		this.#awake = true;
		this.#makeClients();
	}

	#makeClients(): void {
		this.clients = choices.cell.flatMap((cell) => {
			const client = this.clientOf(cell);
			return client ? [client] : this.#needed.has(cell) ? [this.#createClient(cell)] : [];
		});
	}

	#createClient(cell: Cell): TrainingClient {
		return new TrainingClient(cell, this.#createWorker(), this.#threads, this.pace, this.#events);
	}

	// Cells that race share the processors. An engine keeps the threads that it began with: a client whose share is another
	// one now gets a new worker, unless it is in the middle of a run.
	#share(cells: Cell[]): void {
		this.#threads = Math.max(1, Math.floor(this.#processors / cells.length));
		this.clients = this.clients.map((client) => {
			const idle = client.run === null || client.run.activity === 'finished';
			if (!cells.includes(client.cell) || client.threads === this.#threads || !idle) {
				return client;
			}
			client.close();
			return this.#createClient(client.cell);
		});
	}

	setPace(pace: Pace): void {
		this.pace = pace;
		for (const client of this.clients) {
			client.setPace(pace);
		}
	}

	/** A new run in each of the clients, with the settings of each. */
	start(entries: readonly Entry[], until: Until): void {
		this.stop();
		this.#share(entries.map(({ cell }) => cell));
		this.number++;
		this.#racing = entries.flatMap(({ cell }) => this.clientOf(cell) ?? []);
		for (const { id, cell, settings } of entries) {
			this.clientOf(cell)?.start(id, settings, until);
		}
	}

	/** Goes on with the runs of an earlier visit, all of one race, each from its checkpoint. */
	resume(entries: readonly { run: Run; checkpoint: ArrayBuffer; until: Until | null }[], number: number): void {
		this.wake();
		this.number = number;
		this.#racing = entries.flatMap(({ run }) => this.clientOf(run.cell) ?? []);
		for (const { run, checkpoint, until } of entries) {
			const client = this.clientOf(run.cell);
			if (client) {
				client.run = run;
				client.resume(run.id, checkpoint, until);
			}
		}
	}

	/** Goes on with every run that has not finished. */
	continue(until: Until): void {
		for (const client of this.#unfinished()) {
			client.continue(until);
		}
	}

	pause(): void {
		for (const client of this.#unfinished()) {
			client.pause();
		}
	}

	stop(): void {
		for (const client of this.#unfinished()) {
			client.stop();
		}
	}

	#unfinished(): TrainingClient[] {
		return this.#racing.filter((client) => client.run && client.run.activity !== 'finished');
	}

	/** The client whose worker has this run. */
	clientWith(run: Run): TrainingClient | null {
		return this.clients.find((client) => client.run === run) ?? null;
	}

	/** The workers go, and with them the runs that have not finished. */
	close(): void {
		for (const client of this.clients) {
			client.close();
		}
		this.clients = [];
		this.#racing = [];
		this.#needed.clear();
		this.#awake = false;
	}
}
