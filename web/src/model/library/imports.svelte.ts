import type {
	CorpusEntry,
	TableGuess,
	TableWish,
	FromLibrary,
	GivenFiles,
	ImportAnswer,
	ImportProgress,
	LibraryAnswers,
	LabelRule,
	LibraryCommand,
} from '../../protocol/library.ts';
import type { Failure } from '../../protocol/types.ts';
import type { StorageTrouble } from '../../storage/storage.ts';
import type { Requests } from '../requests.ts';

export type ImportPhase =
	| 'none'
	| 'looking' // at what the files are
	| 'table' // the user looks at how a table is understood
	| 'running';

type ImportCommand = Extract<LibraryCommand, { type: 'import' | 'guess' }>;

// The import of the user's own files: from what was dropped to the report at the end.
export class Imports {
	phase: ImportPhase = $state('none');
	/** Files are held over the page. */
	over = $state(false);
	names = $state('');
	progress: ImportProgress | null = $state.raw(null);
	/** How a table is understood. */
	guess: TableGuess | null = $state.raw(null);
	failure: Failure | null = $state.raw(null);
	/** The last one, as long as the page is open. */
	imported: CorpusEntry | null = $state.raw(null);
	/** Why the last one lasts only as long as the page is open. */
	trouble: StorageTrouble | null = $state.raw(null);

	readonly #requests: Requests<LibraryCommand, FromLibrary, LibraryAnswers>;
	readonly #onImported: (corpus: CorpusEntry) => void;
	#given: GivenFiles = { files: [] };
	/** The request that counts. */
	#request = 0;
	#unanswered: ImportCommand | null = null;

	constructor(requests: Requests<LibraryCommand, FromLibrary, LibraryAnswers>, onImported: (corpus: CorpusEntry) => void) {
		this.#requests = requests;
		this.#onImported = onImported;
	}

	/** Takes files that were dropped or chosen. */
	take(files: File[], paths: string[] = []): void {
		if (files.length === 0) {
			return;
		}
		this.#given = { files, ...(paths.length > 0 ? { paths } : {}) };
		this.names = [...new Set(files.map((file, index) => (paths[index] ?? file.name).split('/')[0]))].join(', ');
		this.failure = null;
		this.imported = null;
		this.guess = null;
		this.progress = null;
		this.phase = 'looking';
		this.#ask({ type: 'import', ...this.#given, choices: null });
	}

	/** The table is to be understood otherwise. */
	correct(wish: TableWish): void {
		this.#ask({ type: 'guess', ...this.#given, wish: { ...this.#known(wish), ...wish } });
	}

	/** What stays as it is understood where `wish` is to be otherwise. With another delimiter or encoding columns are others. */
	#known(wish: TableWish): TableWish {
		if (!this.guess || wish.encoding) {
			return {};
		}
		const { encoding, layout } = this.guess;
		const { delimiter, quotes, header, text, label } = layout;
		return wish.delimiter ? { encoding } : { encoding, delimiter, quotes, header, text, label };
	}

	/** The files of a failed look are to be understood otherwise. */
	retry(wish: TableWish): void {
		this.failure = null;
		this.phase = 'looking';
		this.#ask({ type: 'guess', ...this.#given, wish });
	}

	/** The table is understood, and what its labels mean. */
	confirm(rule: LabelRule): void {
		if (this.guess) {
			const { layout, encoding } = this.guess;
			this.phase = 'running';
			this.#ask({ type: 'import', ...this.#given, choices: { layout, rule, encoding } });
		}
	}

	cancel(): void {
		if (this.#requests.awaits(this.#request)) {
			this.#requests.drop(this.#request);
			this.#requests.send({ type: 'cancel', import: this.#request });
		}
		this.#end();
	}

	#end(): void {
		this.#unanswered = null;
		this.phase = 'none';
		this.guess = null;
		this.progress = null;
	}

	/** There is a worker, perhaps another than before: what no worker has answered is asked again. */
	resume(): void {
		if (this.#unanswered) {
			this.#ask(this.#unanswered);
		}
	}

	/** Only the last request counts: the worker cancels the one before. */
	#ask(command: ImportCommand): void {
		this.#unanswered = null;
		this.#requests.drop(this.#request);
		this.#request = this.#requests.send(command, {
			answered: (answer: ImportAnswer) => this.#receiveAnswer(answer),
			failed: (failure) => {
				if (!failure) {
					this.#unanswered = command; // its worker was closed, or was not there yet
					return;
				}
				this.failure = failure;
				// What went wrong with another way to understand a table leaves the one before.
				if (this.phase !== 'table') {
					this.#end();
				}
			},
		});
	}

	#receiveAnswer(answer: ImportAnswer): void {
		switch (answer.type) {
			case 'guessed':
				this.phase = 'table';
				this.guess = answer.guess;
				return;
			case 'imported':
				this.#end();
				this.imported = answer.corpus;
				this.trouble = answer.trouble;
				return this.#onImported(answer.corpus);
			case 'cancelled':
				return this.#end();
		}
	}

	/** How far an import is. */
	report(of: number, progress: ImportProgress): void {
		if (of === this.#request && this.#requests.awaits(of)) {
			this.phase = 'running';
			this.progress = progress;
		}
	}
}
