import { readImportReport, type ImportReport } from './import-report.ts';
import {
	unroll_import_report,
	unroll_corpus_options,
	unroll_csv_guess,
	unroll_csv_wish,
	unroll_encoding,
	unroll_files,
	unroll_import_kind,
	unroll_import_options,
	unroll_table_label,
	UNROLL_MOST_PASSAGES,
	WASM_INITIAL_MEMORY,
	WASM_STACK,
	type ImporterExports,
	type unroll_csv_layout,
	type unroll_csv_question,
	type unroll_dataset,
	type unroll_label_meaning,
	type unroll_label_rule,
	unroll_tokenizer,
} from './boundary.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Importer } from './importer.ts';
import type { Tokenizer } from './tokens.ts';
import { bool, u32, type Value, type Written } from './types.ts';

// Reviews of any kind to a corpus: include/unroll/import.h, in importer.wasm, behind plain calls.

export type ImportKind = keyof typeof unroll_import_kind;

export const delimiters = [',', '\t', ';', '|'] as const;
/** '{' is JSON, ' ' fastText. */
export type Delimiter = (typeof delimiters)[number] | '{' | ' ';

export type Encoding = keyof typeof unroll_encoding;
export const encodings = Object.keys(unroll_encoding) as Encoding[];

/** How the rows of a table are written, and which columns are what, counted from 0. */
export interface CsvLayout {
	delimiter: Delimiter;
	/** Quotes enclose cells; otherwise they are characters like others. */
	quotes: boolean;
	/** The first row names the columns. */
	header: boolean;
	columns: number;
	text: number;
	label: number;
	files: Value<typeof unroll_files>;
	/** Recognised by what is in it. */
	dataset: keyof typeof unroll_dataset;
}

/** One table, whatever it is called. */
const oneTable: CsvLayout['files'] = { kind: 'tables', several: false, tablesOnly: false, divided: false, restIsTest: false, folders: false };

/** Which labels are positive and negative: values, or numbers by two limits. Rows with others are left out. */
export interface LabelRule {
	positive: string[];
	negative: string[];
	/** Numbers up to `atMost` are negative, from `atLeast` on positive. */
	grades: { atMost: number; atLeast: number } | null;
	/** Instead: these 3 to 20 values are classes of their own, in the order of their labels; none for all that there are. */
	classes?: string[];
}

/** What is known of a table; the rest is guessed. */
export interface CsvWish extends Partial<Omit<CsvLayout, 'columns' | 'dataset'>> {
	rule?: LabelRule;
}

/** What must be asked before a table is imported. */
export type CsvQuestion = keyof typeof unroll_csv_question;

export interface TableLabel {
	/** Its most frequent spelling, whole. */
	value: string;
	/** The text of a row that has it, cut; '' where there is none. */
	example: string;
	rows: number;
	/** As is known of words and numbers, or as was wished. */
	meaning: keyof typeof unroll_label_meaning;
	/** Where the labels are numbers. */
	number: number;
}

export interface CsvGuess {
	layout: CsvLayout;
	/** Without the header. */
	rows: number;
	/** About how many bytes of memory an import of it takes; and how many more for each passage of a review. */
	memory: { reviews: number; passage: number };
	/** Of them, those with another number of columns. */
	irregular: number;
	labels: TableLabel[];
	/** There are more different values than those: it is no column of labels. */
	moreLabels: boolean;
	/** The labels are numbers, and in the order of their size. */
	numbers: boolean;
	question: CsvQuestion;
	/** As wished, or as is known or proposed. */
	rule: LabelRule;
	/** Its first rows, the header among them: cells, cut where they are long. */
	preview: string[][];
}

/** The words of a model, and below what its ids are. */
export interface ModelVocabulary {
	tokenizer: Tokenizer;
	text: string;
	words: number;
}

