// Reviews of the user's own, to a corpus, in the worker. Nothing leaves this computer, and no file is ever whole in memory.
//
//   const found = await recogniseFiles(files);            what they are
//   const guess = await lookAtTableFile(importer, file);    of a table: columns, labels and first rows
//   const { corpusFile, account } = await importReviews(importer, files, options, onProgress, signal);
//
// Files are recognised by what is in them: aclImdb_v1.tar.gz (or the tar alone), Keras' imdb.npz with or without
// imdb_word_index.json, or one table of texts and labels. A table's layout is `options.layout`: the one that lookAtFiles()
// guessed, or as the user corrected it; without one it is guessed. What fails is a LoadFailure of kind 'import' (whose
// `problem` the page has words for), an EngineFailure (memory, settings), or the reason of `signal` where it was aborted.
// However it ends, nothing is left in the importer. `corpusFile` is what `unroll corpus` would have written, byte for byte.
import type { Account } from '../../engine/account.ts';
import { EngineFailure } from '../../engine/failure.ts';
import {
	defaultImportOptions,
	ReviewImport,
	TableLook,
	type Encoding,
	type ImportKind,
	type ImportOptions,
} from '../../engine/import.ts';
import type { Importer } from '../../engine/importer.ts';
import type { TableGuess, TableWish } from '../../protocol/library.ts';
import { importFailure, toImportFailure } from './failure.ts';
import { recognise, type FileKind } from './recognise.ts';
import { textOf } from './text-stream.ts';
import { findTable, listZip, openZipEntry } from './zip.ts';

export interface ImportProgress {
	/** Reviews so far. */
	reviews: number;
	/** Bytes of the files that were read, and of all files. */
	read: number;
	total: number;
	/** The share of the merges of subwords that have been learned, once everything was read. */
	learned?: number;
}

export interface ImportResult {
	corpusFile: Uint8Array<ArrayBuffer>;
	account: Account;
}

/** The options of an import, with how the text of a table is encoded. */
export type TableOptions = ImportOptions & { encoding: Encoding };

/** What files were found to be. */
export type Found =
	| { kind: 'imdb'; file: File; packed: boolean }
	| { kind: 'keras'; file: File; wordIndex: File | null }
	| { kind: 'csv'; file: File; packing: Packing };

/** How a table is packed. */
type Packing = 'plain' | 'gzip' | 'zip';
/** Notes bytes of the files on their way. */
type Counting = TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>;

const unpacked = (bytes: ReadableStream<Uint8Array<ArrayBuffer>>, packed: boolean): ReadableStream<Uint8Array> =>
	packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;

/** Merges that are learned between two looks at the messages: some milliseconds. */
const mergesAtOnce = 50;

/** The text of a table, as the importer reads it. */
async function openTable(
	file: File,
	{ packing = 'plain', encoding = 'utf-8', counting }: { packing?: Packing; encoding?: Encoding; counting?: Counting },
): Promise<ReadableStream<Uint8Array>> {
	if (packing === 'zip') {
		const found = await findTable(file);
		if (!('table' in found)) {
			throw importFailure('zip', file.name, found.names.join(', '));
		}
		return textOf(await openZipEntry(file, found.table), encoding);
	}
	const bytes: ReadableStream<Uint8Array<ArrayBuffer>> = file.stream();
	return textOf(unpacked(counting ? bytes.pipeThrough(counting) : bytes, packing === 'gzip'), encoding);
}

interface LookOptions {
	packing?: Packing;
	/** Whether somebody is there to answer what must be asked; otherwise that is a failure. */
	answers?: boolean;
	signal?: AbortSignal | undefined;
}

/** Looks at a table, all of it, with what the user wishes. An encoding that is recognised for certain is taken. */
export async function lookAtTableFile(
	importer: Importer,
	file: File,
	wish: TableWish = {},
	options: LookOptions = {},
): Promise<TableGuess> {
	const { packing = 'plain', answers = true, signal } = options;
	const { encoding = 'utf-8', ...known } = wish;
	let look: TableLook | null = null;
	try {
		const table = (look = new TableLook(importer, known));
		try {
			await eachChunk(await openTable(file, { packing, encoding }), (chunk) => table.add(chunk), signal);
			const guess = table.end();
			if (!answers) {
				table.check();
			}
			return { ...guess, encoding };
		} catch (error) {
			const recognised = error instanceof EngineFailure && error.status === 'bad-text' ? table.encoding() : 'utf-8';
			if (wish.encoding || recognised === 'utf-8') {
				throw error;
			}
			return await lookAtTableFile(importer, file, { ...wish, encoding: recognised }, options);
		}
	} catch (error) {
		throw isUnpackingError(error) ? importFailure('damaged', file.name) : toImportFailure(error, file.name);
	} finally {
		look?.close();
	}
}

/** Passes every chunk on, and ends where the signal aborts. */
async function eachChunk(
	stream: ReadableStream<Uint8Array>,
	use: (chunk: Uint8Array) => void,
	signal: AbortSignal | undefined,
): Promise<void> {
	const reader = stream.getReader();
	try {
		for (;;) {
			signal?.throwIfAborted();
			const { done, value } = await reader.read();
			if (done) {
				return;
			}
			use(value);
		}
	} finally {
		reader.cancel().catch(() => {});
	}
}

