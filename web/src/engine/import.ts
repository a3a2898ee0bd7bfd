import { readAccount, type Account } from './account.ts';
import {
	unroll_account,
	unroll_csv_guess,
	unroll_csv_layout,
	unroll_csv_wish,
	unroll_import_kind,
	unroll_import_options,
} from './boundary.ts';
import { EngineObject } from './engine-object.ts';
import { uint32 } from './failure.ts';
import type { Runtime } from './runtime.ts';
import { bool, type Value } from './types.ts';

// Reviews of any kind to a corpus: include/unroll/import.h behind plain calls.

export type ImportKind = keyof typeof unroll_import_kind;

export type Delimiter = ',' | '\t' | ';';

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
}

/** What is known of a layout; the rest is guessed. */
export type CsvWish = Partial<Omit<CsvLayout, 'columns'>>;

export interface CsvGuess {
	layout: CsvLayout;
	/** Rows of the sample that were looked at, without the header. */
	rows: number;
	/** Different values of its label column, whole, eight at most; `valueCount` is how many there are, up to nine. */
	values: string[];
	valueCount: number;
	/** Which of two values is positive; '' where there are not two. */
	positive: string;
	/** Its first rows, the header among them: cells, cut where they are long. */
	preview: string[][];
}

export interface ImportOptions {
	/** Ids are below this: 4 to 65,536. */
	words: number;
	/** The last ids of a review that are kept; 0 keeps all. */
	tail: number;
	/** Reviews of each half; 0 keeps all. */
	limit: number;
	/** imdb and keras: leave the test half out. */
	trainOnly: boolean;
	/** csv: share of the rows of each label that becomes the test half, 0 to 0.9. */
	testShare: number;
	/** csv: as guessed, or corrected. */
	layout: CsvLayout | null;
	/** csv: values of the label column, compared whole; '' is guessed. Where both are given, rows with others are skipped. */
	positive: string;
	negative: string;
	/** csv: where the reviews come from; the engine keeps 95 bytes. */
	source: string;
}

export const defaultImportOptions: ImportOptions = {
	words: 10000,
	tail: 200,
	limit: 0,
	trainOnly: false,
	testShare: 0.2,
	layout: null,
	positive: '',
	negative: '',
	source: '',
};

const previewRows = 12;
/** Bytes that are handed to the engine at once. */
const pieceSize = 1 << 16;

const layoutToEngine = ({ delimiter, ...layout }: CsvLayout) => ({ ...layout, delimiter: delimiter.charCodeAt(0) });

const layoutFromEngine = ({ delimiter, ...layout }: Value<typeof unroll_csv_layout>): CsvLayout => ({
	...layout,
	delimiter: String.fromCharCode(delimiter) as Delimiter,
});

/** Guesses the layout of a table from the bytes at its beginning; `whole` says that they are all of it. */
export function lookAtTable(runtime: Runtime, sample: Uint8Array, whole: boolean, wish: CsvWish = {}): CsvGuess {
	const { exports, memory } = runtime;
	const flag = (value: boolean | undefined): number => (value === undefined ? -1 : Number(value));
	// A column is wished for by its number from 1; a null pointer leaves it to the guess.
	const withColumn = <Result>(column: number | undefined, use: (pointer: number) => Result): Result =>
		column === undefined ? use(0) : memory.borrowText(String(column + 1), use);
	return memory.borrowBytes(sample, (bytes, size) => {
		const guess = withColumn(wish.text, (text) =>
			withColumn(wish.label, (label) =>
				memory.borrow(unroll_csv_wish.size, (wished) => {
					memory.write(unroll_csv_wish, wished, {
						delimiter: wish.delimiter?.charCodeAt(0) ?? 0,
						quotes: flag(wish.quotes),
						header: flag(wish.header),
						text,
						label,
					});
					return memory.borrow(unroll_csv_guess.size, (place) => {
						runtime.call((error) => exports.unroll_csv_look(bytes, size, Number(whole), wished, place, error));
						const { memory: _, ...found } = memory.read(unroll_csv_guess, place);
						exports.unroll_csv_guess_release(place);
						return found;
					});
				}),
			),
		);
		const rows = memory.borrow(unroll_csv_layout.size, (layout) => {
			memory.write(unroll_csv_layout, layout, guess.layout);
			return runtime.file((file, error) => exports.unroll_csv_preview(bytes, size, layout, previewRows, file, error));
		});
		const preview = new TextDecoder()
			.decode(rows)
			.split('\u001e')
			.slice(0, -1)
			.map((row) => row.split('\u001f').slice(0, -1));
		const values = guess.values.slice(0, guess.valueCount);
		const positive = values.length === 2 ? (values[guess.positive] ?? '') : '';
		return { ...guess, layout: layoutFromEngine(guess.layout), values, positive, preview };
	});
}

