// Reviews of the user's own, to a corpus, in the worker. Nothing leaves this computer, and no file is ever whole in memory.
//
//   const found = await recogniseFiles(files);            what they are
//   const guess = await lookAtRows(importer, source);     of rows of text and label: columns, labels and first rows
//   const { corpusFile, report } = await importReviews(importer, files, options, onProgress, signal);
//
// Files are recognised by what is in them: aclImdb_v1.tar.gz (or the tar alone), Keras' imdb.npz with or without
// imdb_word_index.json, or texts and their labels: a table, or several files that are one by their names (unroll_files). How rows are
// written is `options.layout`: the one that lookAtRows() guessed, or as the user corrected it; without one it is guessed. What fails is a
// LoadFailure of kind 'import' (whose `problem` the page has words for), an EngineFailure (memory, settings), or the reason of `signal`
// where it was aborted. However it ends, nothing is left in the importer. `corpusFile` is what `unroll corpus` would have written, byte for byte.
import type { ImportReport } from '../../engine/import-report.ts';
import { EngineFailure } from '../../engine/failure.ts';
import {
	arrangeFiles,
	defaultImportOptions,
	ReviewImport,
	TableLook,
	type CsvLayout,
	type Encoding,
	type ImportKind,
	type ImportOptions,
} from '../../engine/import.ts';
import type { Importer } from '../../engine/importer.ts';
import type { ImportProgress, TableGuess, TableWish } from '../../protocol/library.ts';
import { counting } from './counting.ts';
import { eachChunk } from './each-chunk.ts';
import { importFailure, toImportFailure } from './failure.ts';
import type { FileTaker } from './file-taker.ts';
import { recogniseFiles, type Found } from './recognise-files.ts';
import { unpacked, ZipFiles, type FileSource } from './sources.ts';
import { TextReader } from './text-reader.ts';
import { listZip, openZipEntry } from './zip.ts';

export interface ImportResult {
	kind: ImportKind;
	corpusFile: Uint8Array<ArrayBuffer>;
	report: ImportReport;
}

/** The options of an import, with how the text of a table is encoded. */
export type TableOptions = ImportOptions & { encoding: Encoding };

/** Merges that are learned at once, and the milliseconds of learning between two looks at the messages. */
const mergesAtOnce = 20;
const learningSlice = 40;

/** Takes files as text in UTF-8, whatever their encoding. */
function asText({ begin, add, end }: FileTaker, encoding: Encoding): FileTaker {
	let text: TextReader | null = null;
	return {
		begin(name) {
			const wanted = begin(name);
			text = wanted ? new TextReader(encoding, add) : null;
			return wanted;
		},
		add: (bytes) => text?.add(bytes),
		end() {
			text?.end();
			end();
		},
	};
}

/** Lets the worker read its messages: one of them may abort the signal, which is then thrown. */
async function messagesAreRead(signal: AbortSignal | undefined): Promise<void> {
	await new Promise((resolve) => setTimeout(resolve));
	signal?.throwIfAborted();
}

interface LookOptions {
	/** Whether somebody is there to answer what must be asked; otherwise that is a failure. */
	answers?: boolean;
	signal?: AbortSignal | undefined;
}

/** What the files of a source are together. */
async function arranged(importer: Importer, source: FileSource, signal?: AbortSignal): Promise<CsvLayout['files']> {
	try {
		return arrangeFiles(importer, await source.names(() => false, signal));
	} catch (error) {
		const isMismatch = error instanceof EngineFailure && error.status === 'mismatch';
		throw isMismatch && source instanceof ZipFiles ? importFailure('zip', source.name) : error;
	}
}

/** Looks at rows of text and label, all of them, with what the user wishes. An encoding that is recognised for certain is taken. */
export async function lookAtRows(
	importer: Importer,
	source: FileSource,
	wish: TableWish = {},
	options: LookOptions = {},
): Promise<TableGuess> {
	const { answers = true, signal } = options;
	const { encoding = 'utf-8', ...known } = { ...wish, ...source.written };
	let look: TableLook | null = null;
	try {
		const files = known.files ?? (await arranged(importer, source, signal));
		const table = (look = new TableLook(importer, { ...known, files }));
		try {
			const taker = { begin: (name: string) => table.begin(name), add: (bytes: Uint8Array) => table.add(bytes), end: () => {} };
			await source.read(asText(taker, encoding), () => {}, signal);
			const guess = table.end();
			if (!answers) {
				table.check();
			}
			return { ...guess, encoding, isText: source.written === null };
		} catch (error) {
			const recognised = error instanceof EngineFailure && error.status === 'bad-text' ? table.encoding() : 'utf-8';
			if (wish.encoding || recognised === 'utf-8') {
				throw error;
			}
			return await lookAtRows(importer, source, { ...wish, encoding: recognised }, options);
		}
	} catch (error) {
		throw isUnpackingError(error) ? importFailure('damaged', source.name) : toImportFailure(error, source.name);
	} finally {
		look?.close();
	}
}

// One import while it runs: what it reads, how far it is, and whether it is to go on.
class Running {
	readonly #import: ReviewImport;
	readonly #onProgress: (progress: ImportProgress) => void;
	readonly #signal: AbortSignal | undefined;
	readonly #total: number;
	#read = 0;

	constructor(
		reviews: ReviewImport,
		total: number,
		onProgress: (progress: ImportProgress) => void,
		signal: AbortSignal | undefined,
	) {
		this.#import = reviews;
		this.#total = total;
		this.#onProgress = onProgress;
		this.#signal = signal;
	}