/** What files are, by what is in them. */
export async function recogniseFiles(files: readonly File[]): Promise<Found> {
	const recognised: { file: File; kind: FileKind }[] = [];
	for (const file of files) {
		recognised.push({ file, kind: await recognise(file) });
	}
	const unknown = recognised.find(({ kind }) => kind === 'unknown' || kind === 'corpus');
	if (unknown) {
		throw importFailure('unknown-file', unknown.file.name);
	}
	const withArrays = recognised.some(({ kind }) => kind === 'npz');
	const isIndex = ({ kind }: { kind: FileKind }) => kind === 'word-index' || (withArrays && kind === 'objects');
	const indices = recognised.filter(isIndex);
	const others = recognised.filter((one) => !isIndex(one));
	const [first] = others;
	if (!first) {
		throw importFailure(indices.length > 0 ? 'word-index-alone' : 'unknown-file', indices[0]?.file.name ?? '');
	}
	if (others.length > 1 || indices.length > (first.kind === 'npz' ? 1 : 0)) {
		throw importFailure('several-files', recognised.map(({ file }) => file.name).join(', '));
	}
	const { file, kind } = first;
	switch (kind) {
		case 'npz':
			return { kind: 'keras', file, wordIndex: indices[0]?.file ?? null };
		case 'table':
		case 'objects':
			return { kind: 'csv', file, packing: 'plain' };
		case 'table-packed':
			return { kind: 'csv', file, packing: 'gzip' };
		case 'zip':
			return { kind: 'csv', file, packing: 'zip' };
		default:
			return { kind: 'imdb', file, packed: kind === 'archive-packed' };
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

	counting(): Counting {
		return new TransformStream({
			transform: (chunk, controller) => {
				this.#read += chunk.length;
				controller.enqueue(chunk);
			},
		});
	}

	/** Passes every chunk on, and reports progress between two. */
	each(stream: ReadableStream<Uint8Array>, use: (chunk: Uint8Array) => void): Promise<void> {
		const progress = (chunk: Uint8Array) => {
			use(chunk);
			this.#onProgress(this.#progress());
		};
		return eachChunk(stream, progress, this.#signal);
	}

	async archive(file: File, packed: boolean): Promise<void> {
		await this.each(unpacked(file.stream().pipeThrough(this.counting()), packed), (chunk) => this.#import.unpack(chunk));
		this.#import.unpacked();
	}

	/** The bytes of a file that was begun, and its end. */
	async contents(stream: ReadableStream<Uint8Array>): Promise<void> {
		await this.each(stream, (chunk) => this.#import.add(chunk));
		this.#import.end();
	}

	async plainFile(file: File, name: string): Promise<void> {
		this.#import.begin(name);
		await this.contents(file.stream().pipeThrough(this.counting()));
	}

	async table(file: File, packing: Packing, encoding: Encoding): Promise<void> {
		this.#import.begin(file.name);
		await this.contents(await openTable(file, { packing, encoding, counting: this.counting() }));
	}

	/** The pieces of words, where they are learned, in slices between which messages are read. */
	async learn(): Promise<void> {
		for (let left = this.#import.learn(0), all = left; left > 0; left = this.#import.learn(mergesAtOnce)) {
			this.#onProgress({ ...this.#progress(), learned: 1 - left / all });
			await new Promise((resolve) => setTimeout(resolve));
			this.#signal?.throwIfAborted();
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
async function unpacking(file: File, read: () => Promise<void>): Promise<void> {
	try {
		await read();
	} catch (error) {
		throw isUnpackingError(error) ? importFailure('damaged', file.name) : toImportFailure(error, file.name);
	}
}

const isUnpackingError = (error: unknown): boolean =>
	error instanceof TypeError || (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'));

async function readFound(found: Found, running: Running, encoding: Encoding): Promise<void> {
	switch (found.kind) {
		case 'imdb':
			return unpacking(found.file, () => running.archive(found.file, found.packed));
		case 'csv':
			return unpacking(found.file, () => running.table(found.file, found.packing, encoding));
		case 'keras': {
			const { wordIndex } = found;
			if (wordIndex) {
				await unpacking(wordIndex, () => running.plainFile(wordIndex, 'word_index.json'));
			}
			return unpacking(found.file, () => running.npz(found.file));
		}
	}
}

/** The options of an import; of a table that nobody has looked at, as it is guessed. */
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
	const source = all.source || found.file.name;
	if (layout && rule) {
		return { ...all, source };
	}
	const { encoding } = options;
	const wish: TableWish = { ...layout, ...(rule ? { rule } : {}), ...(encoding ? { encoding } : {}) };
	const guess = await lookAtTableFile(importer, found.file, wish, { packing: found.packing, answers: false, signal });
	return { ...all, layout: guess.layout, rule: guess.rule, encoding: guess.encoding, source };
}

export async function importReviews(
	importer: Importer,
	files: readonly File[],
	options: Partial<TableOptions> = {},
	onProgress: (progress: ImportProgress) => void = () => {},
	signal?: AbortSignal,
): Promise<ImportResult> {
	signal?.throwIfAborted();
	const found = await recogniseFiles(files);
	const kind: ImportKind = found.kind;
	const total = files.reduce((sum, file) => sum + file.size, 0);
	const { encoding, ...all } = await optionsFor(importer, found, options, signal);
	const reviews = new ReviewImport(importer, kind, all);
	try {
		const running = new Running(reviews, total, onProgress, signal);
		await readFound(found, running, encoding);
		await running.learn();
		return reviews.finish();
	} catch (error) {
		throw toImportFailure(error, found.file.name);
	} finally {
		reviews.close();
	}
}
