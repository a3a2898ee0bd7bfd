import { untrack } from 'svelte';
import type { Failure, SettingTexts } from '../../protocol/types.ts';
import { ExperimentStore } from '../../storage/experiment-store.ts';
import { holdRun, type Hold } from '../../storage/run-locks.ts';
import { coalesced } from '../../timing/throttle.ts';
import type { Library } from '../library/library.svelte.ts';
import { RequestFailure } from '../requests.ts';
import type { Race } from '../runs/race.svelte.ts';
import { epochsDone, validationShare } from '../runs/throughput.ts';
import type { TrainingWorker } from '../runs/training-client.svelte.ts';
import { Experiment, experimentsIn, isStoredExperiment, type StoredExperiment } from './experiment.svelte.ts';
import { combinationsOf, runsOf, type Plan } from './plan.ts';
import type { ResultLine } from './result-line.ts';
import { RunWorker } from './run-worker.ts';

/** What it needs of the page. */
export interface ExperimentsAround {
	readonly library: Pick<Library, 'digest' | 'chosen' | 'file'>;
	readonly race: Pick<Race, 'phase'>;
	createTrainingWorker(): TrainingWorker;
	/** How many runs are made at once. */
	processors: number;
	openStore(): Promise<ExperimentStore>;
}

/** What is known of a plan before it begins. */
export interface PlanLook {
	/** What is wrong with a combination, in the engine's words. */
	failure: { settings: SettingTexts; failure: Failure } | null;
	/** Bytes that all runs which are made at once take at most. */
	memory: number;
}

/** Milliseconds between two times that the page shows what has come. */
const NEWS_INTERVAL = 250;
/** Of a plan with more combinations, so many are measured. */
const MOST_MEASURED = 12;

// The experiments of this browser, and the one whose runs are being made: each run in one of as many workers as there are processors.
export class Experiments {
	/** The latest first. */
	all: Experiment[] = $state.raw([]);
	/** The one on show. */
	chosen: Experiment | null = $state.raw(null);
	/** The one whose runs are being made. */
	current: Experiment | null = $state.raw(null);
	/** Why it stopped, or a file could not be read. */
	failure: Failure | null = $state.raw(null);
	/** What is stored outlives the tab; null before that is known. */
	lasting: boolean | null = $state(null);
	/** How far the runs that are under way have come, by their places: from 0 to 1. */
	under: ReadonlyMap<number, number> = $state.raw(new Map());
	/** Milliseconds that a run of a combination takes, by its settings. */
	readonly #times = new Map<string, number>();
	/** A measurement, or a plan's look, has changed. */
	#measured = $state(0);
	measuring = $state(false);
	#measurement: Promise<void> = Promise.resolve();

	readonly #around: ExperimentsAround;
	readonly #opened: Promise<ExperimentStore>;
	#workers: RunWorker[] = [];
	/** The reviews that the workers have. */
	#digest = '';
	#queue: number[] = [];
	readonly #shares = new Map<number, number>();
	#hold: Hold | null = null;
	/** The user paused it. */
	#paused = false;
	#looks = 0;
	readonly #publishSoon: () => void;

	constructor(around: ExperimentsAround) {
		this.#around = around;
		this.#publishSoon = coalesced(NEWS_INTERVAL, () => this.#publish(), (task) => void setTimeout(task));
		this.#opened = around.openStore();
		void this.#restore();
		$effect.root(() => {
			$effect(() => {
				const trains = around.race.phase === 'running';
				untrack(() => this.#giveWay(trains));
			});
		});
	}

	async #restore(): Promise<void> {
		const store = await this.#opened;
		await this.#list(store);
		if (!store.lasting) {
			await store.opened.then(() => this.#list(store)).catch(() => {});
		}
	}

	async #list(store: ExperimentStore): Promise<void> {
		this.lasting = store.lasting;
		const records = (await store.experiments()).filter(isStoredExperiment) as StoredExperiment[];
		const restored = await Promise.all(records.map(async (record) => new Experiment(record, await store.results(record.id))));
		const known = new Set(this.all.map(({ record }) => record.id));
		this.all = [...this.all, ...restored.filter(({ record }) => !known.has(record.id))].sort((a, b) => b.record.time - a.record.time);
		this.chosen ??= this.all[0] ?? null;
	}

	// --- The plan ------------------------------------------------------------------------------------

