import type { Importer } from '../../engine/importer.ts';
import type {
	CorpusEntry,
	GivenFiles,
	ImportAnswer,
	ImportProgress,
	LibraryNews,
	TableChoices,
	TableGuess,
	TableWish,
} from '../../protocol/library.ts';
import type { Answer } from '../answer-once.ts';
import { importReviews, lookAtRows } from '../import/import-reviews.ts';
import { recogniseFiles } from '../import/recognise-files.ts';
import { sourceName } from '../import/sources.ts';
import { throttled } from '../../timing/throttle.ts';
import { statedDigest } from './safetensors.ts';
import type { Stores } from './stores.ts';

/** Progress is posted at most every so many milliseconds. */
export const PROGRESS_INTERVAL = 100;

/** What an import needs of its worker. */
export interface ImportsAround {
	loadImporter(): Promise<Importer>;
	post(message: LibraryNews): void;
}

/** The command that an import carries out. */
interface Command {
	request: number;
	answer: Answer<ImportAnswer>;
}

// The user's own files, on their way to a corpus in the store. There is one import at a time: a new one cancels the one before.
export class Imports {
	readonly #stores: Stores;
	readonly #around: ImportsAround;
	#running: { request: number; abort: AbortController } | null = null;

	constructor(stores: Stores, around: ImportsAround) {
		this.#stores = stores;
		this.#around = around;
	}

	/** Imports files; a table whose layout was not confirmed yet is shown first. */
	run(command: Command, given: GivenFiles, choices: TableChoices | null): Promise<void> {
		return this.#attempt(command, async (signal) => {
			const { files, paths = [] } = given;
			const guess = choices ? null : await this.#look(given, {}, signal);
			const isKnown = (choices ?? guess)?.layout.dataset === 'nsmc';
			if (guess && !isKnown) {
				return { type: 'guessed', guess };
			}
			const report = throttled(PROGRESS_INTERVAL, (progress: ImportProgress) =>
				this.#around.post({ type: 'importing', of: command.request, progress }),
			);
			const { corpusFile, account } = await importReviews(await this.#around.loadImporter(), files, { ...(choices ?? guess), paths }, report, signal);
			const id = statedDigest(corpusFile); // so the same reviews twice are one corpus
			const names = sourceName(paths.length > 0 ? paths : files.map((file) => file.name));
			const name = isKnown ? `NSMC (${names})` : names;
			const corpus: CorpusEntry = { id, kind: 'own', name, size: corpusFile.length, added: Date.now(), account };
			const trouble = await this.#stores.keep('corpora', corpus, { corpus: corpusFile });
			if (trouble) {
				await this.#stores.keepInMemory('corpora', corpus, { corpus: corpusFile });
			}
			return { type: 'imported', corpus, trouble };
		});
	}

	/** Looks at a table once more, as the user says. */
	guess(command: Command, files: GivenFiles, wish: TableWish): Promise<void> {
		return this.#attempt(command, async (signal) => {
			const guess = await this.#look(files, wish, signal);
			return guess ? { type: 'guessed', guess } : { type: 'cancelled' };
		});
	}

	/** What a table is guessed to be; null where the files are none. */
	async #look({ files, paths }: GivenFiles, wish: TableWish, signal: AbortSignal): Promise<TableGuess | null> {
		const found = await recogniseFiles(files, paths);
		return found.kind === 'csv' ? lookAtRows(await this.#around.loadImporter(), found.source, wish, { signal }) : null;
	}

	/** Ends the import of this command; any other continues. */
	cancel(request: number): void {
		if (this.#running?.request === request) {
			this.#running.abort.abort();
		}
	}

	async #attempt({ request, answer }: Command, work: (signal: AbortSignal) => Promise<ImportAnswer>): Promise<void> {
		this.#running?.abort.abort();
		const abort = new AbortController();
		this.#running = { request, abort };
		try {
			answer(await work(abort.signal));
		} catch (error) {
			if (!abort.signal.aborted) {
				throw error;
			}
			answer({ type: 'cancelled' });
		}
	}
}
