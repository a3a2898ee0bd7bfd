// Reviews of the user's own, to a corpus, in the worker. Nothing leaves this computer, and no file is ever whole in memory.
//
//   const found = await recogniseFiles(files);            what they are
//   const guess = await lookAtTableFile(engine, file);    of a table: columns, labels and first rows
//   const { corpusFile, account } = await importReviews(engine, files, options, onProgress, signal);
//
// Files are recognised by what is in them: aclImdb_v1.tar.gz (or the tar alone), Keras' imdb.npz with or without
// imdb_word_index.json, or one table of texts and labels. A table's layout is `options.layout`: the one that lookAtFiles()
// guessed, or as the user corrected it; without one it is guessed. What fails is a LoadFailure of kind 'import' (whose
// `problem` the page has words for), an EngineFailure (memory, settings), or the reason of `signal` where it was aborted.
// However it ends, nothing is left in the engine. `corpusFile` is what `unroll corpus` would have written, byte for byte.
import type { Account } from '../../engine/account.ts';
import type { Engine } from '../../engine/engine.ts';
import {
	defaultImportOptions,
	ReviewImport,
	TableLook,
	type CsvGuess,
	type CsvWish,
	type ImportKind,
	type ImportOptions,
} from '../../engine/import.ts';
import { importFailure, toImportFailure } from './failure.ts';
import { recognise, type FileKind } from './recognise.ts';
import { listZip, openZipEntry } from './zip.ts';

export interface ImportProgress {
	/** Reviews so far. */
	reviews: number;
	/** Bytes of the files that were read, and of all files. */
	read: number;
	total: number;
}

export interface ImportResult {
	corpusFile: Uint8Array<ArrayBuffer>;
	account: Account;
}

/** What files were found to be. */
export type Found =
	| { kind: 'imdb'; file: File; packed: boolean }
	| { kind: 'keras'; file: File; wordIndex: File | null }
	| { kind: 'csv'; file: File; packed: boolean };

/** The bytes of a file that may be packed. */
const unpacked = (bytes: ReadableStream<Uint8Array<ArrayBuffer>>, packed: boolean): ReadableStream<Uint8Array> =>
	packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;

/** Looks at a table, all of it, with what the user wishes. What must be asked is a failure where nobody is there to answer. */
export async function lookAtTableFile(
	engine: Engine,
	file: File,
	wish: CsvWish = {},
	{ packed = false, answers = true, signal }: { packed?: boolean; answers?: boolean; signal?: AbortSignal | undefined } = {},
): Promise<CsvGuess> {
	let look: TableLook | null = null;
	try {
		const table = (look = new TableLook(engine, wish));
		await eachChunk(unpacked(file.stream(), packed), (chunk) => table.add(chunk), signal);
		const guess = table.end();
		if (!answers) {
			table.check();
		}
		return guess;
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
	const indices = recognised.filter(({ kind }) => kind === 'word-index');
	const others = recognised.filter(({ kind }) => kind !== 'word-index');
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
		case 'table-packed':
			return { kind: 'csv', file, packed: kind === 'table-packed' };
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

	/** Notes bytes of the files on their way. */
	counting(): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
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
			this.#onProgress({ reviews: this.#import.count, read: this.#read, total: this.#total });
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

	async file(file: File, { name = file.name, packed = false } = {}): Promise<void> {
		this.#import.begin(name);
		await this.contents(unpacked(file.stream().pipeThrough(this.counting()), packed));
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

async function readFound(found: Found, running: Running): Promise<void> {
	switch (found.kind) {
		case 'imdb':
			return unpacking(found.file, () => running.archive(found.file, found.packed));
		case 'csv':
			return unpacking(found.file, () => running.file(found.file, found));
		case 'keras': {
			const { wordIndex } = found;
			if (wordIndex) {
				await unpacking(wordIndex, () => running.file(wordIndex, { name: 'word_index.json' }));
			}
			return unpacking(found.file, () => running.npz(found.file));
		}
	}
}

/** The options of an import; of a table that nobody has looked at, as it is guessed. */
async function optionsFor(
	engine: Engine,
	found: Found,
	options: Partial<ImportOptions>,
	signal: AbortSignal | undefined,
): Promise<ImportOptions> {
	const all = { ...defaultImportOptions, ...options };
	if (found.kind !== 'csv') {
		return all;
	}
	const { layout, rule } = all;
	const source = all.source || found.file.name;
	if (layout && rule) {
		return { ...all, source };
	}
	const wish: CsvWish = { ...layout, ...(rule ? { rule } : {}) };
	const guess = await lookAtTableFile(engine, found.file, wish, { packed: found.packed, answers: false, signal });
	return { ...all, layout: guess.layout, rule: guess.rule, source };
}

export async function importReviews(
	engine: Engine,
	files: readonly File[],
	options: Partial<ImportOptions> = {},
	onProgress: (progress: ImportProgress) => void = () => {},
	signal?: AbortSignal,
): Promise<ImportResult> {
	signal?.throwIfAborted();
	const found = await recogniseFiles(files);
	const kind: ImportKind = found.kind;
	const total = files.reduce((sum, file) => sum + file.size, 0);
	const reviews = new ReviewImport(engine, kind, await optionsFor(engine, found, options, signal));
	try {
		await readFound(found, new Running(reviews, total, onProgress, signal));
		return reviews.finish();
	} catch (error) {
		throw toImportFailure(error, found.file.name);
	} finally {
		reviews.close();
	}
}
