import type { Corpus } from '../../engine/corpus.ts';
import type { Engine } from '../../engine/engine.ts';
import type { SettingTexts } from '../../engine/settings.ts';
import { EngineFailure } from '../../engine/failure.ts';
import type { Model } from '../../engine/model.ts';
import { lookAtNothing, type Look } from '../../protocol/inside.ts';
import type { FromTraining, Pace, ToTraining, Until } from '../../protocol/training.ts';
import type { EngineKind, Failure, Network } from '../../protocol/types.ts';
import { LoadFailure, toFailure } from '../failures.ts';
import { Inspector } from '../inspector.ts';
import { Prober } from './prober.ts';
import { Run } from './run.ts';

/** While training, the page hears of it at most every so many milliseconds, and a verdict is renewed every so many. */
const UPDATE_INTERVAL = 50;
const VERDICT_INTERVAL = 120;

export interface Surroundings {
	loadEngine(threads?: number): Promise<{ engine: Engine; kind: EngineKind }>;
	post(message: FromTraining, transfer?: Transferable[]): void;
	/** Calls back after so many milliseconds, and after the messages that have arrived by then. */
	later(task: () => void, delay: number): void;
}

// What a training worker knows and does; training-worker.ts connects it with the page.
export class Session {
	readonly #around: Surroundings;
	#engine: Engine | null = null;
	#inspector: Inspector | null = null;
	#prober: Prober | null = null;
	#look: Look = lookAtNothing;
	#corpus: Corpus | null = null;
	#run: Run | null = null;
	/** Has no run to train: that of the settings before the first one, or of a run whose corpus has gone. */
	#idleModel: Model | null = null;
	#review = '';
	#pace: Pace = null;
	#updateTime = 0;
	#verdictTime = 0;
	/** Of the slice that is ahead; another number takes its place. 0 where none is. */
	#ticket = 0;
	#tickets = 0;

	constructor(surroundings: Surroundings) {
		this.#around = surroundings;
	}

	async receive(message: ToTraining): Promise<void> {
		try {
			if (message.type === 'load') {
				const { engine, kind } = await this.#around.loadEngine(message.threads);
				this.#engine = engine;
				this.#inspector = this.#createInspector(engine);
				this.#prober = this.#createProber(engine);
				this.#around.post({ type: 'ready', engine: kind });
			} else if (this.#engine) {
				this.#answer(message, this.#engine);
			}
		} catch (error) {
			this.#fail(toFailure(error));
		}
	}

