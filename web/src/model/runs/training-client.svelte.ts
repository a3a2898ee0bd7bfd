import type { Look, NetworkPass, Probe, Reach, Trace, TracedUnit } from '../../protocol/inside.ts';
import type { WorkerOf } from '../../protocol/requests.ts';
import type { FromTraining, Pace, ToTraining, TrainingAnswers, TrainingCommand, Until, Update } from '../../protocol/training.ts';
import type { CorpusInfo, EngineKind, Failure, FoundRates, Network, ReviewPrediction, SettingTexts } from '../../protocol/types.ts';
import { RequestFailure, Requests } from '../requests.ts';
import type { Cell } from '../settings/settings.ts';
import type { Run } from './run.svelte.ts';

export type TrainingWorker = WorkerOf<ToTraining, FromTraining>;

/** What a client reports. */
export interface TrainingClientEvents {
	/** The reviews for its worker to train on, or null while there are none. */
	corpusFile(): ArrayBuffer | null;
	opened(client: TrainingClient, corpus: CorpusInfo): void;
	prepared(client: TrainingClient, look: { settings: SettingTexts; failures: Failure[]; network: Network | null }): void;
	/** The worker is about to begin a run that has waited for its reviews. */
	starting(run: Run): void;
	started(run: Run): void;
	/** A run could not begin: its worker has the one before. */
	notStarted(run: Run, failure: Failure | null): void;
	/** The run has news that can wait for the next frame. */
	news(run: Run): void;
	/** Something about the run has changed, whether or not anybody sees the page. */
	changed(client: TrainingClient, run: Run): void;
	prediction(client: TrainingClient, prediction: ReviewPrediction): void;
	trace(client: TrainingClient, trace: Trace): void;
	unit(client: TrainingClient, unit: TracedUnit): void;
	probe(client: TrainingClient, probe: Probe): void;
	reach(client: TrainingClient, reach: Reach): void;
	pass(client: TrainingClient, pass: NetworkPass): void;
	failed(failure: Failure): void;
}

type Begin = Extract<TrainingCommand, { type: 'start' | 'resume' }>;

// The page's side of a training worker: one cell's place in the race, and the run that the worker has.
export class TrainingClient {
	readonly cell: Cell;
	/** That its engine may use. */
	readonly threads: number;
	engine: EngineKind | null = $state.raw(null);
	/** The worker has opened the reviews: it can train. */
	ready = $state(false);
	/** It cannot train: its engine did not load or has crashed, or the reviews cannot be opened. */
	broken = $state(false);
	run: Run | null = $state.raw(null);

	readonly #worker: TrainingWorker;
	readonly #requests: Requests<TrainingCommand, FromTraining, TrainingAnswers>;
	readonly #events: TrainingClientEvents;
	/** The run before this one: it may still report how it ended. */
	#before: Run | null = null;
	/** Begins `run`, once the reviews are there. */
	#begin: Begin | null = null;
	#pace: Pace;
	/** The requests to open the reviews, and to check settings, that count. */
	#opening = 0;
	#preparing = 0;
	/** The settings to check once the answer on others has arrived. */
	#toPrepare: SettingTexts | null = null;

	constructor(cell: Cell, worker: TrainingWorker, threads: number, pace: Pace, events: TrainingClientEvents) {
		this.cell = cell;
		this.threads = threads;
		this.#pace = pace;
		this.#worker = worker;
		this.#events = events;
		this.#requests = new Requests((command, transfer) => worker.postMessage(command, transfer));
		worker.onmessage = ({ data }) => (this.#requests.receive(data) ? undefined : this.#receive(data as Exclude<FromTraining, { request: number }>));
		worker.onerror = (event) => this.#crash({ kind: 'crashed', message: event.message ?? 'worker' });
		this.#requests.send(
			{ type: 'load', threads },
			{
				answered: ({ engine }) => {
					this.engine = engine;
					this.setPace(this.#pace);
					this.openCorpus();
				},
				failed: (failure) => this.#break(failure),
			},
		);
	}

	/** Hands the reviews over, as soon as both they and the engine are there. */
	openCorpus(): void {
		const file = this.engine && this.#events.corpusFile();
		if (!file) {
			return;
		}
		this.leaveCorpus();
		this.#opening = this.#requests.send(
			{ type: 'corpus', file },
			{
				answered: ({ corpus }) => {
					this.ready = true;
					this.broken = false;
					this.#events.opened(this, corpus);
					this.#beginIfReady();
				},
				failed: (failure) => this.#break(failure),
			},
			[file],
		);
	}

	/** Other reviews are on their way: those that the worker has, or is opening, do not count any more. */
	leaveCorpus(): void {
		this.#requests.drop(this.#opening);
		this.ready = false;
	}

	/** Checks settings and describes their network. A worker that is busy answers late: of settings that follow each other only the newest wait. */
	prepare(settings: SettingTexts): void {
		this.#toPrepare = settings;
		if (!this.#requests.awaits(this.#preparing)) {
			this.#prepareNext();
		}
	}

