import type { Look, Trace, TracedUnit } from '../../protocol/inside.ts';
import type {
	CorpusEntry,
	FromLibrary,
	LibraryAnswers,
	LibraryCommand,
	LibraryNews,
	Predictor,
	PredictorResult,
	ToLibrary,
} from '../../protocol/library.ts';
import type { Failed, WorkerOf } from '../../protocol/requests.ts';
import type { CorpusInfo, EngineKind, Failure } from '../../protocol/types.ts';
import type { StoreName, StoredRecord, StorageTrouble } from '../../storage/storage.ts';
import { Requests } from '../requests.ts';
import { Imports } from './imports.svelte.ts';
import { remember, remembered, type Language } from '../../storage/preferences.ts';
import { isWhole } from './stored-records.ts';

export type LibraryWorker = WorkerOf<ToLibrary, FromLibrary>;

/** What the library reports. */
export interface LibraryEvents {
	/** There is an engine, so typed reviews can be classified. */
	engineStarted(): void;
	/** Other reviews than before are to be trained on; they have not arrived yet. */
	corpusLeft(): void;
	/** The reviews to train on have arrived. */
	corpusArrived(): void;
	/** A run is under way, which other reviews would end. */
	isTraining(): boolean;
	/** The stored runs have been read. */
	storedRuns(records: StoredRecord[]): void;
	/** The user's own reviews have become a corpus. */
	imported(): void;
	predicted(text: string, results: PredictorResult[]): void;
	trace(predictor: string, trace: Trace): void;
	unit(predictor: string, unit: TracedUnit): void;
	failed(failure: Failure): void;
}

const CHOICE = 'unroll-corpus';

// What the page has to train on and to classify with, and what it stores: the page's side of the library worker.
export class Library {
	engine: EngineKind | null = $state.raw(null);

