import type { Engine } from '../../engine/engine.ts';
import { EngineFailure } from '../../engine/failure.ts';
import type { Importer } from '../../engine/importer.ts';
import type { EngineKind } from '../../engine/load.ts';
import type { LibraryAnswer, LibraryCommand, LibraryNews, ModelFacts, ToLibrary } from '../../protocol/library.ts';
import type { Done, Failed, Numbered } from '../../protocol/requests.ts';
import type { Language } from '../../storage/preferences.ts';
import { toStorageFailure, type Files, type StoreName } from '../../storage/storage.ts';
import { answerOnce, type Answer } from '../answer-once.ts';
import { LoadFailure, toFailure } from '../failures.ts';
import { PROGRESS_INTERVAL, throttled } from '../../timing/throttle.ts';
import { corpusFile, offeredCorpora } from './corpora.ts';
import type { Imports } from './imports.ts';
import { Predictors } from './predictors.ts';
import { statedDigest } from './safetensors.ts';
import { Stores, type StoresAround } from './stores.ts';
import type { Catalogue, SiteFile, SiteFiles } from './site-files.ts';
import { unpack } from './unpack.ts';

export interface Surroundings extends StoresAround {
	loadEngine(): Promise<{ engine: Engine; kind: EngineKind }>;
	/** Of its own for each import: its memory is freed with it. */
	loadImporter(): Promise<Importer>;
	files: SiteFiles;
	post(message: Numbered<LibraryAnswer> | LibraryNews | Done | Failed, transfer?: Transferable[]): void;
	/** Calls back after the messages that have arrived by then. */
	later(task: () => void): void;
}

// What the library worker knows and does; library-worker.ts connects it with the page, the browser's storage and the
// files of engine and site. Its parts arrive in any order, and each is used as soon as it is there.
export class LibrarySession {
	readonly #around: Surroundings;
	readonly #stores: Stores;
	#imports: Promise<Imports> | null = null;
	#engine: Promise<Engine> | null = null;
	#catalogue: Promise<Catalogue> | null = null;
	#predictors: Predictors | null = null;
	#review = '';
	#language: Language = 'en';
	/** Shipped models that were asked for. */
	readonly #shipped = new Set<SiteFile>();
	/** A review has arrived that is still to be read: of several only the newest is. */
	#reviewWaits = false;

	constructor(around: Surroundings) {
		this.#around = around;
		this.#stores = new Stores(around);
		around.files.onNotKept = (error) =>
			around.post({ type: 'not-kept', store: 'corpora', id: '', trouble: toStorageFailure(error).trouble });
	}

