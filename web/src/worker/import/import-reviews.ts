// Reviews of the user's own, to a corpus, in the worker. Nothing leaves this computer, and no file is ever whole in memory.
//
//   const found = await lookAtFiles(engine, files);       what they are; of a table also columns, labels and first rows
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
	lookAtTable,
	ReviewImport,
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
	| { kind: 'csv'; file: File; guess: CsvGuess };

const sampleSize = 1 << 18;

/** Looks at the beginning of a table, with what the user wishes. */
export async function lookAtTableFile(engine: Engine, file: File, wish: CsvWish = {}): Promise<CsvGuess> {
	const sample = new Uint8Array(await file.slice(0, sampleSize).arrayBuffer());
	try {
		return lookAtTable(engine, sample, file.size <= sampleSize, wish);
	} catch (error) {
		throw toImportFailure(error, file.name);
	}
}

export async function lookAtFiles(engine: Engine, files: readonly File[], wish: CsvWish = {}): Promise<Found> {
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
			return { kind: 'csv', file, guess: await lookAtTableFile(engine, file, wish) };
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

	/** Passes every chunk on; reports progress between two, and ends where the signal aborts. */
	async each(stream: ReadableStream<Uint8Array>, use: (chunk: Uint8Array) => void): Promise<void> {
		const reader = stream.getReader();
		try {
			for (;;) {
				this.#signal?.throwIfAborted();
				const { done, value } = await reader.read();
				if (done) {
					return;
				}
				use(value);
				this.#onProgress({ reviews: this.#import.count, read: this.#read, total: this.#total });
			}
		} finally {
			reader.cancel().catch(() => {});
		}
	}

	async archive(file: File, packed: boolean): Promise<void> {
		const bytes: ReadableStream<Uint8Array<ArrayBuffer>> = file.stream().pipeThrough(this.counting());
		const tar = packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;
		await this.each(tar, (chunk) => this.#import.unpack(chunk));
		this.#import.unpacked();
	}

	/** The bytes of a file that was begun, and its end. */
	async contents(stream: ReadableStream<Uint8Array>): Promise<void> {
		await this.each(stream, (chunk) => this.#import.add(chunk));
		this.#import.end();
	}

	async plainFile(file: File, name = file.name): Promise<void> {
		this.#import.begin(name);
		await this.contents(file.stream().pipeThrough(this.counting()));
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
			return unpacking(found.file, () => running.plainFile(found.file));
		case 'keras': {
			const { wordIndex } = found;
			if (wordIndex) {
				await unpacking(wordIndex, () => running.plainFile(wordIndex, 'word_index.json'));
			}
			return unpacking(found.file, () => running.npz(found.file));
		}
	}
}

function optionsFor(found: Found, options: Partial<ImportOptions>): ImportOptions {
	const all = { ...defaultImportOptions, ...options };
	if (found.kind !== 'csv') {
		return all;
	}
	return { ...all, layout: all.layout ?? found.guess.layout, source: all.source || found.file.name };
}

export async function importReviews(
	engine: Engine,
	files: readonly File[],
	options: Partial<ImportOptions> = {},
	onProgress: (progress: ImportProgress) => void = () => {},
	signal?: AbortSignal,
): Promise<ImportResult> {
	signal?.throwIfAborted();
	const found = await lookAtFiles(engine, files, options.layout ?? {});
	const kind: ImportKind = found.kind;
	const total = files.reduce((sum, file) => sum + file.size, 0);
	const reviews = new ReviewImport(engine, kind, optionsFor(found, options));
	try {
		await readFound(found, new Running(reviews, total, onProgress, signal));
		return reviews.finish();
	} catch (error) {
		throw toImportFailure(error, found.file.name);
	} finally {
		reviews.close();
	}
}
