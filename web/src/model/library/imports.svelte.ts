import type {
	CorpusEntry,
	FromLibrary,
	GivenFiles,
	CorpusOptions,
	ImportAnswer,
	ImportChoices,
	ImportProgress,
	LibraryAnswers,
	LabelRule,
	LibraryCommand,
	TableGuess,
	TableWish,
	Tokenizer,
	TokenizerLook,
} from '../../protocol/library.ts';
import type { Failure } from '../../protocol/types.ts';
import type { StorageTrouble } from '../../storage/storage.ts';
import { defaultOptions } from './corpus-options.ts';
import type { Requests } from '../requests.ts';

type ImportCommand = Extract<LibraryCommand, { type: 'import' | 'guess' | 'tokenizers' }>;

/** As many as the program learns without an option. */
const mostUsedMerges = 8000;

export type ImportPhase =
	| 'none'
	| 'looking' // at what the files are
	| 'table' // the user looks at how a table is understood
	| 'running';

// The import of the user's own files: from what was dropped to the report at the end.
export class Imports {
	phase: ImportPhase = $state('none');
	/** Files are held over the page. */
	over = $state(false);
	names = $state('');
	progress: ImportProgress | null = $state.raw(null);
	/** How a table is understood. */
	guess: TableGuess | null = $state.raw(null);
	/** What its texts become by each tokenizer, as soon as that is known. */
	look: TokenizerLook | null = $state.raw(null);
	/** That is being found out. */
	looksAtTokenizers = $state(false);
	/** What the user wants texts to be cut into; null: what is proposed. */
	chosenTokenizer: Tokenizer | null = $state(null);
	/** How many merges are learned for subwords. */
	subwords = $state(mostUsedMerges);
	/** How much of the reviews is imported, and how they are divided. */
	options: CorpusOptions = $state.raw(defaultOptions());
	failure: Failure | null = $state.raw(null);
	/** The last one, as long as the page is open. */
	imported: CorpusEntry | null = $state.raw(null);
	/** Why the last one lasts only as long as the page is open. */
	trouble: StorageTrouble | null = $state.raw(null);

	readonly #requests: Requests<LibraryCommand, FromLibrary, LibraryAnswers>;
	readonly #onImported: (corpus: CorpusEntry) => void;
	given: GivenFiles = $state.raw({ files: [] });
	/** The request that counts. */
	#request = 0;
	#unanswered: ImportCommand | null = null;
	/** How the files were imported, or are to be once it is known what is proposed. */
	#choices: ImportChoices | null = null;
	#tokenizers: ImportCommand | null = null;

	constructor(requests: Requests<LibraryCommand, FromLibrary, LibraryAnswers>, onImported: (corpus: CorpusEntry) => void) {
		this.#requests = requests;
		this.#onImported = onImported;
	}

	/** Takes files that were dropped or chosen. */
	take(files: File[], paths: string[] = []): void {
		if (files.length === 0) {
			return;
		}
		this.given = { files, ...(paths.length > 0 ? { paths } : {}) };
		this.names = [...new Set(files.map((file, index) => (paths[index] ?? file.name).split('/')[0]))].join(', ');
		this.failure = null;
		this.imported = null;
		this.guess = null;
		this.progress = null;
		this.#choices = null;
		this.look = null;
		this.chosenTokenizer = null;
		this.subwords = mostUsedMerges;
		this.options = defaultOptions();
		this.phase = 'looking';
		this.#ask({ type: 'import', ...this.given, choices: null });
	}

	/** The table is to be understood otherwise. */
	correct(wish: TableWish): void {
		this.#ask({ type: 'guess', ...this.given, wish: { ...this.#known(wish), ...wish } });
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
		this.#ask({ type: 'guess', ...this.given, wish });
	}

	/** What texts are cut into: as chosen, or as proposed, or as Keras does. */
	get tokenizer(): Tokenizer {
		return this.chosenTokenizer ?? this.look?.proposed ?? 'words';
	}

	/** The table is understood, and what its labels mean. Where it is not known yet what to propose, that is waited for. */
	confirm(rule: LabelRule): void {
		if (this.guess) {
			const { layout, encoding } = this.guess;
			this.#choices = { layout, rule, encoding };
			this.phase = 'running';
			this.failure = null;
			if (!this.looksAtTokenizers || this.chosenTokenizer) {
				this.#import();
			}
		}
	}

	/** The files that were imported last are to be cut as is chosen now. */
	again(): void {
		this.imported = null;
		this.failure = null;
		this.phase = 'looking';
		this.#import();
	}

	#import(): void {
		const { tokenizer, subwords, options } = this;
		this.#choices = { ...this.#choices, tokenizer, subwords, ...options };
		this.#ask({ type: 'import', ...this.given, choices: this.#choices });
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
		this.looksAtTokenizers = false;
	}

	/** Finds out what the texts of the table become by each tokenizer. `rule` says which rows count, `example` is a text to be cut. */
	lookAtTokenizers({ layout, encoding }: TableGuess, rule: LabelRule, example: string): void {
		this.looksAtTokenizers = true;
		this.#tokenizers = { type: 'tokenizers', ...this.given, choices: { layout, encoding, rule }, example };
		this.#ask(this.#tokenizers);
	}

	/** What is proposed is known, or cannot be. */
	#looked(look: TokenizerLook | null): void {
		this.look = look;
		this.looksAtTokenizers = false;
		if (this.phase === 'running') {
			this.#import();
		}
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
				if (command.type === 'tokenizers') {
					return this.#looked(null); // the import reports what is wrong
				}
				this.failure = failure;
				// What went wrong with another way to understand a table, or with its import, leaves the one before.
				if (command.type === 'import' && this.guess) {
					this.phase = 'table';
					this.progress = null;
				} else if (this.phase !== 'table') {
					this.#end();
				} else if (this.#tokenizers && this.looksAtTokenizers) {
					this.#ask(this.#tokenizers); // it was given up for that
				}
			},
		});
	}

	#receiveAnswer(answer: ImportAnswer): void {
		switch (answer.type) {
			case 'guessed':
				this.phase = 'table';
				this.guess = answer.guess;
				this.look = null;
				this.looksAtTokenizers = false;
				return;
			case 'tokenizers':
				return this.#looked(answer.look);
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