	/** What the site has to train on; null before it is known. */
	offered: CorpusEntry[] | null = $state.raw(null);
	/** What the user has imported; null before it is known. */
	own: CorpusEntry[] | null = $state.raw(null);
	corpora: CorpusEntry[] = $derived([...(this.offered ?? []), ...this.#newestFirst(this.own ?? [])]);
	/** Of the page as it starts. */
	language: Language = 'en';
	/** There is something to train; a page that only predicts fetches no reviews, and needs no other engine. */
	trains = true;
	/** The id of the reviews to train on; '' before one is chosen. */
	chosen = $state('');
	/** Somebody has chosen them on this visit. */
	picked = $state(false);
	entry: CorpusEntry | null = $derived(this.corpora.find((corpus) => corpus.id === this.chosen) ?? null);
	loading: { received: number; total: number | null } | null = $state.raw(null);
	/** What a training worker said of the reviews when it opened them. */
	corpus: CorpusInfo | null = $state.raw(null);
	/** Of all their data. */
	digest = $state('');
	readonly imports: Imports;
	/** Why there is nothing to train on. */
	failure: Failure | null = $state.raw(null);

	/** Those that read the language of the review. */
	predictors: Predictor[] = $state.raw([]);
	/** Why some that came with the page did not arrive. */
	modelFailures: Failure[] = $state.raw([]);

	/** What is stored outlives the tab; null before it is known. */
	lasting: boolean | null = $state.raw(null);
	/** Why nothing is stored, or why the last change could not be. */
	trouble: StorageTrouble | null = $state.raw(null);
	/** Stored records that cannot be read: they are left out. */
	damaged: { store: StoreName; id: string }[] = $state.raw([]);
	readonly #createWorker: () => LibraryWorker;
	readonly #events: LibraryEvents;
	#worker: LibraryWorker | null = null;
	#file: ArrayBuffer | null = null;
	/** What was chosen last, perhaps on an earlier visit. */
	#last = remembered(CHOICE);
	readonly #requests = new Requests<LibraryCommand, FromLibrary, LibraryAnswers>((command, transfer) =>
		this.#worker?.postMessage(command, transfer),
	);
	/** The request for reviews that counts. */
	#loading = 0;

	constructor(createWorker: () => LibraryWorker, events: LibraryEvents) {
		this.#createWorker = createWorker;
		this.#events = events;
		this.imports = new Imports(this.#requests, (corpus) => this.#receiveImported(corpus));
	}

	/** These reviews are to be the first to train on, should they be there. */
	prefer(id: string): void {
		this.#last = id;
	}

	/** Starts the worker, also once more after something failed. */
	open(): void {
		this.close();
		this.failure = null;
		this.loading = { received: 0, total: null };
		this.#worker = this.#createWorker();
		this.#worker.onmessage = ({ data }) =>
			this.#requests.receive(data) ? undefined : this.#receive(data as LibraryNews | Failed);
		this.#worker.onerror = (event) => this.#crash({ kind: 'crashed', message: event.message ?? 'worker' });
		this.#requests.send({ type: 'open' }, { failed: (failure) => this.#failCorpus(failure) });
		this.imports.resume();
	}

	close(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#requests.close(null);
		this.offered = null;
		this.own = null;
		this.chosen = '';
		this.predictors = [];
		this.modelFailures = [];
		this.#forget();
	}

	// Without its worker there is nothing to train on; opening the library makes a new one.
	#crash(failure: Failure): void {
		this.#requests.close(failure);
		this.#failCorpus(failure);
	}

	/** This is the review to classify. */
	review(text: string, language: Language): void {
		this.#send({ type: 'review', text, language });
	}

	/** Trains on these reviews from now on, also on later visits. */
	choose(id: string): void {
		remember(CHOICE, id);
		this.picked = true;
		this.#use(id);
	}

	#use(id: string): void {
		this.chosen = id;
		this.#last = id;
		this.failure = null;
		this.#forget();
		this.loading = { received: 0, total: null };
		this.#loading = this.#requests.send(
			{ type: 'corpus', id },
			{
				answered: ({ digest, file }) => {
					this.loading = null;
					this.#file = file;
					this.digest = digest;
					this.#events.corpusArrived();
				},
				failed: (failure) => this.#failCorpus(failure),
			},
		);
	}

	#forget(): void {
		this.#requests.drop(this.#loading);
		this.corpus = null;
		this.digest = '';
		this.#file = null;
		this.#events.corpusLeft();
	}

	/** A run is under way, which other reviews would end. */
	get isTraining(): boolean {
		return this.#events.isTraining();
	}

	/** A copy of the corpus file, for a worker to take; null before it is there. */
	file(): ArrayBuffer | null {
		return this.#file?.slice(0) ?? null;
	}

	/** A model classifies too. */
	addPredictor(id: string, model: ArrayBuffer): void {
		this.#send({ type: 'add-predictor', id, file: model }, [model]);
	}

	/** What the page shows of the inside of a predictor. */
	look(predictor: string, look: Look): void {
		this.#send({ type: 'look', predictor, look });
	}

	removePredictor(id: string): void {
		this.#send({ type: 'remove-predictor', id });
	}

	/** Stores a record, with files that are taken over, without those that are null; returns what was in the way, or null. */
	async keep(store: StoreName, record: StoredRecord, files: Record<string, ArrayBuffer | null>): Promise<StorageTrouble | null> {
		const taken = Object.values(files).filter((file) => file !== null);
		const stored = await this.#requests.ask({ type: 'keep', store, record, files }, taken).catch(() => null);
		return stored ? stored.trouble : 'broken';
	}

	/** A stored file, or null where it is not there. */
	async take(store: StoreName, id: string, name: string): Promise<ArrayBuffer | null> {
		const taken = await this.#requests.ask({ type: 'take', store, id, name }).catch(() => null);
		return taken?.file ?? null;
	}

	remove(store: StoreName, id: string): void {
		this.#send({ type: 'remove', store, id });
	}

	/** Sends what asks for nothing back. */
	#send(command: Exclude<LibraryCommand, { type: 'import' | 'guess' }>, transfer: Transferable[] = []): void {
		this.#requests.send(command, { failed: (failure) => this.#fail(failure) }, transfer);
	}

	// The library continues without what has failed, unless its engine has crashed.
	#fail(failure: Failure | null): void {
		if (failure?.kind === 'crashed') {
			this.#crash(failure);
		} else if (failure) {
			this.#events.failed(failure);
		}
	}

	#receive(message: LibraryNews | Failed): void {
		switch (message.type) {
			case 'engine':
				this.engine = message.engine;
				return this.#events.engineStarted();
			case 'storage':
				this.lasting = message.lasting;
				this.trouble = message.trouble;
				return;
			case 'offered':
				this.offered = message.corpora;
				return this.#chooseFirst();
			case 'records':
				return this.#receiveRecords(message.store, message.records);
			case 'predictors':
				this.predictors = message.predictors;
				return;
			case 'model-failed':
				this.modelFailures = [...this.modelFailures, message.failure];
				return;
			case 'predictions':
				this.#events.predicted(message.text, message.results);
				return this.#fail(message.failure);
			case 'trace':
				return this.#events.trace(message.predictor, message.trace);
			case 'unit':
				return this.#events.unit(message.predictor, message.unit);
			case 'loading':
				if (message.of === this.#loading) {
					this.loading = { received: message.received, total: message.total };
				}
				return;
			case 'importing':
				return this.imports.report(message.of, message.progress);
			case 'kept':
				this.trouble = this.lasting ? null : this.trouble;
				return;
			case 'not-kept':
				this.trouble = message.trouble;
				return;
			case 'failed':
				return this.#fail(message.failure);
		}
	}

	#receiveImported(corpus: CorpusEntry): void {
		this.own = [corpus, ...(this.own ?? []).filter(({ id }) => id !== corpus.id)];
		this.#events.imported();
		if (!this.isTraining) {
			this.choose(corpus.id);
		}
	}

	#failCorpus(failure: Failure | null): void {
		if (failure) {
			this.loading = null;
			this.failure = failure;
			this.#events.failed(failure);
		}
	}

	#receiveRecords(store: StoreName, records: StoredRecord[]): void {
		const whole = records.filter(isWhole[store]);
		const damaged = records.filter((record) => !whole.includes(record)).map(({ id }) => ({ store, id }));
		this.damaged = [...this.damaged.filter((other) => other.store !== store), ...damaged];
		if (store === 'corpora') {
			const stored = whole as CorpusEntry[];
			// The one in use stays, as its file is here: another tab, or the browser, may have removed it.
			const inUse = this.#file && (this.own ?? []).find(({ id }) => id === this.chosen);
			this.own = inUse && !stored.some(({ id }) => id === inUse.id) ? [...stored, inUse] : stored;
			this.#chooseFirst();
		} else if (store === 'runs' && this.lasting !== false) {
			this.#events.storedRuns(whole); // in memory there are none of an earlier visit, but they may be read later
		}
	}

	/** Removes the records that cannot be read. */
	removeDamaged(): void {
		this.damaged.forEach(({ store, id }) => this.remove(store, id));
	}

	/** The file of the user's own reviews, or null where it is no longer there. */
	async ownFile(id: string): Promise<ArrayBuffer | null> {
		return (await this.take('corpora', id, 'corpus')) ?? (id === this.chosen ? this.file() : null);
	}

	/** Trains on the textbook's reviews, or those drawn from their statistics, where the ones in use are of another language. */
	useEnglish(): void {
		const english = this.corpora.find(({ language }) => language === 'en');
		if (english && (this.entry?.language ?? 'en') !== 'en') {
			this.#use(english.id);
		}
	}

	// As soon as it is known what there is: what was chosen last time, or else the first in the page's language that the site offers. Of the
	// reader's own only a choice of an earlier visit can be among the first.
	#chooseFirst(): void {
		if (!this.trains) {
			this.loading = null;
		}
		if (!this.offered || this.entry || !this.trains) {
			return;
		}
		const last = this.corpora.find((corpus) => corpus.id === this.#last);
		if (!last && !this.own && (this.#last || this.offered.length === 0)) {
			return;
		}
		const first = last ?? this.corpora.find((corpus) => (corpus.language ?? 'en') === this.language) ?? this.corpora[0];
		if (first) {
			this.#use(first.id);
		} else {
			this.loading = null;
		}
	}

	#newestFirst(corpora: CorpusEntry[]): CorpusEntry[] {
		return [...corpora].sort((a, b) => b.added - a.added);
	}
}
