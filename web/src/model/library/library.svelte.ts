import type { Look, Trace, TracedUnit } from '../../protocol/inside.ts';
import type { CorpusEntry, FromLibrary, Judge, Judgement, ToLibrary } from '../../protocol/library.ts';
import type { CorpusInfo, EngineKind, Failure } from '../../protocol/types.ts';
import type { ShelfName, StoredRecord, StorageTrouble } from '../../storage/storage.ts';
import { Answers } from './answers.ts';
import { Imports } from './imports.svelte.ts';
import { remember, remembered } from '../../storage/preferences.ts';
import { isWhole } from './stored-records.ts';

/** What the page needs of a Worker. */
export interface LibraryWorker {
	postMessage(message: ToLibrary, transfer?: Transferable[]): void;
	onmessage: ((event: MessageEvent<FromLibrary>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	terminate(): void;
}

/** What the library tells. */
export interface LibraryEvents {
	/** There is an engine, so typed reviews can be judged. */
	engineStarted(): void;
	/** Other reviews than before are to be trained on; they have not arrived yet. */
	corpusLeft(): void;
	/** The reviews to train on have arrived. */
	corpusArrived(): void;
	/** A run is under way, which other reviews would end. */
	isTraining(): boolean;
	/** What is kept of runs has been read. */
	storedRuns(records: StoredRecord[]): void;
	/** Reviews of the reader's own have become a corpus. */
	imported(): void;
	judged(text: string, judgements: Judgement[]): void;
	trace(judge: string, trace: Trace): void;
	unit(judge: string, unit: TracedUnit): void;
	failed(failure: Failure): void;
}

const CHOICE = 'unroll-corpus';

// What the page has to train on and to judge with, and what it keeps: the page's side of the library worker.
export class Library {
	engine: EngineKind | null = $state.raw(null);

	/** What the site has to train on; null before it is known. */
	offered: CorpusEntry[] | null = $state.raw(null);
	/** What the reader has imported; null before it is known. */
	own: CorpusEntry[] | null = $state.raw(null);
	corpora: CorpusEntry[] = $derived([...(this.offered ?? []), ...this.#newestFirst(this.own ?? [])]);
	/** The id of the reviews to train on; '' before one is chosen. */
	chosen = $state('');
	entry: CorpusEntry | null = $derived(this.corpora.find((corpus) => corpus.id === this.chosen) ?? null);
	loading: { received: number; total: number | null } | null = $state.raw(null);
	/** What a training worker said of the reviews when it opened them. */
	corpus: CorpusInfo | null = $state.raw(null);
	/** Of all their data. */
	digest = $state('');
	readonly imports: Imports;
	/** Why there is nothing to train on. */
	failure: Failure | null = $state.raw(null);

	judges: Judge[] = $state.raw([]);
	/** How many models came with the page, with those still on their way; and why some did not arrive. */
	shipped = $state(0);
	modelFailures: Failure[] = $state.raw([]);

	/** What is kept outlives the tab; null before it is known. */
	lasting: boolean | null = $state.raw(null);
	/** Why nothing is kept, or why the last thing could not be. */
	trouble: StorageTrouble | null = $state.raw(null);
	/** Stored records that cannot be read: they are left out. */
	damaged: { shelf: ShelfName; id: string }[] = $state.raw([]);
	readonly #createWorker: () => LibraryWorker;
	readonly #events: LibraryEvents;
	#worker: LibraryWorker | null = null;
	#file: ArrayBuffer | null = null;
	/** What was chosen last, perhaps on an earlier visit. */
	#last = remembered(CHOICE);
	#kept = new Answers<StorageTrouble | null>();
	#taken = new Answers<ArrayBuffer | null>();

	constructor(createWorker: () => LibraryWorker, events: LibraryEvents) {
		this.#createWorker = createWorker;
		this.#events = events;
		this.imports = new Imports((message) => this.#post(message));
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
		this.#worker.onmessage = (event) => this.#receive(event.data);
		this.#worker.onerror = (event) => {
			this.#receive({ type: 'failed', failure: { kind: 'crashed', message: event.message ?? 'worker' } });
		};
		this.#post({ type: 'open' });
	}

	close(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#kept.giveUp('broken');
		this.#taken.giveUp(null);
		this.offered = null;
		this.own = null;
		this.chosen = '';
		this.judges = [];
		this.modelFailures = [];
		this.#forget();
	}

	/** Whoever judges is to judge this. */
	review(text: string): void {
		this.#post({ type: 'review', text });
	}

	/** Trains on these reviews from now on. */
	choose(id: string): void {
		this.chosen = id;
		this.#last = id;
		remember(CHOICE, id);
		this.failure = null;
		this.#forget();
		this.loading = { received: 0, total: null };
		this.#post({ type: 'corpus', id });
	}

	#forget(): void {
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

	/** A model judges too. */
	judge(id: string, model: ArrayBuffer): void {
		this.#post({ type: 'judge', id, file: model }, [model]);
	}

	/** What the page shows of the inside of a judge. */
	look(judge: string, look: Look): void {
		this.#post({ type: 'look', judge, look });
	}

	dismiss(id: string): void {
		this.#post({ type: 'dismiss', id });
	}

	/** Keeps a record, with files that are taken over, without those that are null; tells what was in the way, or null. */
	keep(shelf: ShelfName, record: StoredRecord, files: Record<string, ArrayBuffer | null>): Promise<StorageTrouble | null> {
		const taken = Object.values(files).filter((file) => file !== null);
		this.#post({ type: 'keep', shelf, record, files }, taken);
		return this.#kept.next(`${shelf}/${record.id}`);
	}

	/** A kept file, or null where it is not there. */
	take(shelf: ShelfName, id: string, name: string): Promise<ArrayBuffer | null> {
		this.#post({ type: 'take', shelf, id, name });
		return this.#taken.next(`${shelf}/${id}/${name}`);
	}

	remove(shelf: ShelfName, id: string): void {
		this.#post({ type: 'remove', shelf, id });
	}

	#post(message: ToLibrary, transfer: Transferable[] = []): void {
		this.#worker?.postMessage(message, transfer);
	}

	#receive(message: FromLibrary): void {
		this.imports.receive(message);
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
				this.shipped = message.models;
				return this.#chooseFirst();
			case 'records':
				return this.#receiveRecords(message.shelf, message.records);
			case 'judges':
				this.judges = message.judges;
				return;
			case 'model-failed':
				this.modelFailures = [...this.modelFailures, message.failure];
				return;
			case 'verdicts':
				return this.#events.judged(message.text, message.judgements);
			case 'trace':
				return this.#events.trace(message.judge, message.trace);
			case 'unit':
				return this.#events.unit(message.judge, message.unit);
			case 'loading':
				if (message.id === this.chosen) {
					this.loading = { received: message.received, total: message.total };
				}
				return;
			case 'corpus':
				if (message.id === this.chosen) {
					this.loading = null;
					this.#file = message.file;
					this.digest = message.digest;
					this.#events.corpusArrived();
				}
				return;
			case 'corpus-failed':
				if (message.id === this.chosen) {
					this.#failCorpus(message.failure);
				}
				return;
			case 'imported':
				this.own = [message.corpus, ...(this.own ?? []).filter(({ id }) => id !== message.corpus.id)];
				this.#events.imported();
				return this.isTraining ? undefined : this.choose(message.corpus.id);
			case 'kept':
				this.trouble = this.lasting ? null : this.trouble;
				return this.#kept.answer(`${message.shelf}/${message.id}`, null);
			case 'not-kept':
				this.trouble = message.trouble;
				return this.#kept.answer(`${message.shelf}/${message.id}`, message.trouble);
			case 'taken':
				return this.#taken.answer(`${message.shelf}/${message.id}/${message.name}`, message.file);
			case 'failed':
				return this.#failCorpus(message.failure);
		}
	}

	#failCorpus(failure: Failure): void {
		this.loading = null;
		this.failure = failure;
		this.#events.failed(failure);
	}

