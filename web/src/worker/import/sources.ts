// Where the files of a dataset come from: chosen or dropped one by one, a folder, a zip, a tar. Whatever they come from they are handed over in
// one way, by their names with folders, and as often as is asked for.
import type { CsvWish } from '../../engine/import.ts';
import { counting } from './counting.ts';
import { eachChunk } from './each-chunk.ts';
import type { FileTaker } from './file-taker.ts';
import { TarReader } from './tar.ts';
import { listZip, openZipEntry } from './zip.ts';

export interface FileSource {
	/** The whole, in failures. */
	readonly name: string;
	/** What is known of its rows, where it is no text as somebody wrote it: then nobody needs to be asked how it is written. */
	readonly written: CsvWish | null;
	/** All files, or those up to the first that `isLast` is true of. */
	names(isLast: (name: string) => boolean, signal?: AbortSignal): Promise<string[]>;
	/** Hands over all files, and notes bytes of the source that were read. */
	read(taker: FileTaker, onBytes: (count: number) => void, signal?: AbortSignal): Promise<void>;
}

/** A file that was chosen or dropped. */
export interface GivenFile {
	file: File;
	/** Its name, with the folders that were dropped. */
	path: string;
	packed: boolean;
	/** What makes a table of it, which is text. */
	convert?: () => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

const encoder = new TextEncoder();
const inOrder = (a: string, b: string): number => {
	const [left, right] = [encoder.encode(a), encoder.encode(b)];
	const at = left.findIndex((byte, index) => byte !== right[index]);
	return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
};

export const unpacked = (bytes: ReadableStream<Uint8Array<ArrayBuffer>>, packed: boolean): ReadableStream<Uint8Array> =>
	packed ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes;

/** Up to this size a file is read at once: a stream takes longer than so many bytes. */
const SMALL = 1 << 18;

export class GivenFiles implements FileSource {
	readonly name: string;
	readonly written: CsvWish | null;
	readonly #files: readonly GivenFile[];

	constructor(files: readonly GivenFile[], written: CsvWish | null = null) {
		this.#files = [...files].sort((a, b) => inOrder(a.path, b.path));
		this.name = sourceName(files.map(({ path }) => path));
		this.written = written;
	}

	names(): Promise<string[]> {
		return Promise.resolve(this.#files.map(({ path }) => path));
	}

	async read(taker: FileTaker, onBytes: (count: number) => void, signal?: AbortSignal): Promise<void> {
		for (const given of this.#files) {
			signal?.throwIfAborted();
			if (taker.begin(given.path)) {
				await this.#readOne(given, taker, onBytes, signal);
				taker.end();
			}
		}
	}

	async #readOne({ file, packed, convert }: GivenFile, taker: FileTaker, onBytes: (count: number) => void, signal?: AbortSignal): Promise<void> {
		if (convert) {
			for await (const chunk of convert()) {
				signal?.throwIfAborted();
				taker.add(chunk);
			}
			onBytes(file.size);
		} else if (!packed && file.size <= SMALL) {
			taker.add(new Uint8Array(await file.arrayBuffer()));
			onBytes(file.size);
		} else {
			await eachChunk(unpacked(file.stream().pipeThrough(counting(onBytes)), packed), (chunk) => taker.add(chunk), signal);
		}
	}
}

export class ZipFiles implements FileSource {
	readonly name: string;
	readonly written = null;
	readonly #file: File;

	constructor(file: File) {
		this.#file = file;
		this.name = file.name;
	}

	async #entries() {
		return (await listZip(this.#file)).filter(({ name }) => !name.endsWith('/'));
	}

	async names(): Promise<string[]> {
		return (await this.#entries()).map(({ name }) => name.normalize('NFC'));
	}

	async read(taker: FileTaker, onBytes: (count: number) => void, signal?: AbortSignal): Promise<void> {
		for (const entry of await this.#entries()) {
			if (taker.begin(entry.name.normalize('NFC'))) {
				await eachChunk(await openZipEntry(this.#file, entry, onBytes), (chunk) => taker.add(chunk), signal);
				taker.end();
			}
		}
	}
}

export class TarFiles implements FileSource {
	readonly name: string;
	readonly written = null;
	readonly #file: File;
	readonly #packed: boolean;

	constructor(file: File, packed: boolean) {
		this.#file = file;
		this.#packed = packed;
		this.name = file.name;
	}

	async names(isLast: (name: string) => boolean, signal?: AbortSignal): Promise<string[]> {
		const names: string[] = [];
		let ended = false;
		const begin = (name: string) => {
			if (!ended) {
				names.push(name);
				ended = isLast(name);
			}
			return false;
		};
		const tar = new TarReader({ begin, add: () => {}, end: () => {} });
		await eachChunk(
			unpacked(this.#file.stream(), this.#packed),
			(chunk) => {
				tar.add(chunk);
				return !ended;
			},
			signal,
		);
		if (!ended) {
			tar.end();
		}
		return names;
	}

	async read(taker: FileTaker, onBytes: (count: number) => void, signal?: AbortSignal): Promise<void> {
		const tar = new TarReader(taker);
		await eachChunk(unpacked(this.#file.stream().pipeThrough(counting(onBytes)), this.#packed), (chunk) => tar.add(chunk), signal);
		tar.end();
	}
}

/** What a dataset is called by the paths of its files: the files, or the folders that were dropped. */
export const sourceName = (paths: readonly string[]): string =>
	[...new Set(paths.map((path) => path.split('/')[0] ?? path))].sort(inOrder).join(', ');