	receive({ request, ...command }: ToLibrary): Promise<void> {
		return answerOnce<LibraryAnswer>(request, this.#around.post, (answer) => this.#obey(request, command, answer));
	}

	/** Another tab has changed a store; a page that has not asked yet will hear of all. */
	async storeChanged(store: StoreName): Promise<void> {
		if (this.#engine) {
			await this.#stores.report(store);
		}
	}

	async #obey(request: number, command: LibraryCommand, answer: Answer<LibraryAnswer>): Promise<void> {
		switch (command.type) {
			case 'open':
				return this.#open();
			case 'review':
				return this.#readLater(command.text, command.language);
			case 'corpus':
				return this.#sendCorpus(request, command.id, answer);
			case 'import':
				return (await this.#theImports()).run({ request, answer }, this.#theEngine(), command, command.choices);
			case 'guess':
				return (await this.#theImports()).guess({ request, answer }, command, command.wish);
			case 'tokenizers':
				return (await this.#theImports()).tokenizers({ request, answer }, this.#theEngine(), command);
			case 'cancel':
				return (await this.#imports)?.cancel(command.import);
			case 'add-predictor':
				return this.#addPredictor(command.id, 'run', new Uint8Array(command.file), {});
			case 'look':
				return this.#predictors?.look(command.predictor, command.look);
			case 'remove-predictor':
				this.#predictors?.remove(command.id);
				this.#tellPredictors();
				return this.#predict();
			case 'keep': {
				const files = Object.entries(command.files).map(([name, file]) => [name, file && new Uint8Array(file)]);
				const trouble = await this.#stores.keep(command.store, command.record, Object.fromEntries(files) as Files);
				return answer({ type: 'stored', trouble });
			}
			case 'take': {
				const file = (await this.#stores.file(command.store, command.id, command.name))?.buffer ?? null;
				return answer({ type: 'taken', file }, file ? [file] : []);
			}
			case 'remove':
				return this.#stores.remove(command.store, command.id);
		}
	}

	async #open(): Promise<void> {
		this.#engine = this.#startEngine();
		this.#catalogue = this.#around.files.catalogue();
		void this.#stores.tellAll();
		await Promise.all([this.#engine, this.#offer(this.#catalogue)]);
	}

	async #startEngine(): Promise<Engine> {
		const { engine, kind } = await this.#around.loadEngine();
		this.#predictors = new Predictors(engine, (message, transfer) => this.#around.post(message, transfer));
		this.#around.post({ type: 'engine', engine: kind });
		return engine;
	}

	/** Fetched with the first of the user's own files, and again where that failed. */
	#theImports(): Promise<Imports> {
		this.#imports ??= import('./imports.ts').then(
			({ Imports }) => new Imports(this.#stores, this.#around),
			() => {
				this.#imports = null;
				throw new LoadFailure({ kind: 'unreachable', url: 'imports.js' });
			},
		);
		return this.#imports;
	}

	#theEngine(): Promise<Engine> {
		return this.#engine ?? Promise.reject(new Error('the library is not open'));
	}

	async #offer(arriving: Promise<Catalogue>): Promise<void> {
		const catalogue = await arriving.catch((error: unknown) => {
			this.#around.post({ type: 'offered', corpora: [] });
			throw error;
		});
		this.#around.post({ type: 'offered', corpora: offeredCorpora(catalogue) });
		await this.#addShippedIn(this.#language, catalogue);
		await this.#forgetOthers(catalogue);
	}

	// Those that a stored run was trained on stay, so that it can be resumed.
	async #forgetOthers(catalogue: Catalogue): Promise<void> {
		if (await this.#stores.isEmpty('runs')) {
			await this.#around.files.forgetOthers(catalogue.files);
		}
	}

	// Each is fetched once, when the first text in its language is to be read.
	async #addShippedIn(wanted: Language, catalogue: Catalogue): Promise<void> {
		const models = catalogue.files.filter(
			(file) => file.kind === 'model' && (file.language ?? wanted) === wanted && !this.#shipped.has(file),
		);
		models.forEach((file) => this.#shipped.add(file));
		await Promise.all(models.map((file) => this.#addShipped(file)));
	}

	async #addShipped(file: SiteFile): Promise<void> {
		try {
			const bytes = await this.#around.files.file(file);
			const { language, test, extremes } = file;
			await this.#addPredictor(file.path, 'shipped', unpack(bytes), { language, test, extremes });
		} catch (error) {
			this.#around.post({ type: 'model-failed', failure: toFailure(error) });
		}
	}

	async #addPredictor(id: string, kind: 'shipped' | 'run', file: Uint8Array, facts: ModelFacts): Promise<void> {
		await this.#engine;
		this.#predictors?.add(id, kind, file, facts);
		this.#tellPredictors();
		this.#predict();
	}

	#tellPredictors(): void {
		this.#around.post({ type: 'predictors', predictors: this.#predictors?.list(this.#language) ?? [] });
	}

	// The messages that have arrived by then are read first: a later text takes the place of this one.
	#readLater(text: string, language: Language): Promise<void> {
		this.#review = text;
		this.#speak(language);
		if (this.#reviewWaits) {
			return Promise.resolve();
		}
		this.#reviewWaits = true;
		return new Promise((resolve, reject) => {
			this.#around.later(() => {
				this.#reviewWaits = false;
				try {
					resolve(this.#predict());
				} catch (error) {
					reject(error as Error);
				}
			});
		});
	}

	// What those say that are there is posted meanwhile.
	#speak(language: Language): void {
		if (language !== this.#language) {
			this.#language = language;
			this.#tellPredictors();
			void this.#catalogue?.then((catalogue) => this.#addShippedIn(language, catalogue), () => {});
		}
	}

	#predict(): void {
		if (this.#predictors && this.#review.trim() !== '') {
			this.#around.post({ type: 'predictions', text: this.#review, ...this.#predictors.predict(this.#review, this.#language) });
			this.#predictors.read(this.#review, this.#language);
		}
	}

	async #sendCorpus(request: number, id: string, answer: Answer<LibraryAnswer>): Promise<void> {
		try {
			const around = {
				files: this.#around.files,
				ownFile: (own: string) => this.#stores.file('corpora', own, 'corpus'),
				catalogue: () => this.#catalogue ?? Promise.reject(new Error('the library is not open')),
				engine: () => this.#theEngine(),
			};
			const report = throttled(PROGRESS_INTERVAL, (received: number, total: number | null) =>
				this.#around.post({ type: 'loading', of: request, received, total }),
			);
			const file = await corpusFile(id, around, report);
			answer({ type: 'corpus', digest: statedDigest(file), file: file.buffer }, [file.buffer]);
		} catch (error) {
			throw asCorpusFailure(error);
		}
	}
}

function asCorpusFailure(error: unknown): unknown {
	if (error instanceof EngineFailure && error.status === 'bad-file') {
		return new LoadFailure({ kind: 'corpus-damaged', subject: error.subject });
	}
	return error;
}
