import type {
	CorpusInfo,
	Failure,
	FromWorker,
	Network,
	ReviewVerdict,
	SettingTexts,
	ToWorker,
	Until,
} from '../protocol.ts';
import { ko } from '../text/ko.ts';
import { en, type Text } from '../text/en.ts';
import type { Language } from './format.ts';
import { advanceRun, startRun, type RunState } from './run.ts';
import { pageDefaults, sameSettings } from './settings.ts';

/** What the page needs of a Worker. */
export interface WorkerLike {
	postMessage(message: ToWorker): void;
	onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	terminate(): void;
}

export type PageState = 'loading' | 'broken' | 'idle' | 'running' | 'paused' | 'finished';

/** Milliseconds without a key before the settings are looked at. */
const PREPARE_DELAY = 150;

// Everything that the components show, and everything that they can do. It talks with the worker and knows
// nothing of elements.
export class Unroll {
	language: Language = $state('en');
	text: Text = $derived(this.language === 'ko' ? ko : en);

	settings: SettingTexts = $state({ ...pageDefaults });
	review = $state('');

	loading: { received: number; total: number | null } | null = $state.raw(null);
	corpus: CorpusInfo | null = $state.raw(null);
	/** The network of the settings in the form, and what is wrong with them. */
	network: Network | null = $state.raw(null);
	settingFailures: Failure[] = $state.raw([]);
	#lookedAt: SettingTexts = $state.raw({});
	/** The worker has looked at the settings as they stand now. */
	failuresAreCurrent: boolean = $derived(sameSettings(this.#lookedAt, this.settings));
	run: RunState | null = $state.raw(null);
	verdict: ReviewVerdict | null = $state.raw(null);
	failure: Failure | null = $state.raw(null);
	#broken = $state(false);

	state: PageState = $derived.by(() => {
		if (this.#broken) {
			return 'broken';
		}
		return !this.corpus ? 'loading' : (this.run?.activity ?? 'idle');
	});

	/** The run on show was started with other settings than those in the form. */
	changed: boolean = $derived(this.run !== null && !sameSettings(this.run.settings, this.settings));

	readonly #createWorker: () => WorkerLike;
	readonly #corpusUrl: string;
	#worker: WorkerLike | null = null;
	#prepareTimer: ReturnType<typeof setTimeout> | undefined;

	constructor(createWorker: () => WorkerLike, corpusUrl: string, language: Language) {
		this.#createWorker = createWorker;
		this.#corpusUrl = corpusUrl;
		this.language = language;
	}

	/** Starts the worker, also once more after it failed. */
	load(): void {
		this.#worker?.terminate();
		this.#broken = false;
		this.failure = null;
		this.corpus = null;
		this.run = null;
		this.verdict = null;
		this.loading = { received: 0, total: null };
		this.#worker = this.#createWorker();
		this.#worker.onmessage = (event) => this.#receive(event.data);
		this.#worker.onerror = (event) => {
			this.#receive({ type: 'failed', failure: { kind: 'crashed', message: event.message ?? 'worker' } });
		};
		this.#post({ type: 'load', corpusUrl: this.#corpusUrl });
	}

	setSetting(name: string, value: string): void {
		this.useSettings({ ...this.settings, [name]: value });
	}

	useSettings(settings: SettingTexts): void {
		this.settings = { ...settings };
		clearTimeout(this.#prepareTimer);
		this.#prepareTimer = setTimeout(() => this.#prepare(), PREPARE_DELAY);
	}

	start(until: Until): void {
		this.failure = null;
		this.#post({ type: 'start', settings: $state.snapshot(this.settings), until });
	}

	/** Goes on with the run on show, or begins the first one. */
	step(until: Until): void {
		if (this.state === 'paused') {
			this.failure = null;
			this.#post({ type: 'continue', until });
		} else {
			this.start(until);
		}
	}

	pause(): void {
		this.#post({ type: 'pause' });
	}

	stop(): void {
		this.#post({ type: 'stop' });
	}

	setReview(review: string): void {
		this.review = review;
		if (review.trim() === '') {
			this.verdict = null;
		}
		this.#post({ type: 'review', text: review });
	}

	#prepare(): void {
		if (this.corpus) {
			this.#post({ type: 'prepare', settings: $state.snapshot(this.settings) });
		}
	}

	#post(message: ToWorker): void {
		this.#worker?.postMessage(message);
	}

	#receive(message: FromWorker): void {
		switch (message.type) {
			case 'loading':
				this.loading = { received: message.received, total: message.total };
				return;
			case 'ready':
				this.loading = null;
				this.corpus = message.corpus;
				this.#prepare();
				this.#post({ type: 'review', text: this.review });
				return;
			case 'prepared':
				return this.#receivePrepared(message.settings, message.failures, message.network);
			case 'started':
				this.run = startRun(message.settings, message.network);
				return;
			case 'update':
				this.run = this.run && advanceRun(this.run, message.update);
				return;
			case 'verdict':
				if (message.verdict.text === this.review) {
					this.verdict = message.verdict;
				}
				return;
			case 'failed':
				this.failure = message.failure;
				this.#broken ||= !this.corpus || message.failure.kind === 'crashed';
				this.loading = null;
		}
	}

	#receivePrepared(settings: SettingTexts, failures: Failure[], network: Network | null): void {
		if (sameSettings(settings, this.settings)) {
			this.#lookedAt = settings;
			this.settingFailures = failures;
			this.network = network;
		}
	}

	/** What is wrong with one setting, or null. */
	failureOf(name: string): Failure | null {
		const concerns = (failure: Failure) => failure.kind === 'engine' && failure.subject === name;
		return this.settingFailures.find(concerns) ?? null;
	}
}