export interface ImportOptions {
	/** What texts are cut into. */
	tokenizer: Tokenizer;
	/** subwords: at most so many merges are learned, 1 to 16,000. */
	subwords: number;
	/** Ids are below this: 4 to 65,536. */
	words: number;
	/** The last ids of a review that are kept; 0 keeps all. */
	tail: number;
	/** Reviews of each half; 0 keeps all. */
	limit: number;
	/** Passages of each training review that are added, 0 to 100. */
	passages: number;
	/** imdb and keras: leave the test half out. */
	trainOnly: boolean;
	/** csv: share of the rows of each label that becomes the test half, 0 to 0.9. */
	testShare: number;
	/** csv: as guessed, or corrected. */
	layout: CsvLayout | null;
	/** csv: as guessed, or as the user says. */
	rule: LabelRule | null;
	/** csv: where the reviews come from; the engine keeps 95 bytes. */
	source: string;
	/** Of a model that is to be evaluated on the reviews, in place of a tokenizer and words of theirs; null otherwise. */
	vocabulary: ModelVocabulary | null;
}

export const defaultImportOptions: ImportOptions = {
	tokenizer: 'words',
	subwords: 8000,
	words: 10000,
	tail: 200,
	limit: 0,
	passages: 0,
	trainOnly: false,
	testShare: 0.2,
	layout: null,
	rule: null,
	source: '',
	vocabulary: null,
};

/** `vocabulary` is a pointer to one in the engine, or 0. */
const corpusToEngine = ({ tokenizer, subwords, words, tail, limit, passages, ...options }: ImportOptions, vocabulary: number) => ({
	tokenizer,
	vocabulary,
	merges: uint32(subwords, 'subwords'),
	words: uint32(options.vocabulary?.words ?? words, 'words'),
	tail: uint32(tail, 'tail'),
	limit: uint32(limit, 'limit'),
	passages: uint32(passages, 'passages'),
	classes: 2,
});

/** Bytes that are handed to the engine at once. */
const pieceSize = 1 << 16;

const layoutToEngine = ({ delimiter, ...layout }: CsvLayout) => ({ ...layout, delimiter: delimiter.charCodeAt(0) });

const layoutFromEngine = ({ delimiter, ...layout }: Value<typeof unroll_csv_layout>): CsvLayout => ({
	...layout,
	delimiter: String.fromCharCode(delimiter) as Delimiter,
});

const noRule: LabelRule = { positive: [], negative: [], grades: null };

/** Borrows the texts of a rule while `use` has the rule as the engine reads it. */
const withRule = <Result>(
	{ memory }: Importer,
	{ positive, negative, grades, classes }: LabelRule,
	use: (rule: Written<typeof unroll_label_rule>) => Result,
): Result =>
	memory.borrowText(positive.join('\n'), (positiveText) =>
		memory.borrowText(negative.join('\n'), (negativeText) =>
			memory.borrowText((classes ?? []).join('\n'), (classesText) =>
				use({
					positive: positiveText,
					negative: negativeText,
					graded: grades !== null,
					atMost: grades?.atMost ?? 0,
					atLeast: grades?.atLeast ?? 0,
					several: classes !== undefined,
					classes: classesText,
				}),
			),
		),
	);

const values = (list: string): string[] => list.split('\n').filter((value) => value !== '');

const ruleFromEngine = ({ positive, negative, graded, atMost, atLeast, several, classes }: Value<typeof unroll_label_rule>): LabelRule => ({
	positive: values(positive),
	negative: values(negative),
	grades: graded ? { atMost, atLeast } : null,
	...(several && { classes: values(classes) }),
});

/** Bytes that are handed to the engine piece by piece, by way of memory of their own there. */
abstract class Taker extends EngineObject<ImporterExports> {
	readonly #piece: number;

	constructor(runtime: Importer, pointer: number, destroy: (pointer: number) => void) {
		super(runtime, pointer, destroy);
		try {
			this.#piece = runtime.memory.allocate(pieceSize);
		} catch (error) {
			super.close();
			throw error;
		}
	}