	/** Looks at every combination; null where another look has taken its place, or there are no reviews yet. Rejected with a RequestFailure where that fails. */
	async look(plan: Plan): Promise<PlanLook | null> {
		const look = ++this.#looks;
		const [worker] = await this.#open(1);
		let most = 0;
		for (const settings of combinationsOf(plan)) {
			if (!worker || look !== this.#looks) {
				return null;
			}
			const { failures, network } = await worker.look(settings);
			const [failure] = failures;
			if (failure) {
				return { failure: { settings, failure }, memory: 0 };
			}
			most = Math.max(most, network?.memory ?? 0);
		}
		const corpus = this.#around.library.file()?.byteLength ?? 0;
		return look === this.#looks ? { failure: null, memory: (most + corpus) * Math.min(this.#around.processors, runsOf(plan).length) } : null;
	}

	/** Measures how long runs of the plan take, unless something else is training; combinations that were measured before are not again. */
	async measure(plan: Plan): Promise<void> {
		const combinations = combinationsOf(plan);
		const step = Math.ceil(combinations.length / MOST_MEASURED);
		const wanted = combinations.filter((settings, index) => index % step === 0 && !this.#times.has(paceKey(settings)));
		if (this.current || this.measuring || this.#around.race.phase === 'running' || wanted.length === 0) {
			return;
		}
		this.measuring = true;
		this.#measurement = this.#measureEach(wanted)
			.catch(() => this.#closeWorkers()) // what is wrong is said when the plan is looked at, or begins
			.finally(() => (this.measuring = false));
		return this.#measurement;
	}

	async #measureEach(wanted: SettingTexts[]): Promise<void> {
		const workers = await this.#open(Math.min(this.#around.processors, wanted.length));
		const goesOn = () => !this.current && this.#around.race.phase !== 'running';
		await Promise.all(
			workers.map(async (worker) => {
				for (let settings = wanted.shift(); settings && goesOn(); settings = wanted.shift()) {
					this.#times.set(paceKey(settings), (await worker.measure(settings)) ?? 0);
					this.#measured++;
				}
			}),
		);
	}

	/** Milliseconds that a plan takes, should no run stop early; null where nothing of it was measured. */
	timeOf(plan: Plan): number | null {
		void this.#measured;
		const times = combinationsOf(plan).map((settings) => this.#times.get(paceKey(settings)));
		const known = times.filter((time) => time !== undefined);
		const mean = known.reduce((sum, time) => sum + time, 0) / known.length;
		const total = times.reduce<number>((sum, time) => sum + (time ?? mean), 0) * plan.seeds;
		return known.length === 0 ? null : total / this.atOnce(runsOf(plan).length);
	}

	/** How many of so many runs are made at once. */
	atOnce(runs: number): number {
		return Math.max(1, Math.min(this.#around.processors, runs));
	}

	// --- Runs ----------------------------------------------------------------------------------------

	/** Begins an experiment on the reviews that are there. */
	async begin(plan: Plan, time: number): Promise<void> {
		const { digest, chosen } = this.#around.library;
		const record: StoredExperiment = { id: `${time}/${digest.slice(0, 12)}`, plan, corpus: digest, corpusId: chosen, file: '', time, runs: runsOf(plan).length };
		const experiment = new Experiment(record);
		this.all = [experiment, ...this.all];
		this.chosen = experiment;
		await (await this.#opened).keep(record);
		await this.continue(experiment);
	}

	/** Whether the reviews that are there are those of the experiment. */
	hasReviews = (experiment: Experiment): boolean => experiment.record.corpus === this.#around.library.digest;

	/** Makes the runs that are missing. */
	async continue(experiment: Experiment): Promise<void> {
		if (experiment === this.current) {
			this.#paused = false;
			return this.#giveWay(this.#around.race.phase === 'running');
		}
		if (this.current || !this.hasReviews(experiment)) {
			return;
		}
		this.current = experiment;
		this.#looks++;
		this.#paused = false;
		this.failure = null;
		const hold = await holdRun(experiment.record.id);
		if (hold.state === 'elsewhere' || this.current !== experiment) {
			experiment.state = hold.state === 'elsewhere' ? 'elsewhere' : 'resting';
			this.current = this.current === experiment ? null : this.current;
			return hold.state === 'ours' ? hold.release() : undefined;
		}
		this.#hold = hold;
		experiment.state = 'running';
		this.#queue = experiment.missing();
		try {
			await this.#measurement; // which ends, as this is the current one
			const workers = await this.#open(this.atOnce(this.#queue.length));
			this.#giveWay(this.#around.race.phase === 'running');
			await Promise.all(workers.map((worker) => this.#work(experiment, worker)));
		} catch (error) {
			this.#end(experiment, error instanceof RequestFailure ? error.failure : { kind: 'unexpected', message: String(error) });
			return;
		}
		this.#end(experiment, null);
	}

	async #work(experiment: Experiment, worker: RunWorker): Promise<void> {
		for (;;) {
			while (this.#isHeld && this.current === experiment) {
				await new Promise((resolve) => setTimeout(resolve, NEWS_INTERVAL));
			}
			const run = this.current === experiment ? this.#queue.shift() : undefined;
			const settings = run === undefined ? undefined : experiment.settings[run];
			if (run === undefined || !settings) {
				return;
			}
			const ended = await worker.run(settings, ({ progress }) => {
				this.#shares.set(run, epochsDone(progress, validationShare(settings)) / Number(settings.epochs));
				this.#publishSoon();
			});
			this.#shares.delete(run);
			if (this.current === experiment) {
				const result = experiment.add(run, ended);
				void this.#opened.then((store) => store.keep(experiment.record, [result])).then((kept) => (this.lasting &&= kept));
				this.#publishSoon();
			}
		}
	}

	get #isHeld(): boolean {
		return this.#paused || this.#around.race.phase === 'running';
	}

	/** Runs on the first screen come first: an experiment beside them would slow both down, and spoil what they measure. */
	#giveWay(race: boolean): void {
		const { current } = this;
		if (!current || current.state === 'resting') {
			return;
		}
		const state = this.#paused ? 'paused' : race ? 'waiting' : 'running';
		if (state !== current.state) {
			this.#workers.forEach((worker) => (state === 'running' ? worker.continue() : worker.pause()));
			current.state = state;
		}
	}

	pause(): void {
		this.#paused = true;
		this.#giveWay(this.#around.race.phase === 'running');
	}

	/** What has ended stays; runs that are under way are made again when it is continued. */
	stop(): void {
		if (this.current) {
			this.#end(this.current, null);
		}
	}

	#end(experiment: Experiment, failure: Failure | null): void {
		if (this.current !== experiment) {
			return; // it was stopped
		}
		this.current = null;
		experiment.state = 'resting';
		this.failure = failure;
		this.#queue = [];
		this.#closeWorkers();
		this.#shares.clear();
		this.#publish(experiment);
		if (this.#hold?.state === 'ours') {
			this.#hold.release();
		}
		this.#hold = null;
	}

	#publish(experiment = this.current): void {
		this.under = new Map(this.#shares);
		experiment?.publish();
	}

	/** Milliseconds to its end; null before anything is known. */
	get timeLeft(): number | null {
		const { current, under } = this;
		if (!current) {
			return null;
		}
		const missing = current.lines && current.missing();
		const times = missing.map((run) => current.timeLike(run) ?? this.#times.get(paceKey(current.settings[run] ?? {})));
		const known = times.filter((time) => time !== undefined);
		const mean = known.reduce((sum, time) => sum + time, 0) / known.length;
		const left = missing.reduce((sum, run, index) => sum + (times[index] ?? mean) * (1 - (under.get(run) ?? 0)), 0);
		return known.length === 0 ? null : left / this.atOnce(missing.length);
	}

	// --- Others --------------------------------------------------------------------------------------

	/** Opens what a file of lines has. */
	async add(lines: readonly ResultLine[], file: string, time: number): Promise<void> {
		const store = await this.#opened;
		const added = experimentsIn(lines, file, time);
		await Promise.all(added.map(({ record, results }) => store.keep(record, results)));
		const experiments = added.map(({ record, results }) => new Experiment(record, results));
		this.all = [...experiments, ...this.all];
		this.chosen = experiments[0] ?? this.chosen;
	}

	async remove(experiment: Experiment): Promise<void> {
		if (experiment === this.current) {
			return;
		}
		this.all = this.all.filter((other) => other !== experiment);
		this.chosen = this.chosen === experiment ? (this.all[0] ?? null) : this.chosen;
		await (await this.#opened).remove(experiment.record.id);
	}

	/** Nobody looks at them: unless runs are being made, the workers go, and their memory with them. */
	rest(): void {
		this.#looks++;
		if (!this.current) {
			this.#closeWorkers();
		}
	}

	/** So many workers with the reviews that are there; none where there are none. */
	async #open(count: number): Promise<RunWorker[]> {
		const { library, createTrainingWorker } = this.#around;
		if (this.#digest !== library.digest) {
			this.#closeWorkers();
			this.#digest = library.digest;
		}
		const missing = Math.max(0, count - this.#workers.length);
		const opening = Array.from({ length: missing }, () => new RunWorker(createTrainingWorker()));
		this.#workers.push(...opening);
		await Promise.all(
			this.#workers.map((worker) => {
				const file = opening.includes(worker) ? library.file() : null;
				return file ? worker.open(file) : worker.opened;
			}),
		);
		return this.#workers.slice(0, count);
	}

	#closeWorkers(): void {
		this.#workers.forEach((worker) => worker.close());
		this.#workers = [];
		this.#digest = '';
	}
}

/** What the time of a run follows from: all settings but the seed. */
const paceKey = ({ seed: _, ...settings }: SettingTexts): string => JSON.stringify(settings);