	#answer(message: Exclude<ToTraining, { type: 'load' }>, engine: Engine): void {
		switch (message.type) {
			case 'corpus':
				return this.#open(new Uint8Array(message.file), engine);
			case 'review':
				this.#review = message.text;
				this.#judge();
				return this.#inspect();
			case 'look':
				return this.#lookAt(message.look);
			case 'pace':
				this.#pace = message.pace;
				return this.#sliceLater();
			case 'continue':
				this.#run?.go(message.until);
				return this.#sliceLater();
			case 'pause':
				this.#run?.pause();
				return this.#tell();
			case 'stop':
				return this.#end();
			case 'save':
				return this.#save();
		}
		if (this.#corpus) {
			this.#answerOnCorpus(message, engine, this.#corpus);
		}
	}

	#answerOnCorpus(
		message: Extract<ToTraining, { type: 'prepare' | 'start' | 'resume' }>,
		engine: Engine,
		corpus: Corpus,
	): void {
		switch (message.type) {
			case 'prepare':
				return this.#prepare(message.settings, engine, corpus);
			case 'start':
				return this.#begin(Run.create(message.run, engine, message.settings, corpus), message.until);
			case 'resume': {
				const checkpoint = new Uint8Array(message.checkpoint);
				return this.#begin(Run.resume(message.run, engine, checkpoint, corpus), message.until);
			}
		}
	}

	// The corpus before is kept until the new one stands.
	#open(file: Uint8Array, engine: Engine): void {
		const corpus = openCorpus(engine, file);
		this.#end();
		if (this.#run) {
			this.#run.closeTrainer();
			this.#prober?.close();
			this.#keepIdle(this.#run.model);
			this.#run = null;
		}
		this.#corpus?.close();
		this.#corpus = corpus;
		this.#around.post({ type: 'opened', corpus: corpus.info() });
	}

	#prepare(settings: SettingTexts, engine: Engine, corpus: Corpus): void {
		const failures = [...engine.checkSettings(settings), ...checkWords(settings, corpus)].map(toFailure);
		let network: Network | null = null;
		if (failures.length === 0) {
			try {
				const model = engine.createModel(settings, corpus);
				network = describe(model, engine, corpus);
				// Once there is a run, the box shows its verdicts, not those of a network that never learned.
				if (this.#run) {
					model.close();
				} else {
					this.#keepIdle(model);
				}
			} catch (error) {
				failures.push(toFailure(error));
			}
		}
		this.#around.post({ type: 'prepared', settings, failures, network });
		this.#judge();
		this.#inspect();
	}

	#keepIdle(model: Model | null): void {
		this.#inspector?.leave(this.#idleModel);
		this.#idleModel?.close();
		this.#idleModel = model;
	}

	// The run before is kept until the new one stands: where it cannot be made, nothing is lost.
	#begin(run: Run, until: Until | null): void {
		this.#end();
		this.#run?.closeTrainer();
		this.#inspector?.leave(this.#run?.model ?? null);
		this.#prober?.close();
		this.#run?.model.close();
		this.#keepIdle(null);
		this.#run = run;
		const { name, settings, model } = run;
		const network = this.#engine && this.#corpus && describe(model, this.#engine, this.#corpus);
		if (network) {
			this.#around.post({ type: 'started', run: name, settings, network });
		}
		if (until) {
			run.go(until);
		}
		if (run.activity === 'running') {
			this.#sliceLater();
		} else {
			this.#tell();
		}
	}

	/** Ends the run, should it not have ended by itself. */
	#end(): void {
		if (this.#run && this.#run.activity !== 'finished') {
			this.#run.stop();
			this.#tell();
		}
	}

	#save(): void {
		if (this.#run) {
			const checkpoint = this.#run.save().buffer;
			this.#around.post({ type: 'saved', run: this.#run.name, checkpoint }, [checkpoint]);
		}
	}

	#sliceLater(delay = 0): void {
		if (this.#run?.activity === 'running') {
			const ticket = ++this.#tickets;
			this.#ticket = ticket;
			this.#around.later(() => {
				if (this.#ticket === ticket) {
					this.#ticket = 0;
					this.#slice();
				}
			}, delay);
		}
	}

	#slice(): void {
		if (this.#run?.activity !== 'running') {
			return;
		}
		const begin = performance.now();
		let failure: Failure | null = null;
		try {
			this.#run.slice(this.#pace);
		} catch (error) {
			failure = toFailure(error);
		}
		if (failure?.kind === 'crashed') {
			return this.#fail(failure); // the engine cannot be asked any more
		}
		// Activity as it stands after the slice.
		const { activity }: { activity: string } = this.#run;
		if (activity !== 'running' || performance.now() - this.#updateTime >= UPDATE_INTERVAL) {
			this.#tell();
		}
		if (failure) {
			this.#fail(failure);
		}
		this.#sliceLater(this.#pace === null ? 0 : 1000 / this.#pace - (performance.now() - begin));
	}

	#tell(): void {
		const run = this.#run;
		if (!run) {
			return;
		}
		const update = run.takeUpdate();
		this.#updateTime = performance.now();
		this.#around.post({ type: 'update', run: run.name, update }, [update.batches.buffer]);
		if (update.activity === 'finished') {
			const model = run.model.save().buffer;
			this.#around.post({ type: 'ended', run: run.name, model }, [model]);
		}
		if (update.activity !== 'running' || performance.now() - this.#verdictTime > VERDICT_INTERVAL) {
			this.#judge();
		}
		this.#inspect();
	}

	#judge(): void {
		const model = this.#run?.model ?? this.#idleModel;
		const text = this.#review;
		if (model && text.trim() !== '') {
			try {
				const verdict = { text, verdict: model.predict(text), pieces: model.pieces(text) };
				this.#around.post({ type: 'verdict', verdict });
			} catch (error) {
				// Weights that left the range of numbers: the next batch says so.
				if (!(error instanceof EngineFailure && error.status === 'not-finite')) {
					throw error;
				}
			}
			this.#verdictTime = performance.now();
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
		return new Prober(engine, (probe) => this.#around.post({ type: 'probe', run: this.#run?.name ?? '', probe }));
	}

	#lookAt(look: Look): void {
		const before = this.#look;
		this.#look = look;
		this.#inspector?.look(look);
		if (look.run !== before.run) {
			this.#probe();
		}
	}

	/** The network, its weights or the review are others than before: whoever looks inside is told. */
	#inspect(): void {
		try {
			this.#inspector?.show(this.#run?.model ?? this.#idleModel, this.#review, this.#run?.activity === 'running');
			this.#probe();
		} catch (error) {
			this.#look = lookAtNothing; // training goes on without
			this.#inspector?.look(lookAtNothing);
			this.#fail(toFailure(error));
		}
	}

	#probe(): void {
		const run = this.#run;
		if (!this.#look.run || !run || !this.#corpus) {
			return this.#prober?.close();
		}
		const { model, progress, activity } = run;
		this.#prober?.show({ model, progress, trains: activity === 'running' }, this.#corpus);
	}

	#fail(failure: Failure): void {
		this.#around.post({ type: 'failed', failure });
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

function describe(model: Model, engine: Engine, corpus: Corpus): Network {
	const memory = engine.trainingMemory(model.settings(), corpus.info().trainReviews);
	return { layers: model.layers(), memory };
}

// Settings that are possible by themselves may ask for more words than the corpus was stored with.
function checkWords(settings: SettingTexts, corpus: Corpus): EngineFailure[] {
	const { words } = corpus.info();
	return Number(settings.words) > words
		? [new EngineFailure('mismatch', 'words', `the corpus has ${words} words`)]
		: [];
}