	#prepareNext(): void {
		const settings = this.#toPrepare;
		this.#toPrepare = null;
		if (!settings || !this.ready) {
			return; // it is asked again when the reviews are open
		}
		this.#preparing = this.#requests.send(
			{ type: 'prepare', settings },
			{
				answered: ({ failures, network }) => {
					this.#events.prepared(this, { settings, failures, network });
					this.#prepareNext();
				},
				failed: (failure) => {
					this.#requestFailed(failure);
					this.#prepareNext();
				},
			},
		);
	}

	/** A new run; it begins as soon as there are reviews to train on. */
	start(run: Run, until: Until, model?: ArrayBuffer): void {
		this.#take(run, { type: 'start', run: run.id, settings: run.settings, until, model });
	}

	/** Goes on with a run from its checkpoint, or leaves it paused there. */
	resume(run: Run, checkpoint: ArrayBuffer, until: Until | null): void {
		this.#take(run, { type: 'resume', run: run.id, checkpoint, until });
	}

	/** A run that has not begun is not to begin. */
	withdraw(): void {
		this.#begin = null;
		this.run = this.#before;
	}

	#take(run: Run, begin: Begin): void {
		this.#before = this.run;
		this.run = run;
		this.#begin = begin;
		this.#beginIfReady();
	}

	#beginIfReady(): void {
		const [run, begin] = [this.run, this.#begin];
		if (!this.ready || !run || !begin) {
			return;
		}
		this.#begin = null;
		if (run.activity === 'queued') {
			run.activity = 'starting';
			this.#events.starting(run);
		}
		this.#requests.send(
			begin.type === 'start' ? { ...begin, settings: run.settings } : begin,
			{
				answered: ({ network }) => {
					run.network = network;
					if (run.activity === 'starting') {
						run.activity = 'running';
					}
					this.#events.started(run);
				},
				failed: (failure) => {
					if (this.run === run) {
						this.run = this.#before;
					}
					this.#events.notStarted(run, failure);
					this.#breakIfCrashed(failure);
				},
			},
			begin.type === 'resume' ? [begin.checkpoint] : [],
		);
	}

	continue(until: Until): void {
		this.#send({ type: 'continue', until });
	}

	pause(): void {
		this.#send({ type: 'pause' });
	}

	stop(): void {
		this.#send({ type: 'stop' });
	}

	setPace(pace: Pace): void {
		this.#pace = pace;
		this.#send({ type: 'pace', pace });
	}

	/** A checkpoint of a run; rejected with a RequestFailure where the worker has it no more, or cannot make one. */
	async save(run: Run): Promise<ArrayBuffer> {
		if (this.broken) {
			throw new RequestFailure(null);
		}
		return (await this.#requests.ask({ type: 'save', run: run.id })).checkpoint;
	}

	/** Searches for a learning rate; null where another search took its place. Rejected with a RequestFailure where it fails. */
	async findRate(settings: SettingTexts): Promise<FoundRates | null> {
		return (await this.#requests.ask({ type: 'find-rate', settings })).rates;
	}

	review(text: string): void {
		this.#send({ type: 'review', text });
	}

	look(look: Look): void {
		this.#send({ type: 'look', look });
	}

	/** Its worker goes; what was asked of it fails. */
	close(): void {
		this.#worker.onmessage = null;
		this.#worker.onerror = null;
		this.#worker.terminate();
		if (this.#begin && this.run) {
			this.#begin = null;
			this.#events.notStarted(this.run, null);
		}
		this.#requests.close(null);
	}

	#send(command: TrainingCommand): void {
		this.#requests.send(command, { failed: (failure) => this.#requestFailed(failure) });
	}

	#requestFailed(failure: Failure | null): void {
		if (failure && !this.#breakIfCrashed(failure)) {
			this.#events.failed(failure);
		}
	}

	#receive(message: Exclude<FromTraining, { request: number }>): void {
		switch (message.type) {
			case 'update':
				return this.#update(message.run, message.update);
			case 'ended':
				return this.#change(message.run, (run) => (run.model = new Blob([message.model], { type: 'application/octet-stream' })));
			case 'run-failed':
				this.#change(message.run, (run) => run.fail(message.failure));
				return this.#events.failed(message.failure);
			case 'prediction':
				return this.#events.prediction(this, message.prediction);
			case 'prediction-failed':
				return this.#events.failed(message.failure);
			case 'trace':
				return this.#events.trace(this, message.trace);
			case 'unit':
				return this.#events.unit(this, message.unit);
			case 'probe':
				return this.#change(message.run, () => this.#events.probe(this, message.probe));
			case 'pass':
				return this.#isHere(message.run) ? this.#events.pass(this, message.pass) : undefined;
			case 'reach':
				return this.#isHere(message.run) ? this.#events.reach(this, message.reach) : undefined;
			case 'failed':
				if (!this.#breakIfCrashed(message.failure)) {
					this.#events.failed(message.failure);
				}
		}
	}

	#update(id: string, update: Update): void {
		this.#change(id, (run) => {
			if (run.take(update) === 'now') {
				run.show();
			} else {
				this.#events.news(run);
			}
		});
	}

	/** Whether this is the run that the worker has, or it has none. */
	#isHere(id: string | null): boolean {
		return id === null ? !this.run?.hasBegun : this.run?.id === id;
	}

	/** A run that the worker has or had; a message about any other is dropped. */
	#change(id: string, change: (run: Run) => unknown): void {
		const run = [this.run, this.#before].find((one) => one?.id === id);
		if (run) {
			change(run);
			this.#events.changed(this, run);
		}
	}

	#breakIfCrashed(failure: Failure | null): boolean {
		if (failure?.kind === 'crashed') {
			this.#crash(failure);
		}
		return failure?.kind === 'crashed';
	}

	/** The engine is of no use any more: a new client has to take its place. */
	#crash(failure: Failure): void {
		const run = this.run;
		this.close();
		this.ready = false;
		if (run?.hasBegun && run.activity !== 'finished') {
			run.interrupt(failure);
			this.#events.changed(this, run);
		}
		this.#break(failure);
	}

	#break(failure: Failure | null): void {
		if (failure) {
			this.broken = true;
			this.#events.failed(failure);
		}
	}
}