	#progress(): ImportProgress {
		return { reviews: this.#import.count, read: this.#read, total: this.#total };
	}

	readonly #onBytes = (count: number): void => {
		this.#read += count;
	};

	/** Passes every chunk on, and reports progress between two. */
	each(stream: ReadableStream<Uint8Array>, use: (chunk: Uint8Array) => void): Promise<void> {
		const progress = (chunk: Uint8Array) => {
			use(chunk);
			this.#onProgress(this.#progress());
		};
		return eachChunk(stream, progress, this.#signal);
	}

	async archive(file: File, packed: boolean): Promise<void> {
		const bytes = unpacked(file.stream().pipeThrough(counting(this.#onBytes)), packed);
		await this.each(bytes, (chunk) => this.#import.unpack(chunk));
		this.#import.unpacked();
	}

	/** The bytes of a file that was begun, and its end. */
	async contents(stream: ReadableStream<Uint8Array>): Promise<void> {
		await this.each(stream, (chunk) => this.#import.add(chunk));
		this.#import.end();
	}

	async plainFile(file: File, name: string): Promise<void> {
		this.#import.begin(name);
		await this.contents(file.stream().pipeThrough(counting(this.#onBytes)));
	}

	/** All files of a source. */
	async files(source: FileSource, encoding: Encoding): Promise<void> {
		const taker: FileTaker = {
			begin: (name) => this.#import.begin(name),
			add: (bytes) => this.#import.add(bytes),
			end: () => this.#import.end(),
		};
		const text = asText(taker, encoding);
		const add = (bytes: Uint8Array) => {
			text.add(bytes);
			this.#onProgress(this.#progress());
		};
		await source.read({ ...text, add }, this.#onBytes, this.#signal);
	}

	/** The pieces of words, where they are learned, in slices between which messages are read. */
	async learn(): Promise<void> {
		let left = this.#import.learn(0);
		for (const all = left; left > 0; ) {
			this.#onProgress({ ...this.#progress(), learned: 1 - left / all });
			await messagesAreRead(this.#signal);
			for (const begin = performance.now(); left > 0 && performance.now() - begin < learningSlice; ) {
				left = this.#import.learn(mergesAtOnce);
			}
		}
	}

	async npz(file: File): Promise<void> {
		for (const entry of await listZip(file)) {
			if (this.#import.begin(entry.name)) {
				await this.contents(await openZipEntry(file, entry));
			}
			this.#read += entry.packedSize;
		}
	}
}

/** Failures of the browser's own unpacking are TypeErrors without a word about what is wrong. */
async function unpacking(name: string, read: () => Promise<void>): Promise<void> {
	try {
		await read();
	} catch (error) {
		throw isUnpackingError(error) ? importFailure('damaged', name) : toImportFailure(error, name);
	}
}

const isUnpackingError = (error: unknown): boolean =>
	error instanceof TypeError || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'));

async function readFound(found: Found, running: Running, encoding: Encoding): Promise<void> {
	const { file } = found;
	switch (found.kind) {
		case 'imdb': {
			const { source, packed } = found;
			return unpacking(file.name, () => (source ? running.files(source, 'utf-8') : running.archive(file, packed)));
		}
		case 'csv':
			return unpacking(found.source.name, () => running.files(found.source, encoding));
		case 'keras': {
			const { wordIndex } = found;
			if (wordIndex) {
				await unpacking(wordIndex.name, () => running.plainFile(wordIndex, 'word_index.json'));
			}
			return unpacking(file.name, () => running.npz(file));
		}
	}
}

/** The options of an import; of rows that nobody has looked at, as they are guessed. */
async function optionsFor(
	importer: Importer,
	found: Found,
	options: Partial<TableOptions>,
	signal: AbortSignal | undefined,
): Promise<TableOptions> {
	const all: TableOptions = { ...defaultImportOptions, encoding: 'utf-8', ...options };
	if (found.kind !== 'csv') {
		return all;
	}
	const { layout, rule } = all;
	const source = all.source || found.source.name;
	if (layout && rule) {
		return { ...all, source };
	}
	const { encoding } = options;
	const wish: TableWish = { ...layout, ...(rule ? { rule } : {}), ...(encoding ? { encoding } : {}) };
	const guess = await lookAtRows(importer, found.source, wish, { answers: false, signal });
	return { ...all, layout: guess.layout, rule: guess.rule, encoding: guess.encoding, source };
}

export async function importReviews(
	importer: Importer,
	files: readonly File[],
	{ paths, ...options }: Partial<TableOptions> & { paths?: readonly string[] } = {},
	onProgress: (progress: ImportProgress) => void = () => {},
	signal?: AbortSignal,
): Promise<ImportResult> {
	signal?.throwIfAborted();
	const found = await recogniseFiles(files, paths);
	const kind: ImportKind = found.kind;
	const total = files.reduce((sum, file) => sum + file.size, 0);
	const { encoding, ...all } = await optionsFor(importer, found, options, signal);
	const reviews = new ReviewImport(importer, kind, all);
	try {
		const running = new Running(reviews, total, onProgress, signal);
		await readFound(found, running, encoding);
		await running.learn();
		const made = reviews.finish();
		await messagesAreRead(signal); // what takes seconds may have been cancelled meanwhile
		return { kind, ...made };
	} catch (error) {
		throw toImportFailure(error, found.file.name);
	} finally {
		reviews.close();
	}
}