	#receiveRecords(shelf: ShelfName, records: StoredRecord[]): void {
		const whole = records.filter(isWhole[shelf]);
		const damaged = records.filter((record) => !whole.includes(record)).map(({ id }) => ({ shelf, id }));
		this.damaged = [...this.damaged.filter((other) => other.shelf !== shelf), ...damaged];
		if (shelf === 'corpora') {
			const stored = whole as CorpusEntry[];
			// The one in use stays, as its file is here: another tab, or the browser, may have removed it.
			const inUse = this.#file && (this.own ?? []).find(({ id }) => id === this.chosen);
			this.own = inUse && !stored.some(({ id }) => id === inUse.id) ? [...stored, inUse] : stored;
			this.#chooseFirst();
		} else if (shelf === 'runs') {
			this.#events.storedRuns(whole);
		}
	}

	/** Removes the records that cannot be read. */
	removeDamaged(): void {
		this.damaged.forEach(({ shelf, id }) => this.remove(shelf, id));
	}

	/** The file of the reader's own reviews, or null where it has gone. */
	async ownFile(id: string): Promise<ArrayBuffer | null> {
		return (await this.take('corpora', id, 'corpus')) ?? (id === this.chosen ? this.file() : null);
	}

	// As soon as it is known what there is: what was chosen last time, or else the first that the site offers. Of the
	// reader's own only a choice of an earlier visit can be among the first.
	#chooseFirst(): void {
		if (!this.offered || this.entry) {
			return;
		}
		const last = this.corpora.find((corpus) => corpus.id === this.#last);
		if (!last && !this.own && (this.#last || this.offered.length === 0)) {
			return;
		}
		const first = last ?? this.corpora[0];
		if (first) {
			this.choose(first.id);
		} else {
			this.loading = null;
		}
	}

	#newestFirst(corpora: CorpusEntry[]): CorpusEntry[] {
		return [...corpora].sort((a, b) => b.added - a.added);
	}
}
