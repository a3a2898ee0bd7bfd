import type { Engine } from '../../engine/engine.ts';
import type { CsvWish, ImportOptions } from '../../engine/import.ts';
import type { CorpusEntry, FromLibrary, TableChoices } from '../../protocol/library.ts';
import { toFailure } from '../failures.ts';
import { importReviews, lookAtFiles } from '../import/import-reviews.ts';
import { throttle } from '../throttle.ts';
import { statedDigest } from './safetensors.ts';
import type { Shelves } from './shelves.ts';

type Progress = Extract<FromLibrary, { type: 'importing' }>['progress'];

// The reader's own files, on their way to a corpus on the shelf. There is one import at a time.
export class Imports {
	readonly #shelves: Shelves;
	readonly #post: (message: FromLibrary) => void;
	#running: AbortController | null = null;

	constructor(shelves: Shelves, post: (message: FromLibrary) => void) {
		this.#shelves = shelves;
		this.#post = post;
	}

	/** Imports files; a table that nobody has looked at yet is shown first. */
	run(engine: Engine, files: File[], choices: TableChoices | null): Promise<void> {
		return this.#attempt(async (signal) => {
			if (!choices) {
				const found = await lookAtFiles(engine, files);
				if (found.kind === 'csv') {
					return this.#post({ type: 'guessed', guess: found.guess });
				}
			}
			const options: Partial<ImportOptions> = choices ?? {};
			const telling = throttle((progress: Progress) => this.#post({ type: 'importing', progress }));
			const { corpusFile, account } = await importReviews(engine, files, options, telling, signal);
			const id = statedDigest(corpusFile); // so the same reviews twice are one corpus
			const name = files.map((file) => file.name).join(', ');
			const corpus: CorpusEntry = { id, kind: 'own', name, size: corpusFile.length, added: Date.now(), account };
			const trouble = await this.#shelves.keep('corpora', corpus, { corpus: corpusFile });
			if (trouble) {
				await this.#shelves.keepInMemory('corpora', corpus, { corpus: corpusFile });
			}
			this.#post({ type: 'imported', corpus, trouble });
		});
	}

	/** Looks at a table once more, as the reader says. */
	guess(engine: Engine, files: File[], wish: CsvWish): Promise<void> {
		return this.#attempt(async () => {
			const found = await lookAtFiles(engine, files, wish);
			if (found.kind === 'csv') {
				this.#post({ type: 'guessed', guess: found.guess });
			}
		});
	}

	cancel(): void {
		this.#running?.abort();
	}

	async #attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
		this.cancel();
		const running = new AbortController();
		this.#running = running;
		try {
			await work(running.signal);
		} catch (error) {
			if (running.signal.aborted) {
				this.#post({ type: 'cancelled' });
			} else {
				this.#post({ type: 'import-failed', failure: toFailure(error) });
			}
		}
	}
}
