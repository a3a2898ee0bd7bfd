import type { Corpus, Engine, SettingTexts } from '../engine/engine.ts';
import { EngineFailure, status } from '../engine/failure.ts';
import type { Model } from '../engine/model.ts';
import type { EngineKind, Failure, FromWorker, Network, ToWorker, Until } from '../protocol.ts';
import { toFailure } from './failures.ts';
import type { FetchedCorpus } from './load-corpus.ts';
import { Run } from './run.ts';

/** While training, a verdict is renewed at most every so many milliseconds. */
const VERDICT_INTERVAL = 120;

export interface Surroundings {
	loadEngine(): Promise<{ engine: Engine; kind: EngineKind }>;
	fetchCorpus(
		url: string,
		onProgress: (received: number, total: number | null) => void,
	): Promise<FetchedCorpus>;
	post(message: FromWorker): void;
	/** Calls back soon, after the messages that have arrived by then. */
	later(task: () => void): void;
}

interface Loaded {
	engine: Engine;
	corpus: Corpus;
}

// What the worker knows and does; worker.ts connects it with the page.
export class Session {
	readonly #around: Surroundings;
	#loaded: Loaded | null = null;
	#run: Run | null = null;
	/** Before the first run: the untrained network of the settings. */
	#untrained: Model | null = null;
	#review = '';
	#verdictTime = 0;
	#sliceAhead = false;

	constructor(surroundings: Surroundings) {
		this.#around = surroundings;
	}

	async receive(message: ToWorker): Promise<void> {
		try {
			if (message.type === 'load') {
				await this.#load(message.corpusUrl);
			} else if (this.#loaded) {
				this.#answer(message, this.#loaded);
			}
		} catch (error) {
			this.#fail(toFailure(error));
		}
	}

	async #load(corpusUrl: string): Promise<void> {
		const [{ engine, kind }, openCorpus] = await Promise.all([
			this.#around.loadEngine(),
			this.#around.fetchCorpus(corpusUrl, (received, total) =>
				this.#around.post({ type: 'loading', received, total }),
			),
		]);
		const corpus = openCorpus(engine);
		this.#loaded = { engine, corpus };
		this.#around.post({ type: 'ready', engine: kind, corpus: corpus.info() });
	}

	#answer(message: Exclude<ToWorker, { type: 'load' }>, loaded: Loaded): void {
		switch (message.type) {
			case 'prepare':
				return this.#prepare(message.settings, loaded);
			case 'start':
				return this.#start(message.settings, message.until, loaded);
			case 'continue':
				this.#run?.go(message.until);
				return this.#sliceLater();
			case 'pause':
				this.#run?.pause();
				return this.#tell();
			case 'stop':
				this.#run?.stop();
				return this.#tell();
			case 'review':
				this.#review = message.text;
				return this.#judge();
		}
	}

	#prepare(settings: SettingTexts, { engine, corpus }: Loaded): void {
		const failures = [...engine.checkSettings(settings), ...checkWords(settings, corpus)].map(toFailure);
		let network: Network | null = null;
		if (failures.length === 0) {
			try {
				const model = engine.createModel(settings, corpus);
				network = this.#describe(model, settings, engine, corpus);
				this.#keepUntrained(model);
			} catch (error) {
				failures.push(toFailure(error));
			}
		}
		this.#around.post({ type: 'prepared', settings, failures, network });
		this.#judge();
	}

	#describe(model: Model, settings: SettingTexts, engine: Engine, corpus: Corpus): Network {
		const memory = engine.trainingMemory(settings, corpus.info().trainReviews);
		return { layers: model.layers(), memory };
	}

	// Once there is a run, the box shows its verdicts, not those of a network that never learned.
	#keepUntrained(model: Model): void {
		if (this.#run) {
			model.close();
		} else {
			this.#untrained?.close();
			this.#untrained = model;
		}
	}

	#start(settings: SettingTexts, until: Until, { engine, corpus }: Loaded): void {
		// The run before is kept until the new one stands: where it cannot be made, nothing is lost.
		const run = new Run(engine, settings, corpus);
		const network = this.#describe(run.model, settings, engine, corpus);
		this.#run?.close();
		this.#untrained?.close();
		this.#untrained = null;
		this.#run = run;
		this.#around.post({ type: 'started', settings, network });
		run.go(until);
		this.#sliceLater();
	}

	#sliceLater(): void {
		if (this.#run?.activity === 'running' && !this.#sliceAhead) {
			this.#sliceAhead = true;
			this.#around.later(() => {
				this.#sliceAhead = false;
				this.#slice();
			});
		}
	}

	#slice(): void {
		if (this.#run?.activity !== 'running') {
			return;
		}
		let failure: Failure | null = null;
		try {
			this.#run.slice();
		} catch (error) {
			failure = toFailure(error);
		}
		if (failure?.kind === 'crashed') {
			return this.#fail(failure); // the engine cannot be asked any more
		}
		this.#tell();
		if (failure) {
			this.#fail(failure);
		}
		this.#sliceLater();
	}

	#tell(): void {
		if (!this.#run) {
			return;
		}
		const update = this.#run.takeUpdate();
		this.#around.post({ type: 'update', update });
		if (update.activity !== 'running' || performance.now() - this.#verdictTime > VERDICT_INTERVAL) {
			this.#judge();
		}
	}

	#judge(): void {
		const model = this.#run?.model ?? this.#untrained;
		const text = this.#review;
		if (model && text.trim() !== '') {
			const verdict = { text, verdict: model.predict(text), pieces: model.pieces(text) };
			this.#around.post({ type: 'verdict', verdict });
			this.#verdictTime = performance.now();
		}
	}

	#fail(failure: Failure): void {
		this.#around.post({ type: 'failed', failure });
	}
}

// Settings that are possible by themselves may ask for more words than the corpus was stored with.
function checkWords(settings: SettingTexts, corpus: Corpus): EngineFailure[] {
	const { words } = corpus.info();
	return Number(settings.words) > words
		? [new EngineFailure(status.mismatch, 'words', `the corpus has ${words} words`)]
		: [];
}