	override close(): void {
		super.close();
		this.runtime.memory.release(this.#piece);
	}

	protected beginWith(name: string, begin: (taker: number, name: number, wanted: number, error: number) => number): boolean {
		return this.runtime.memory.borrowText(name, (text) =>
			this.runtime.result(bool, (wanted, error) => begin(this.pointer, text, wanted, error)),
		);
	}

	protected hand(bytes: Uint8Array, take: (taker: number, piece: number, size: number, error: number) => number): void {
		for (let start = 0; start < bytes.length; start += pieceSize) {
			const piece = bytes.subarray(start, start + pieceSize);
			this.runtime.memory.writeBytes(this.#piece, piece);
			this.runtime.call((error) => take(this.pointer, this.#piece, piece.length, error));
		}
	}
}

/** What files are together, by their names with folders. */
export const arrangeFiles = (runtime: Importer, names: readonly string[]): CsvLayout['files'] =>
	runtime.memory.borrowText(names.map((name) => `${name.replaceAll('\n', ' ')}\n`).join(''), (list) =>
		runtime.result(unroll_files, (files, error) => runtime.exports.unroll_files_arrange(list, files, error)),
	);

/** A table that is looked at, from its first byte to its last; it must be closed however it ends. */
export class TableLook extends Taker {
	constructor(runtime: Importer, wish: CsvWish = {}) {
		const { exports, memory } = runtime;
		const flag = (value: boolean | undefined): number => (value === undefined ? -1 : Number(value));
		// A column is wished for by its number from 1; a null pointer leaves it to the guess.
		const withColumn = <Result>(column: number | undefined, use: (pointer: number) => Result): Result =>
			column === undefined ? use(0) : memory.borrowText(String(column + 1), use);
		const pointer = withColumn(wish.text, (text) =>
			withColumn(wish.label, (label) =>
				withRule(runtime, wish.rule ?? noRule, (labels) =>
					memory.borrow(unroll_csv_wish.size, (wished) => {
						memory.write(unroll_csv_wish, wished, {
							delimiter: wish.delimiter?.charCodeAt(0) ?? 0,
							quotes: flag(wish.quotes),
							header: flag(wish.header),
							text,
							label,
							labels,
							files: wish.files ?? oneTable,
						});
						return runtime.create((made, error) => exports.unroll_table_create(wished, made, error));
					}),
				),
			),
		);
		super(runtime, pointer, exports.unroll_table_destroy);
	}

	/** Begins a file, by its name with folders; returns whether its bytes are wanted. */
	begin(name: string): boolean {
		return this.beginWith(name, this.runtime.exports.unroll_table_begin);
	}

	/** The next bytes of the file. */
	add(bytes: Uint8Array): void {
		this.hand(bytes, this.runtime.exports.unroll_table_add);
	}

	/** The end of the file. */
	end(): CsvGuess {
		const { exports, memory } = this.runtime;
		const { words, ...guess } = this.runtime.result(unroll_csv_guess, (place, error) =>
			exports.unroll_table_end(this.pointer, place, error),
		);
		const rows = this.runtime.file((file, error) => exports.unroll_table_preview(this.pointer, file, error));
		const preview = new TextDecoder()
			.decode(rows)
			.split('\u001e')
			.slice(0, -1)
			.map((row) => row.split('\u001f').slice(0, -1));
		const labels = memory.borrow(unroll_table_label.size, (place) =>
			Array.from({ length: guess.labels }, (_, index): TableLabel => {
				exports.unroll_table_label_at(place, this.pointer, index);
				return memory.read(unroll_table_label, place);
			}),
		);
		const layout = layoutFromEngine(guess.layout);
		return { ...guess, layout, memory: this.#memory(words, guess.rows), rule: ruleFromEngine(guess.rule), labels, preview };
	}

	#memory(words: number, rows: number): CsvGuess['memory'] {
		const { exports, memory } = this.runtime;
		const [reviews = 0, withPassages = 0] = [0, UNROLL_MOST_PASSAGES].map((passages) =>
			memory.borrow(unroll_corpus_options.size, (options) => {
				memory.write(unroll_corpus_options, options, corpusToEngine({ ...defaultImportOptions, passages }, 0));
				return Number(exports.unroll_corpus_memory(options, BigInt(words), BigInt(rows)));
			}),
		);
		return { reviews: Math.max(WASM_INITIAL_MEMORY, WASM_STACK + reviews), passage: (withPassages - reviews) / UNROLL_MOST_PASSAGES };
	}

	/** After a failure for the encoding: which one it is, as far as that is certain; otherwise UTF-8. */
	encoding(): Encoding {
		const encoding = this.runtime.exports.unroll_table_encoding(this.pointer);
		return encodings.find((name) => unroll_encoding[name] === encoding) ?? 'utf-8';
	}

	/** Throws what must be asked before the table can be imported, as a failure. */
	check(): void {
		this.runtime.call((error) => this.runtime.exports.unroll_table_check(this.pointer, error));
	}
}

/** Makes a vocabulary in the importer; 0 for none. */
function createVocabulary(runtime: Importer, vocabulary: ModelVocabulary | null): number {
	return vocabulary
		? runtime.memory.borrowText(vocabulary.text, (text, size) =>
				runtime.create((place, error) =>
					runtime.exports.unroll_vocabulary_create_for(unroll_tokenizer[vocabulary.tokenizer], text, size, place, error),
				),
			)
		: 0;
}

/** An import takes files piece by piece; it must be closed however it ends. */
export class ReviewImport extends Taker {
	constructor(runtime: Importer, kind: ImportKind, options: ImportOptions) {
		const { memory, exports } = runtime;
		const vocabulary = createVocabulary(runtime, options.vocabulary);
		const layout = options.layout ?? { delimiter: ',', quotes: true, header: false, columns: 2, text: 0, label: 1, files: oneTable, dataset: 'other' as const };
		const pointer = withRule(runtime, options.rule ?? { ...noRule, positive: ['1'], negative: ['0'] }, (labels) =>
			memory.borrowText(options.source || kind, (source) =>
				memory.borrow(unroll_import_options.size, (place) => {
					memory.write(unroll_import_options, place, {
						corpus: corpusToEngine(options, vocabulary),
						trainOnly: options.trainOnly,
						test: options.testShare,
						csv: layoutToEngine(layout),
						labels,
						source,
					});
					return runtime.create((made, error) =>
						exports.unroll_import_create(unroll_import_kind[kind], place, made, error),
					);
				}),
			),
		);
		super(runtime, pointer, (made) => {
			exports.unroll_import_destroy(made);
			exports.unroll_vocabulary_destroy(vocabulary);
		});
	}

	/** Reviews so far. */
	get count(): number {
		return this.runtime.exports.unroll_import_count(this.pointer);
	}

	/** Begins a file; returns whether its bytes are wanted. */
	begin(name: string): boolean {
		return this.beginWith(name, this.runtime.exports.unroll_import_begin);
	}

	/** The next bytes of the file. */
	add(bytes: Uint8Array): void {
		this.hand(bytes, this.runtime.exports.unroll_import_add);
	}

	end(): void {
		this.runtime.call((error) => this.runtime.exports.unroll_import_end(this.pointer, error));
	}

	/** The next bytes of a tar archive of files. */
	unpack(bytes: Uint8Array): void {
		this.hand(bytes, this.runtime.exports.unroll_import_unpack);
	}

	/** The end of the archive. */
	unpacked(): void {
		this.runtime.call((error) => this.runtime.exports.unroll_import_unpack(this.pointer, 0, 0, error));
	}

	/** Learns up to `merges` more merges of subwords; returns how many are left, 0 where there is nothing to learn. */
	learn(merges: number): number {
		return this.runtime.result(u32, (left, error) => this.runtime.exports.unroll_import_learn(this.pointer, uint32(merges, 'merges'), left, error));
	}

	finish(): { corpusFile: Uint8Array<ArrayBuffer>; report: ImportReport } {
		const { exports, memory } = this.runtime;
		return memory.borrow(unroll_import_report.size, (report) => {
			const corpusFile = this.runtime.file((file, error) =>
				exports.unroll_import_finish(this.pointer, file, report, error),
			);
			return { corpusFile, report: readImportReport(memory.read(unroll_import_report, report)) };
		});
	}
}
