import type { Engine } from '../../engine/engine.ts';
import { EngineFailure } from '../../engine/failure.ts';
import type { EngineKind } from '../../engine/load.ts';
import type { TestFigures, ToLibrary } from '../../protocol/library.ts';
import { toStorageFailure, type Files, type ShelfName } from '../../storage/storage.ts';
import { LoadFailure, toFailure } from '../failures.ts';
import { corpusFile, offeredCorpora } from './corpora.ts';
import { Imports } from './imports.ts';
import { Judges } from './predictors.ts';
import { throttle } from '../throttle.ts';
import { unpack } from './unpack.ts';
import { statedDigest } from './safetensors.ts';
import { Shelves, type ShelvesAround } from './shelves.ts';
import type { Catalogue, SiteFile, SiteFiles } from './site-files.ts';

export interface Surroundings extends ShelvesAround {
	loadEngine(): Promise<{ engine: Engine; kind: EngineKind }>;
	files: SiteFiles;
}

// What the library worker knows and does; library-worker.ts connects it with the page, the browser's storage and the
// files of engine and site. Its parts arrive in any order, and each is of use as soon as it is there.
export class LibrarySession {
	readonly #around: Surroundings;
	readonly #shelves: Shelves;
	readonly #imports: Imports;
	#engine: Promise<Engine> | null = null;
	#catalogue: Promise<Catalogue> | null = null;
	#judges: Judges | null = null;
	#review = '';

	constructor(around: Surroundings) {
		this.#around = around;
		this.#shelves = new Shelves(around);
		this.#imports = new Imports(this.#shelves, around.post);
		around.files.onNotKept = (error) =>
			around.post({ type: 'not-kept', shelf: 'corpora', id: '', trouble: toStorageFailure(error).trouble });
	}

	async receive(message: ToLibrary): Promise<void> {
		try {
			await this.#answer(message);
		} catch (error) {
			this.#around.post({ type: 'failed', failure: toFailure(error) });
		}
	}

	/** Another tab has changed a shelf; a page that has not asked yet will hear of all. */
	async shelfChanged(shelf: ShelfName): Promise<void> {
		if (this.#engine) {
			await this.#shelves.tell(shelf);
		}
	}

	async #answer(message: ToLibrary): Promise<void> {
		switch (message.type) {
			case 'open':
				return this.#open();
			case 'review':
				this.#review = message.text;
				return this.#judge();
			case 'corpus':
				return this.#sendCorpus(message.id);
			case 'import':
				return this.#imports.run(await this.#theEngine(), message.files, message.choices);
			case 'guess':
				return this.#imports.guess(await this.#theEngine(), message.files, message.wish);
			case 'cancel':
				return this.#imports.cancel();
			case 'judge':
				return this.#seat(message.id, 'run', new Uint8Array(message.file), null);
			case 'look':
				return this.#judges?.look(message.judge, message.look);
			case 'dismiss':
				this.#judges?.remove(message.id);
				this.#tellJudges();
				return this.#judge();
			case 'keep': {
				const files = Object.entries(message.files).map(([name, file]) => [name, file && new Uint8Array(file)]);
				await this.#shelves.keep(message.shelf, message.record, Object.fromEntries(files) as Files);
				return;
			}
			case 'take':
				return this.#send(message.shelf, message.id, message.name);
			case 'remove':
				return this.#shelves.remove(message.shelf, message.id);
		}
	}

	async #open(): Promise<void> {
		this.#engine = this.#startEngine();
		this.#catalogue = this.#around.files.catalogue();
		void this.#shelves.tellAll();
		await Promise.all([this.#engine, this.#offer(this.#catalogue)]);
	}

	async #startEngine(): Promise<Engine> {
		const { engine, kind } = await this.#around.loadEngine();
		this.#judges = new Judges(engine, (message, transfer) => this.#around.post(message, transfer));
		this.#around.post({ type: 'engine', engine: kind });
		return engine;
	}

	#theEngine(): Promise<Engine> {
		return this.#engine ?? Promise.reject(new Error('the library is not open'));
	}

	async #offer(arriving: Promise<Catalogue>): Promise<void> {
		const catalogue = await arriving.catch((error: unknown) => {
			this.#around.post({ type: 'offered', corpora: [], models: 0 });
			throw error;
		});
		const models = catalogue.files.filter((file) => file.kind === 'model');
		this.#around.post({ type: 'offered', corpora: offeredCorpora(catalogue), models: models.length });
		await Promise.all(models.map((file) => this.#seatShipped(file)));
		await this.#forgetOthers(catalogue);
	}

	// Those that a run in storage was trained on stay, so that it can go on.
	async #forgetOthers(catalogue: Catalogue): Promise<void> {
		const runs = await this.#shelves.records('runs');
		if (runs.length === 0) {
			await this.#around.files.forgetOthers(catalogue.files);
		}
	}

	async #seatShipped(file: SiteFile): Promise<void> {
		try {
			const bytes = await this.#around.files.file(file);
			await this.#seat(file.path, 'shipped', unpack(bytes), file.test ?? null);
		} catch (error) {
			this.#around.post({ type: 'model-failed', failure: toFailure(error) });
		}
	}

	async #seat(id: string, kind: 'shipped' | 'run', file: Uint8Array, test: TestFigures | null): Promise<void> {
		await this.#engine;
		this.#judges?.add(id, kind, file, test);
		this.#tellJudges();
		this.#judge();
	}

	#tellJudges(): void {
		this.#around.post({ type: 'judges', judges: this.#judges?.list() ?? [] });
	}

	#judge(): void {
		if (this.#judges && this.#review.trim() !== '') {
			const judgements = this.#judges.judge(this.#review);
			this.#around.post({ type: 'verdicts', text: this.#review, judgements });
			this.#judges.read(this.#review);
		}
	}

	async #sendCorpus(id: string): Promise<void> {
		try {
			const around = {
				files: this.#around.files,
				ownFile: (own: string) => this.#shelves.file('corpora', own, 'corpus'),
				catalogue: () => this.#catalogue ?? Promise.reject(new Error('the library is not open')),
				engine: () => this.#theEngine(),
			};
			const tellProgress = throttle((received: number, total: number | null) =>
				this.#around.post({ type: 'loading', id, received, total }),
			);
			const file = await corpusFile(id, around, tellProgress);
			const message = { type: 'corpus', id, digest: statedDigest(file), file: file.buffer } as const;
			this.#around.post(message, [file.buffer]);
		} catch (error) {
			this.#around.post({ type: 'corpus-failed', id, failure: corpusFailure(error) });
		}
	}

	async #send(shelf: ShelfName, id: string, name: string): Promise<void> {
		const file = (await this.#shelves.file(shelf, id, name))?.buffer ?? null;
		this.#around.post({ type: 'taken', shelf, id, name, file }, file ? [file] : []);
	}
}

function corpusFailure(error: unknown) {
	if (error instanceof EngineFailure && error.status === 'bad-file') {
		return toFailure(new LoadFailure({ kind: 'corpus-damaged', subject: error.subject }));
	}
	return toFailure(error);
}
