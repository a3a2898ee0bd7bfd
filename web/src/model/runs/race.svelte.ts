import type { Pace, Until } from '../../protocol/training.ts';
import { allCells, type Cell } from '../settings/settings.ts';
import type { Run, RunActivity } from './run.svelte.ts';
import { TrainingClient, type TrainingClientEvents, type TrainingWorker } from './training-client.svelte.ts';

export type Phase = 'idle' | Exclude<RunActivity, 'starting'>;

// The cells that train side by side, each in a worker of its own, with the same seed and the same batches.
export class Race {
	/** Of the cells that have been needed so far, in the page's order. */
	clients: TrainingClient[] = $state.raw([]);
	/** The runs of the last race, from Start on; empty before the first. */
	runs: Run[] = $derived(this.clients.flatMap(({ run }) => (run && run.number === this.number ? [run] : [])));
	/** Of them, those that have begun. */
	current: Run[] = $derived(this.runs.filter((run) => run.hasBegun));
	/** How fast it trains; null for as fast as possible. */
	pace: Pace = $state(null);
	/** Counts the races. */
	number = $state(0);

	phase: Phase = $derived.by(() => {
		const has = (...activities: RunActivity[]) => this.runs.some((run) => activities.includes(run.activity));
		if (this.runs.length === 0) {
			return 'idle';
		}
		return has('running', 'starting') ? 'running' : has('queued') ? 'queued' : has('paused') ? 'paused' : 'finished';
	});
	/** Something is under way that a new race, or other reviews, would end. */
	isOn: boolean = $derived(this.phase === 'running' || this.phase === 'paused');

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
		this.clients = allCells.flatMap((cell) => {
			const client = this.clientOf(cell);
			return client ? [client] : this.#needed.has(cell) ? [this.#createClient(cell)] : [];
		});
	}

	#createClient(cell: Cell): TrainingClient {
		return new TrainingClient(cell, this.#createWorker(), this.#threads, this.pace, this.#events);
	}

	// Cells that race share the processors. An engine has the threads that it was loaded with: a cell whose share is another
	// one now gets a new worker, unless it is in the middle of a run. So does one whose engine is of no use any more.
	#share(cells: Cell[]): void {
		this.#threads = Math.max(1, Math.floor(this.#processors / cells.length));
		this.clients = this.clients.map((client) => {
			const idle = client.run === null || client.run.activity === 'finished';
			const fits = client.threads === this.#threads || !idle;
			if (!cells.includes(client.cell) || (fits && !client.broken)) {
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

	/** These runs, a new race, each in the worker of its cell, as soon as that has the reviews; with the weights of a model file, where there is one. */
	start(runs: readonly Run[], until: Until, model?: ArrayBuffer): void {
		this.wake();
		this.stop();
		this.#share(runs.map(({ cell }) => cell));
		this.number = runs[0]?.number ?? this.number;
		for (const run of runs) {
			this.clientOf(run.cell)?.start(run, until, model);
		}
	}

	/** Goes on with the runs of an earlier visit, all of one race, each from its checkpoint. */
	resume(entries: readonly { run: Run; checkpoint: ArrayBuffer; until: Until | null }[]): void {
		this.wake();
		this.number = entries[0]?.run.number ?? this.number;
		for (const { run, checkpoint, until } of entries) {
			this.clientOf(run.cell)?.resume(run, checkpoint, until);
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
		this.withdraw();
	}

	/** The runs that wait for their reviews are not to begin; returns them. */
	withdraw(): Run[] {
		const queued = this.runs.filter((run) => run.activity === 'queued');
		queued.forEach((run) => this.clientWith(run)?.withdraw());
		return queued;
	}

	#unfinished(): TrainingClient[] {
		return this.clients.filter(({ run }) => run && run.activity !== 'finished' && run.activity !== 'queued');
	}

	/** The client whose worker has this run. */
	clientWith(run: Run): TrainingClient | null {
		return this.clients.find((client) => client.run === run) ?? null;
	}

	/** The workers go, and with them the runs that have not finished. */
	close(): void {
		for (const client of this.clients) {
			client.run?.interrupt(null);
			client.close();
		}
		this.clients = [];
		this.#needed.clear();
		this.#awake = false;
	}
}
