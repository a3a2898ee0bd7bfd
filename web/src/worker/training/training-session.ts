import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { SettingTexts } from '../../engine/settings.ts';
import { EngineFailure } from '../../engine/failure.ts';
import type { Model } from '../../engine/model.ts';
import { lookAtNothing, type Look } from '../../protocol/inside.ts';
import type { FromTraining, Pace, ToTraining, TrainingAnswer, TrainingCommand, Until } from '../../protocol/training.ts';
import type { EngineKind, Failure, Network } from '../../protocol/types.ts';
import { answerOnce, type Answer } from '../answer-once.ts';
import { LoadFailure, toFailure } from '../failures.ts';
import { Inspector } from '../inspector.ts';
import { Throttle } from '../../timing/throttle.ts';
import { Prober } from './prober.ts';
import { RateSearcher } from './rate-search.ts';
import { TrainingRun, type BatchWatcher } from './training-run.ts';

/** While training, an update is posted at most every so many milliseconds, and the prediction is renewed every so many. */
const UPDATE_INTERVAL = 50;
const PREDICTION_INTERVAL = 120;

export interface Surroundings {
	loadEngine(threads?: number): Promise<{ engine: Engine; kind: EngineKind }>;
	post(message: FromTraining, transfer?: Transferable[]): void;
	/** Calls back after so many milliseconds, and after the messages that have arrived by then. */
	later(task: () => void, delay: number): void;
}

// What a training worker knows and does; training-worker.ts connects it with the page.
export class TrainingSession {
	readonly #around: Surroundings;
	#engine: Engine | null = null;
	#inspector: Inspector | null = null;
	#prober: Prober | null = null;
	#look: Look = lookAtNothing;
	#corpus: Corpus | null = null;
	#run: TrainingRun | null = null;
	/** While there is no run: the untrained network of the current settings, or the model of a run whose corpus was closed. */
	#idleModel: Model | null = null;
	/** It was made for #corpus, and not for one before. */
	#idleIsOfCorpus = false;
	/** Settings of an untrained network that is drawn when it is first looked at: that takes seconds of a large one. */
	#toDraw: SettingTexts | null = null;
	readonly #rates = new RateSearcher((task) => this.#around.later(task, 0));
	#review = '';
	#pace: Pace = null;
	readonly #updates = new Throttle(UPDATE_INTERVAL);
	readonly #predictions = new Throttle(PREDICTION_INTERVAL);
	/** A review has arrived that is still to be read: of several only the newest is. */
	#reviewWaits = false;
	/** The failed prediction that was reported last. */
	#reported = '';
	/** Of the slice that is ahead; another number takes its place. 0 where none is. */
	#ticket = 0;
	#tickets = 0;

	constructor(surroundings: Surroundings) {
		this.#around = surroundings;
	}

	receive({ request, ...command }: ToTraining): Promise<void> {
		return answerOnce<TrainingAnswer>(request, this.#around.post, (answer) => this.#obey(command, answer));
	}

	#obey(command: TrainingCommand, answer: Answer<TrainingAnswer>): void | Promise<void> {
		switch (command.type) {
			case 'load':
				return this.#load(command.threads, answer);
			case 'corpus':
				return this.#open(new Uint8Array(command.file), answer);
			case 'prepare':
				return this.#prepare(command.settings, answer);
			case 'start': {
				const { engine, corpus } = this.#ready();
				return this.#begin(TrainingRun.create(command.run, engine, command.settings, corpus, command.model), command.until, answer);
			}
			case 'resume': {
				const { engine, corpus } = this.#ready();
				const checkpoint = new Uint8Array(command.checkpoint);
				return this.#begin(TrainingRun.resume(command.run, engine, checkpoint, corpus), command.until, answer);
			}
			case 'continue':
				this.#run?.go(command.until);
				return this.#sliceLater();
			case 'pause':
				this.#run?.pause();
				return this.#report();
			case 'stop':
				return this.#end();
			case 'pace':
				this.#pace = command.pace;
				return this.#sliceLater();
			case 'review':
				return this.#readLater(command.text);
			case 'look':
				return this.#lookAt(command.look);
			case 'save':
				return this.#save(command.run, answer);
			case 'find-rate':
				return this.#findRate(command.settings, answer);
		}
	}

