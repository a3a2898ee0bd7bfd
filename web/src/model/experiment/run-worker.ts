import type { FromTraining, TrainingAnswers, TrainingCommand, Update } from '../../protocol/training.ts';
import type { Epoch, Failure, Network, SettingTexts } from '../../protocol/types.ts';
import { RequestFailure, Requests } from '../requests.ts';
import { Throughput, validationShare } from '../runs/throughput.ts';
import type { TrainingWorker } from '../runs/training-client.svelte.ts';

/** What a run came to. */
export interface EndedRun {
	/** As the engine writes them. */
	settings: SettingTexts;
	network: Network;
	last: Update;
	epochs: Epoch[];
	failure: Failure | null;
}

/** A run that is under way. */
interface Current {
	id: string;
	epochs: Epoch[];
	last: Update | null;
	failure: Failure | null;
	/** Something new of it has come. */
	news(): void;
	ended(): void;
	broke(failure: Failure | null): void;
}

/** Milliseconds of computing that the pace of a run is measured in. */
const MEASURED = 300;

// A training worker that makes one run after the other, by the protocol of protocol/training.ts, with one thread.
export class RunWorker {
	readonly #worker: TrainingWorker;
	readonly #requests: Requests<TrainingCommand, FromTraining, TrainingAnswers>;
	#current: Current | null = null;
	/** Once it has engine and reviews. */
	opened: Promise<void> = Promise.resolve();
	#count = 0;

	constructor(worker: TrainingWorker) {
		this.#worker = worker;
		this.#requests = new Requests((command, transfer) => worker.postMessage(command, transfer));
		worker.onmessage = ({ data }) => (this.#requests.receive(data) ? undefined : this.#receive(data as Exclude<FromTraining, { request: number }>));
		worker.onerror = (event) => this.#break({ kind: 'crashed', message: event.message ?? 'worker' });
	}

	/** Starts its engine, with these reviews. All of these are rejected with a RequestFailure where they fail. */
	open(corpus: ArrayBuffer): Promise<void> {
		const load = this.#requests.ask({ type: 'load', threads: 1 });
		this.opened = load.then(() => this.#requests.ask({ type: 'corpus', file: corpus }, [corpus])).then(() => {});
		return this.opened;
	}

	/** Checks settings and describes their network, also while a run goes on. */
	async look(settings: SettingTexts): Promise<{ failures: Failure[]; network: Network | null }> {
		return this.#requests.ask({ type: 'prepare', settings });
	}

	/** Trains to the end. `news` is called with every update. */
	async run(settings: SettingTexts, news: (update: Update) => void = () => {}): Promise<EndedRun> {
		const id = `experiment/${++this.#count}`;
		const current: Current = { id, epochs: [], last: null, failure: null, news: () => current.last && news(current.last), ended: () => {}, broke: () => {} };
		const ended = new Promise<void>((resolve, reject) => {
			current.ended = resolve;
			current.broke = (failure) => reject(new RequestFailure(failure));
		});
		ended.catch(() => {}); // where the run does not even start, nobody waits for its end
		this.#current = current;
		try {
			const started = await this.#requests.ask({ type: 'start', run: id, settings, until: 'end' });
			await ended;
			await this.#requests.ask({ type: 'pace', pace: null }); // what was posted after the last update has come before the answer
			return { settings: started.settings, network: started.network, last: current.last!, epochs: current.epochs, failure: current.failure };
		} finally {
			this.#current = null;
		}
	}

	/** Milliseconds that a run of these settings takes, should it not stop early: by its first batches. */
	async measure(settings: SettingTexts): Promise<number | null> {
		const throughput = new Throughput();
		const share = validationShare(settings);
		let time: number | null = null;
		await this.run(settings, ({ activity, progress, busy }) => {
			if (activity === 'finished' || time !== null) {
				return;
			}
			throughput.add(progress, busy, share);
			const left = throughput.timeLeft(Number(settings.epochs));
			if (busy >= MEASURED && left !== null) {
				time = busy + left;
				this.#send({ type: 'stop' });
			}
		}).then((ended) => (time ??= ended.last.busy));
		return time;
	}

	pause(): void {
		this.#send({ type: 'pause' });
	}

	continue(): void {
		this.#send({ type: 'continue', until: 'end' });
	}

	close(): void {
		this.#worker.onmessage = null;
		this.#worker.onerror = null;
		this.#worker.terminate();
		this.#break(null);
	}

	#send(command: TrainingCommand): void {
		this.#requests.send(command, { failed: (failure) => failure && this.#break(failure) });
	}

	#break(failure: Failure | null): void {
		this.#requests.close(failure);
		this.#current?.broke(failure);
	}

	#receive(message: Exclude<FromTraining, { request: number }>): void {
		const current = this.#current;
		if (message.type === 'failed' && message.failure.kind === 'crashed') {
			return this.#break(message.failure);
		}
		if (!current || !('run' in message) || message.run !== current.id) {
			return;
		}
		if (message.type === 'run-failed') {
			current.failure = message.failure;
		} else if (message.type === 'update') {
			current.last = message.update;
			current.epochs.push(...message.update.epochs);
			current.news();
			if (message.update.activity === 'finished') {
				current.ended();
			}
		}
	}
}