/** An import takes files piece by piece; it must be closed however it ends. */
export class ReviewImport extends EngineObject {
	readonly #piece: number;

	constructor(runtime: Runtime, kind: ImportKind, { words, tail, limit, ...options }: ImportOptions) {
		const { memory, exports } = runtime;
		const layout = options.layout ?? { delimiter: ',', quotes: true, header: false, columns: 2, text: 0, label: 1 };
		const pointer = memory.borrowText(options.positive, (positive) =>
			memory.borrowText(options.negative, (negative) =>
				memory.borrowText(options.source || kind, (source) =>
					memory.borrow(unroll_import_options.size, (place) => {
						memory.write(unroll_import_options, place, {
							corpus: { words: uint32(words, 'words'), tail: uint32(tail, 'tail'), limit: uint32(limit, 'limit') },
							trainOnly: options.trainOnly,
							test: options.testShare,
							csv: layoutToEngine(layout),
							positive,
							negative,
							source,
						});
						return runtime.create((made, error) =>
							exports.unroll_import_create(unroll_import_kind[kind], place, made, error),
						);
					}),
				),
			),
		);
		super(runtime, pointer, exports.unroll_import_destroy);
		try {
			this.#piece = memory.allocate(pieceSize);
		} catch (error) {
			super.close();
			throw error;
		}
	}

	/** Reviews so far. */
	get count(): number {
		return this.runtime.exports.unroll_import_count(this.pointer);
	}

	/** Begins a file; returns whether its bytes are wanted. */
	begin(name: string): boolean {
		const { exports, memory } = this.runtime;
		return memory.borrowText(name, (text) =>
			this.runtime.result(bool, (wanted, error) => exports.unroll_import_begin(this.pointer, text, wanted, error)),
		);
	}

	/** The next bytes of the file. */
	add(bytes: Uint8Array): void {
		this.#hand(bytes, this.runtime.exports.unroll_import_add);
	}

	end(): void {
		this.runtime.call((error) => this.runtime.exports.unroll_import_end(this.pointer, error));
	}

	/** The next bytes of a tar archive of files. */
	unpack(bytes: Uint8Array): void {
		this.#hand(bytes, this.runtime.exports.unroll_import_unpack);
	}

	/** The end of the archive. */
	unpacked(): void {
		this.runtime.call((error) => this.runtime.exports.unroll_import_unpack(this.pointer, 0, 0, error));
	}

	finish(): { corpusFile: Uint8Array<ArrayBuffer>; account: Account } {
		const { exports, memory } = this.runtime;
		return memory.borrow(unroll_account.size, (account) => {
			const corpusFile = this.runtime.file((file, error) =>
				exports.unroll_import_finish(this.pointer, file, account, error),
			);
			return { corpusFile, account: readAccount(memory.read(unroll_account, account)) };
		});
	}

	override close(): void {
		super.close();
		this.runtime.memory.release(this.#piece);
	}

	#hand(bytes: Uint8Array, take: (reviews: number, piece: number, size: number, error: number) => number): void {
		for (let start = 0; start < bytes.length; start += pieceSize) {
			const piece = bytes.subarray(start, start + pieceSize);
			this.runtime.memory.writeBytes(this.#piece, piece);
			this.runtime.call((error) => take(this.pointer, this.#piece, piece.length, error));
		}
	}
}