	async #load(threads: number | undefined, answer: Answer<TrainingAnswer>): Promise<void> {
		const { engine, kind } = await this.#around.loadEngine(threads);
		this.#engine = engine;
		this.#inspector = this.#createInspector(engine);
		this.#prober = this.#createProber(engine);
		answer({ type: 'ready', engine: kind });
	}

	#ready(): { engine: Engine; corpus: Corpus } {
		if (!this.#engine || !this.#corpus) {
			throw new Error('there is no engine, or no corpus');
		}
		return { engine: this.#engine, corpus: this.#corpus };
	}

	// The previous corpus stays until the new one is open.
	#open(file: Uint8Array, answer: Answer<TrainingAnswer>): void {
		if (!this.#engine) {
			throw new Error('there is no engine');
		}
		const corpus = openCorpus(this.#engine, file);
		this.#end();
		if (this.#run) {
			this.#run.closeTrainer();
			this.#keepIdle(this.#run.model);
			this.#run = null;
		}
		this.#prober?.close();
		this.#idleIsOfCorpus = false;
		this.#rates.close();
		this.#corpus?.close();
		this.#corpus = corpus;
		answer({ type: 'opened', corpus: corpus.info() });
	}

	#prepare(settings: SettingTexts, answer: Answer<TrainingAnswer>): void {
		const { engine, corpus } = this.#ready();
		const failures = [...engine.checkSettings(settings), ...checkWords(settings, corpus)].map(toFailure);
		let network: Network | null = null;
		if (failures.length === 0) {
			try {
				network = describe(settings, engine, corpus);
				// Once there is a run, the box shows its predictions, not those of a network that never learned.
				if (!this.#run) {
					this.#keepIdle(null);
					this.#toDraw = settings;
				}
			} catch (error) {
				failures.push(toFailure(error));
			}
		}
		answer({ type: 'prepared', failures, network });
		if (isLarge(network)) {
			return this.#readLater(this.#review);
		}
		this.#predict();
		this.#inspect();
	}

	/** What predicts and is looked into now. */
	#model(): Model | null {
		const settings = this.#toDraw;
		if (settings && this.#engine && this.#corpus) {
			this.#toDraw = null; // also where it fails: it is tried once
			this.#idleModel = this.#engine.createModel(settings, this.#corpus);
			this.#idleIsOfCorpus = true;
		}
		return this.#run?.model ?? this.#idleModel;
	}

	#keepIdle(model: Model | null): void {
		this.#inspector?.leave(this.#idleModel);
		this.#prober?.close();
		this.#idleModel?.close();
		this.#idleModel = model;
		this.#toDraw = null;
	}

	// The previous run stays until the new one exists: where it cannot be made, nothing is lost.
	#begin(run: TrainingRun, until: Until | null, answer: Answer<TrainingAnswer>): void {
		const { engine, corpus } = this.#ready();
		const network = describe(run.settings, engine, corpus);
		this.#end();
		this.#run?.closeTrainer();
		this.#inspector?.leave(this.#run?.model ?? null);
		this.#prober?.close();
		this.#run?.model.close();
		this.#keepIdle(null);
		this.#run = run;
		answer({ type: 'started', settings: run.settings, network });
		if (until) {
			run.go(until);
		}
		if (run.activity === 'running') {
			this.#sliceLater();
		} else {
			this.#report();
		}
	}

	/** Ends the run, should it not have ended by itself. */
	#end(): void {
		if (this.#run && this.#run.activity !== 'finished') {
			this.#run.stop();
			this.#report();
		}
	}

	#save(run: string, answer: Answer<TrainingAnswer>): void {
		if (this.#run?.name !== run) {
			throw new Error(`the run ${run} is not here any more`);
		}
		const checkpoint = this.#run.save().buffer;
		answer({ type: 'saved', checkpoint }, [checkpoint]);
	}

	async #findRate(settings: SettingTexts, answer: Answer<TrainingAnswer>): Promise<void> {
		const { engine, corpus } = this.#ready();
		answer({ type: 'rates', rates: await this.#rates.search(engine, settings, corpus) });
	}

	#sliceLater(delay = 0): void {
		if (this.#run?.activity === 'running') {
			const ticket = ++this.#tickets;
			this.#ticket = ticket;
			this.#around.later(() => {
				if (this.#ticket === ticket) {
					this.#ticket = 0;
					this.#attempt(() => this.#slice());
				}
			}, delay);
		}
	}

	#slice(): void {
		const run = this.#run;
		if (run?.activity !== 'running') {
			return;
		}
		const begin = performance.now();
		let failure: Failure | null = null;
		try {
			this.#prober?.stopMeasuring();
			run.slice(this.#pace, this.#watcherOf(run));
		} catch (error) {
			failure = toFailure(error);
		}
		if (failure?.kind === 'crashed') {
			return this.#fail(failure); // the engine cannot be asked any more
		}
		// The activity after the slice.
		const { activity }: { activity: string } = run;
		if (activity !== 'running' || this.#updates.isDue) {
			this.#report();
		}
		if (failure) {
			this.#around.post({ type: 'run-failed', run: run.name, failure });
		}
		this.#sliceLater(this.#pace === null ? 0 : 1000 / this.#pace - (performance.now() - begin));
	}

	/** Where single batches are to be seen, each is; at full speed nothing is looked at in between. */
	#watcherOf(run: TrainingRun): BatchWatcher | null {
		const [prober, corpus] = [this.#prober, this.#corpus];
		if (!this.#look.network || !prober || !corpus || (this.#pace === null && !run.isSingle)) {
			prober?.leaveBatches();
			return null;
		}
		return {
			before: (review) => this.#unlessDiverged(() => prober.beforeBatch(run.model, corpus, review, run.isSingle)),
			after: (progress) => prober.afterBatch(run.model, progress),
		};
	}

	#report(): void {
		const run = this.#run;
		if (!run) {
			return;
		}
		const update = this.#updates.run(() => run.takeUpdate());
		this.#around.post({ type: 'update', run: run.name, update }, [update.batches.buffer]);
		if (update.activity === 'finished') {
			this.#attempt(() => {
				const model = run.model.save().buffer;
				this.#around.post({ type: 'ended', run: run.name, model }, [model]);
			});
		}
		if (update.activity !== 'running' || this.#predictions.isDue) {
			this.#predict();
		}
		this.#inspect();
	}

	// The messages that have arrived by then are read first: a later text takes the place of this one.
	#readLater(text: string): void {
		this.#review = text;
		if (!this.#reviewWaits) {
			this.#reviewWaits = true;
			this.#around.later(() => {
				this.#reviewWaits = false;
				this.#attempt(() => {
					this.#predict();
					this.#inspect();
				});
			}, 0);
		}
	}

	/** Training continues where no prediction is possible; the reason is reported once, not with every update. */
	#predict(): void {
		const text = this.#review;
		if (text.trim() === '') {
			return;
		}
		try {
			const model = this.#model();
			if (!model) {
				return;
			}
			const prediction = this.#predictions.run(() => ({ text, prediction: model.predict(text), pieces: model.pieces(text) }));
			this.#reported = '';
			this.#around.post({ type: 'prediction', prediction });
		} catch (error) {
			const failure = toFailure(error);
			const reported = JSON.stringify([text, failure]);
			if (failure.kind === 'crashed') {
				throw error;
			}
			const diverged = error instanceof EngineFailure && error.status === 'not-finite'; // the next batch says so
			if (reported !== this.#reported && !diverged) {
				this.#reported = reported;
				this.#around.post({ type: 'prediction-failed', text, failure });
			}
		}
	}

	#createInspector(engine: Engine): Inspector {
		const { post, later } = this.#around;
		return new Inspector(engine, {
			trace: (trace, transfer) => post({ type: 'trace', trace }, transfer),
			unit: (unit) => post({ type: 'unit', unit }),
			later: (task) => later(task, 0),
		});
	}

	#createProber(engine: Engine): Prober {
		return new Prober(engine, {
			probe: (probe) => this.#around.post({ type: 'probe', run: this.#run?.name ?? '', probe }),
			pass: (pass) => this.#around.post({ type: 'pass', run: this.#run?.name ?? null, pass }),
			reach: (reach) => this.#around.post({ type: 'reach', run: this.#run?.name ?? '', reach }),
			later: (task) => this.#around.later(task, 0),
		});
	}

	#lookAt(look: Look): void {
		const before = this.#look;
		this.#look = look;
		this.#inspector?.look(look);
		if (look.run !== before.run || look.network !== before.network || look.ofClass !== before.ofClass) {
			this.#probe();
		}
	}

	/** The network, its weights or the review have changed: what is shown of the inside is renewed. */
	#inspect(): void {
		try {
			this.#inspector?.show(this.#review.trim() === '' ? null : this.#model(), this.#review, this.#run?.activity === 'running');
			this.#probe();
		} catch (error) {
			this.#look = lookAtNothing; // training continues without it
			this.#inspector?.look(lookAtNothing);
			this.#prober?.close();
			this.#fail(toFailure(error));
		}
	}

	#probe(): void {
		const run = this.#run;
		const corpus = this.#corpus;
		const model = this.#look.network || (this.#look.run && run) ? this.#model() : null;
		if (!model || !corpus || !(run || this.#idleIsOfCorpus)) {
			return this.#prober?.close();
		}
		const probed = { model, progress: run?.progress ?? null, trains: run?.activity === 'running', text: this.#review };
		this.#unlessDiverged(() => this.#prober?.show(probed, corpus, this.#look));
	}

	/** Weights that are no longer numbers predict nothing; the next batch says so. */
	#unlessDiverged(task: () => void): void {
		try {
			task();
		} catch (error) {
			if (!(error instanceof EngineFailure && error.status === 'not-finite')) {
				throw error;
			}
		}
	}

	/** Does what no command has asked for: what fails then answers nothing. */
	#attempt(task: () => void): void {
		try {
			task();
		} catch (error) {
			this.#fail(toFailure(error));
		}
	}

	#fail(failure: Failure): void {
		this.#around.post({ type: 'failed', request: null, failure });
	}
}

function openCorpus(engine: Engine, file: Uint8Array): Corpus {
	try {
		return engine.openCorpus(file);
	} catch (error) {
		if (error instanceof EngineFailure && error.status === 'bad-file') {
			throw new LoadFailure({ kind: 'corpus-damaged', subject: error.subject });
		}
		throw error;
	}
}

function describe(settings: SettingTexts, engine: Engine, corpus: Corpus): Network {
	const { trainReviews, tokenizer } = corpus.info();
	const memory = engine.trainingMemory(settings, trainReviews);
	return { layers: engine.layers(settings), memory, extremes: corpus.extremes(Number(settings.words)), tokenizer };
}

/** To draw a large network takes long enough that the messages that wait are read first. */
const isLarge = (network: Network | null): boolean => (network?.layers ?? []).some(({ parameters }) => parameters > 1_000_000);

// Settings that are possible by themselves may ask for more words than the corpus was stored with.
function checkWords(settings: SettingTexts, corpus: Corpus): EngineFailure[] {
	const { words } = corpus.info();
	return Number(settings.words) > words
		? [new EngineFailure('mismatch', 'words', `the corpus has ${words} words`)]
		: [];
}
