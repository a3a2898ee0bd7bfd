import { accountValues, readAccount, type Account } from './account.ts';
import type { Engine } from './engine.ts';

// Reviews of any kind to a corpus: include/unroll/import.h behind plain calls.

export type ImportKind = 'imdb' | 'keras' | 'csv';
const kinds: ImportKind[] = ['imdb', 'keras', 'csv'];

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
	/** Different values of its label column, eight at most; `valueCount` tells how many there are, up to nine. */
	values: string[];
	valueCount: number;
	/** Which of two values is taken for the positive one; '' where there are not two. */
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
	/** csv: values of the label column; '' is guessed. Where both are told, rows with others are skipped. */
	positive: string;
	negative: string;
	/** csv: where the reviews come from. */
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
const layoutValues = 6;
const doubleSize = 8;
/** Bytes that are handed to the engine at once. */
const pieceSize = 1 << 16;

const layoutNumbers = ({ delimiter, quotes, header, columns, text, label }: CsvLayout): number[] => [
	delimiter.charCodeAt(0),
	Number(quotes),
	Number(header),
	columns,
	text,
	label,
];

function readLayout([delimiter = 0, quotes = 0, header = 0, columns = 0, text = 0, label = 0]: number[]): CsvLayout {
	const character = String.fromCharCode(delimiter) as Delimiter;
	return { delimiter: character, quotes: quotes !== 0, header: header !== 0, columns, text, label };
}

function withDoubles<Result>(engine: Engine, values: number[], use: (pointer: number) => Result): Result {
	return engine.memory.borrow(values.length * doubleSize, (pointer) => {
		engine.memory.write(pointer, new Uint8Array(new Float64Array(values).buffer));
		return use(pointer);
	});
}

/** Guesses the layout of a table from the bytes at its beginning; `whole` tells that they are all of it. */
export function lookAtTable(engine: Engine, sample: Uint8Array, whole: boolean, wish: CsvWish = {}): CsvGuess {
	const { exports, memory } = engine;
	const flag = (value: boolean | undefined): number => (value === undefined ? -1 : Number(value));
	// A column is wished for by its number from 1; a null pointer leaves it to the guess.
	const withColumn = <Result>(column: number | undefined, use: (pointer: number) => Result): Result =>
		column === undefined ? use(0) : memory.borrowText(String(column + 1), use);
	return memory.borrow(sample.length, (bytes) => {
		memory.write(bytes, sample);
		const numbers = memory.borrow((layoutValues + 3) * doubleSize, (values) => {
			withColumn(wish.text, (text) =>
				withColumn(wish.label, (label) =>
					engine.check(
						exports.csv_look(
							bytes,
							sample.length,
							Number(whole),
							wish.delimiter?.charCodeAt(0) ?? 0,
							flag(wish.quotes),
							flag(wish.header),
							text,
							label,
							values,
						),
					),
				),
			);
			return [...memory.doubles(values, layoutValues + 3)];
		});
		const layout = readLayout(numbers);
		const [rows = 0, valueCount = 0, positive = 0] = numbers.slice(layoutValues);
		const values = Array.from({ length: Math.min(valueCount, 8) }, (_, index) => memory.text(exports.csv_value(index)));
		withDoubles(engine, layoutNumbers(layout), (pointer) =>
			engine.check(exports.csv_preview(bytes, sample.length, pointer, previewRows)),
		);
		const text = new TextDecoder().decode(engine.takeFile());
		const preview = text
			.split('\u001e')
			.slice(0, -1)
			.map((row) => row.split('\u001f').slice(0, -1));
		const two = values.length === 2;
		return { layout, rows, values, valueCount, positive: two ? (values[positive] ?? '') : '', preview };
	});
}

// An import takes files piece by piece; it must be closed however it ends.
export class ReviewImport {
	readonly #engine: Engine;
	readonly #pointer: number;
	readonly #piece: number;

	constructor(engine: Engine, kind: ImportKind, options: ImportOptions) {
		const { memory, exports } = engine;
		const layout = options.layout ?? { delimiter: ',', quotes: true, header: false, columns: 2, text: 0, label: 1 };
		const numbers = [options.words, options.tail, options.limit, Number(options.trainOnly), options.testShare];
		this.#engine = engine;
		this.#piece = memory.allocate(pieceSize);
		try {
			this.#pointer = withDoubles(engine, [...numbers, ...layoutNumbers(layout)], (values) =>
				memory.borrowText(options.positive, (positive) =>
					memory.borrowText(options.negative, (negative) =>
						memory.borrowText(options.source || kind, (source) =>
							engine.handle(exports.import_create(kinds.indexOf(kind), values, positive, negative, source)),
						),
					),
				),
			);
		} catch (error) {
			memory.release(this.#piece);
			throw error;
		}
	}

	/** Reviews so far. */
	get count(): number {
		return this.#engine.exports.import_count(this.#pointer);
	}

	/** Begins a file, and tells whether its bytes are of use. */
	begin(name: string): boolean {
		const wanted = this.#engine.memory.borrowText(name, (text) =>
			this.#engine.exports.import_begin(this.#pointer, text),
		);
		if (wanted < 0) {
			throw this.#engine.lastFailure();
		}
		return wanted > 0;
	}

	/** The next bytes of the file. */
	add(bytes: Uint8Array): void {
		this.#hand(bytes, (size) => this.#engine.exports.import_add(this.#pointer, this.#piece, size));
	}

	end(): void {
		this.#engine.check(this.#engine.exports.import_end(this.#pointer));
	}

	/** The next bytes of a tar archive of files. */
	unpack(bytes: Uint8Array): void {
		this.#hand(bytes, (size) => this.#engine.exports.import_unpack(this.#pointer, this.#piece, size));
	}

	/** The end of the archive. */
	unpacked(): void {
		this.#engine.check(this.#engine.exports.import_unpack(this.#pointer, this.#piece, 0));
	}

	finish(): { corpusFile: Uint8Array<ArrayBuffer>; account: Account } {
		const { exports, memory } = this.#engine;
		return memory.borrow(accountValues * doubleSize, (values) => {
			this.#engine.check(exports.import_finish(this.#pointer, values));
			const account = readAccount(
				memory.doubles(values, accountValues),
				memory.text(exports.account_label(1)),
				memory.text(exports.account_label(0)),
			);
			return { corpusFile: this.#engine.takeFile(), account };
		});
	}

	close(): void {
		this.#engine.exports.import_destroy(this.#pointer);
		this.#engine.memory.release(this.#piece);
	}

	#hand(bytes: Uint8Array, call: (size: number) => number): void {
		for (let start = 0; start < bytes.length; start += pieceSize) {
			const piece = bytes.subarray(start, start + pieceSize);
			this.#engine.memory.write(this.#piece, piece);
			this.#engine.check(call(piece.length));
		}
	}
}
