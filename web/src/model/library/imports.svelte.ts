import type { CorpusEntry, CsvGuess, CsvWish, FromLibrary, ImportProgress, ToLibrary } from '../../protocol/library.ts';
import type { Failure } from '../../protocol/types.ts';
import type { StorageTrouble } from '../../storage/storage.ts';

export type ImportPhase =
	| 'none'
	| 'looking' // at what the files are
	| 'table' // the reader looks at how a table is understood
	| 'running';

// The import of the reader's own files: from what was dropped to the account at the end.
export class Imports {
	phase: ImportPhase = $state('none');
	/** Files are held over the page. */
	over = $state(false);
	names = $state('');
	progress: ImportProgress | null = $state.raw(null);
	/** How a table is understood. */
	guess: CsvGuess | null = $state.raw(null);
	failure: Failure | null = $state.raw(null);
	/** The last one, as long as the page is open. */
	imported: CorpusEntry | null = $state.raw(null);
	/** Why the last one lasts only as long as the page is open. */
	trouble: StorageTrouble | null = $state.raw(null);

	readonly #post: (message: ToLibrary) => void;
	#files: File[] = [];

	constructor(post: (message: ToLibrary) => void) {
		this.#post = post;
	}

	/** Takes files that were dropped or chosen. */
	take(files: File[]): void {
		if (files.length === 0) {
			return;
		}
		this.#files = files;
		this.names = files.map((file) => file.name).join(', ');
		this.failure = null;
		this.imported = null;
		this.guess = null;
		this.progress = null;
		this.phase = 'looking';
		this.#post({ type: 'import', files, choices: null });
	}

	/** The table is to be understood otherwise. */
	correct(wish: CsvWish): void {
		const { columns: _, ...known } = this.guess?.layout ?? { columns: 0 };
		this.#post({ type: 'guess', files: this.#files, wish: { ...known, ...wish } });
	}

	/** The table is understood; `positive` and `negative` are values of its label column. */
	confirm(positive: string, negative: string): void {
		const layout = this.guess?.layout;
		if (layout) {
			this.phase = 'running';
			this.#post({ type: 'import', files: this.#files, choices: { layout, positive, negative } });
		}
	}

	cancel(): void {
		if (this.phase === 'running' || this.phase === 'looking') {
			this.#post({ type: 'cancel' });
		}
		this.#end();
	}

	#end(): void {
		this.phase = 'none';
		this.guess = null;
		this.progress = null;
		this.#files = [];
	}

	receive(message: FromLibrary): void {
		switch (message.type) {
			case 'importing':
				if (this.phase === 'looking' || this.phase === 'running') {
					this.phase = 'running';
					this.progress = message.progress;
				}
				return;
			case 'guessed':
				if (this.phase === 'looking' || this.phase === 'table') {
					this.phase = 'table';
					this.guess = message.guess;
				}
				return;
			case 'imported':
				this.#end();
				this.imported = message.corpus;
				this.trouble = message.trouble;
				return;
			case 'import-failed':
				this.failure = message.failure;
				// What went wrong with another way to understand a table leaves the one before.
				if (this.phase !== 'table') {
					this.#end();
				}
				return;
			case 'cancelled':
				if (this.phase !== 'looking') {
					this.#end();
				}
		}
	}
}
