import type { Look, Probe, Trace, TracedUnit } from '../../protocol/inside.ts';
import type { FromTraining, Pace, ToTraining, Until, Update } from '../../protocol/training.ts';
import type { CorpusInfo, EngineKind, Failure, Network, ReviewVerdict, SettingTexts } from '../../protocol/types.ts';
import type { Run } from './run.svelte.ts';
import type { Cell } from '../settings/settings.ts';

/** What the page needs of a Worker. */
export interface TrainingWorker {
	postMessage(message: ToTraining, transfer?: Transferable[]): void;
	onmessage: ((event: MessageEvent<FromTraining>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	terminate(): void;
}

/** What a client tells. */
export interface TrainingClientEvents {
	/** The reviews for its worker to train on, or null while there are none. */
	corpusFile(): ArrayBuffer | null;
	opened(client: TrainingClient, corpus: CorpusInfo): void;
	prepared(client: TrainingClient, look: { settings: SettingTexts; failures: Failure[]; network: Network | null }): void;
	started(client: TrainingClient, run: string, settings: SettingTexts, network: Network): void;
	/** The run has news that can wait for the next frame. */
	news(run: Run): void;
	/** The run has told something, whether or not anybody sees the page. */
	told(client: TrainingClient, run: Run): void;
	verdict(client: TrainingClient, verdict: ReviewVerdict): void;
	trace(client: TrainingClient, trace: Trace): void;
	unit(client: TrainingClient, unit: TracedUnit): void;
	probe(client: TrainingClient, probe: Probe): void;
	failed(client: TrainingClient, failure: Failure): void;
}

// One cell's place in the race: its worker, and the run that the worker has.
export class TrainingClient {
	readonly cell: Cell;
	/** That its engine may use. */
	readonly threads: number;
	engine: EngineKind | null = $state.raw(null);
	/** The worker has opened the reviews: it can train. */
	ready = $state(false);
	broken = $state(false);
	run: Run | null = $state.raw(null);

	readonly #worker: TrainingWorker;
	readonly #events: TrainingClientEvents;
	/** A start that waits for the worker. */
	#ahead: ToTraining | null = null;
	#pace: Pace = null;
	/** Whoever waits for a checkpoint, in the order of asking. */
	#waitForSaved: ((checkpoint: ArrayBuffer) => void)[] = [];

	constructor(cell: Cell, worker: TrainingWorker, threads: number, pace: Pace, events: TrainingClientEvents) {
		this.cell = cell;
		this.threads = threads;
		this.#pace = pace;
		this.#worker = worker;
		this.#events = events;
		worker.onmessage = (event) => this.#receive(event.data);
		worker.onerror = (event) => this.#fail({ kind: 'crashed', message: event.message ?? 'worker' });
		this.#post({ type: 'load', threads });
	}

	/** Hands the reviews over, as soon as both they and the engine are there. */
	openCorpus(): void {
		const file = this.engine && this.#events.corpusFile();
		if (file) {
			this.#post({ type: 'corpus', file }, [file]);
		}
	}

	prepare(settings: SettingTexts): void {
		this.#post({ type: 'prepare', settings });
	}

	/** A new run; it begins as soon as there is something to train on. */
	start(run: string, settings: SettingTexts, until: Until): void {
		const start = { type: 'start', run, settings, until } as const;
		if (this.ready) {
			this.#post(start);
		} else {
			this.#ahead = start;
		}
	}

	/** Goes on with a run from its checkpoint, or leaves it paused there. */
	resume(run: string, checkpoint: ArrayBuffer, until: Until | null): void {
		const resume = { type: 'resume', run, checkpoint, until } as const;
		if (this.ready) {
			this.#post(resume, [checkpoint]);
		} else {
			this.#ahead = resume;
		}
	}

	continue(until: Until): void {
		this.#post({ type: 'continue', until });
	}

	pause(): void {
		this.#post({ type: 'pause' });
	}

	stop(): void {
		this.#post({ type: 'stop' });
	}

	setPace(pace: Pace): void {
		this.#pace = pace;
		this.#post({ type: 'pace', pace });
	}

	/** The checkpoint of the run that the worker has. */
	save(): Promise<ArrayBuffer> {
		this.#post({ type: 'save' });
		return new Promise((resolve) => this.#waitForSaved.push(resolve));
	}

	review(text: string): void {
		this.#post({ type: 'review', text });
	}

	look(look: Look): void {
		this.#post({ type: 'look', look });
	}

	close(): void {
		this.#worker.onmessage = null;
		this.#worker.terminate();
	}

	#post(message: ToTraining, transfer?: Transferable[]): void {
		this.#worker.postMessage(message, transfer);
	}

	#receive(message: FromTraining): void {
		switch (message.type) {
			case 'ready':
				this.engine = message.engine;
				this.setPace(this.#pace);
				return this.openCorpus();
			case 'opened':
				this.ready = true;
				this.#events.opened(this, message.corpus);
				if (this.#ahead) {
					this.#post(this.#ahead);
					this.#ahead = null;
				}
				return;
			case 'prepared':
				return this.#events.prepared(this, message);
			case 'started':
				return this.#events.started(this, message.run, message.settings, message.network);
			case 'update':
				return this.#update(message.run, message.update);
			case 'ended': {
				const run = this.#ofRun(message.run);
				if (run) {
					run.model = new Blob([message.model], { type: 'application/octet-stream' });
					this.#events.told(this, run);
				}
				return;
			}
			case 'saved':
				return this.#waitForSaved.shift()?.(message.checkpoint);
			case 'verdict':
				return this.#events.verdict(this, message.verdict);
			case 'trace':
				return this.#events.trace(this, message.trace);
			case 'unit':
				return this.#events.unit(this, message.unit);
			case 'probe':
				return this.#ofRun(message.run) ? this.#events.probe(this, message.probe) : undefined;
			case 'failed':
				return this.#fail(message.failure);
		}
	}

	#update(id: string, update: Update): void {
		const run = this.#ofRun(id);
		if (run?.take(update) === 'now') {
			run.show();
		} else if (run) {
			this.#events.news(run);
		}
		if (run) {
			this.#events.told(this, run);
		}
	}

	#ofRun(id: string): Run | null {
		return this.run?.id === id ? this.run : null;
	}

	#fail(failure: Failure): void {
		this.broken ||= !this.ready || failure.kind === 'crashed';
		this.#events.failed(this, failure);
	}
}
