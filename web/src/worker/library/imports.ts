import type { Engine } from '../../engine/engine.ts';
import type { Importer } from '../../engine/importer.ts';
import type {
	CorpusEntry,
	GivenFiles,
	ImportAnswer,
	ImportChoices,
	ImportProgress,
	LibraryCommand,
	LibraryNews,
	TableChoices,
	TableGuess,
	TableWish,
	TokenizerLook,
} from '../../protocol/library.ts';
import type { Answer } from '../answer-once.ts';
import { importReviews, lookAtRows } from '../import/import-reviews.ts';
import { recogniseFiles } from '../import/recognise-files.ts';
import { sourceName } from '../import/sources.ts';
import { lookAtTokenizers } from '../import/look-at-tokenizers.ts';
import { PROGRESS_INTERVAL, throttled } from '../../timing/throttle.ts';
import { statedDigest } from './safetensors.ts';
import type { Stores } from './stores.ts';

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
	run(command: Command, engine: Promise<Engine>, given: GivenFiles, choices: ImportChoices | null): Promise<void> {
		return this.#attempt(command, async (signal) => {
			const { files, paths = [] } = given;
			const guess = choices?.layout ? null : await this.#look(given, {}, signal);
			const isKnown = (choices?.layout ?? guess?.layout)?.dataset === 'nsmc';
			if (guess && !isKnown && !choices) {
				return { type: 'guessed', guess };
			}
			const onProgress = throttled(PROGRESS_INTERVAL, (progress: ImportProgress) =>
				this.#around.post({ type: 'importing', of: command.request, progress }),
			);
			const importer = await this.#around.loadImporter();
			const tokenizer = choices?.tokenizer ?? (guess ? (await this.#lookAtTokenizers(engine, given, guess, '', signal)).proposed : 'words');
			const options = { ...guess, ...choices, tokenizer, paths };
			const { kind, corpusFile, report } = await importReviews(importer, files, options, onProgress, signal);
			const id = statedDigest(corpusFile); // so the same reviews twice are one corpus
			const names = sourceName(paths.length > 0 ? paths : files.map((file) => file.name));
			const name = isKnown ? `NSMC (${names})` : names;
			const corpus: CorpusEntry = {
				...{ id, kind: 'own', name, size: corpusFile.length, added: Date.now(), account: report },
				...(kind !== 'keras' && { tokenizer }), // Keras has cut it
			};
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

	/** What the texts of a table become by each tokenizer. */
	tokenizers(command: Command, engine: Promise<Engine>, asked: Extract<LibraryCommand, { type: 'tokenizers' }>): Promise<void> {
		return this.#attempt(command, async (signal) => {
			return { type: 'tokenizers', look: await this.#lookAtTokenizers(engine, asked, asked.choices, asked.example, signal) };
		});
	}

	async #lookAtTokenizers(
		engine: Promise<Engine>,
		{ files, paths = [] }: GivenFiles,
		{ layout, rule, encoding }: TableChoices,
		example: string,
		signal: AbortSignal,
	): Promise<TokenizerLook> {
		const around = { loadImporter: this.#around.loadImporter, engine: await engine };
		return lookAtTokenizers(around, files, { layout, rule, encoding, paths }, example, signal);
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
