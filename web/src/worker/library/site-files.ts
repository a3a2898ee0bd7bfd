import type { ModelFacts } from '../../protocol/library.ts';
import type { Failure } from '../../protocol/types.ts';
import { answered } from '../../storage/answered.ts';
import { LoadFailure } from '../failures.ts';
import { fetchFile } from '../fetch-file.ts';
import { safetensorsParts } from './safetensors.ts';

// The files of a site besides the page: reviews, statistics and models. scripts/catalogue.mjs lists them with their
// digests, and each is stored in the browser's cache under its digest: a file is fetched once, is whole, and is never
// another one than the catalogue says.

export interface SiteFile extends ModelFacts {
	kind: 'corpus' | 'test' | 'statistics' | 'model';
	/** Relative to the page. */
	path: string;
	size: number;
	sha256: string;
}

export interface Catalogue {
	format: 'unroll-catalogue-1';
	files: SiteFile[];
}

/** What is used of a Cache. */
export interface FileCache {
	match(url: string): Promise<Response | undefined>;
	put(url: string, response: Response): Promise<void>;
	keys(): Promise<readonly Request[]>;
	delete(request: Request): Promise<boolean>;
}

type Progress = (received: number, total: number | null) => void;

export class SiteFiles {
	readonly #site: string;
	readonly #openCache: () => Promise<FileCache>;
	/** As soon as it is open: null before, where it does not open in time, and where there is none. */
	#cache: Promise<FileCache | null> | null = null;
	#opening: Promise<FileCache> | null = null;
	/** A file could be fetched, but not stored: the disk is full. */
	onNotKept: (error: unknown) => void = () => {};

	/** `site` is the page's folder; `openCache` may throw: plain HTTP has no caches, and storage may be blocked. */
	constructor(site: string, openCache: () => Promise<FileCache>) {
		this.#site = site;
		this.#openCache = openCache;
	}

	/** The catalogue as the site has it now; without a network, as it was. */
	async catalogue(): Promise<Catalogue> {
		const url = new URL('catalogue.json', this.#site).href;
		void this.#theCache(); // it opens meanwhile
		let bytes: Uint8Array<ArrayBuffer>;
		try {
			bytes = await fetchFile(url, 'catalogue-missing');
		} catch (error) {
			const kept = await this.#kept(url);
			if (!kept) {
				throw error;
			}
			return readCatalogue(kept, url);
		}
		const catalogue = readCatalogue(bytes, url);
		void this.#keep(url, bytes);
		return catalogue;
	}

	/** One file, from the cache or the network. */
	async file(file: SiteFile, onProgress: Progress = () => {}): Promise<Uint8Array<ArrayBuffer>> {
		const url = this.#urlOf(file);
		const kept = await this.#kept(url);
		if (kept) {
			return kept;
		}
		const missing = file.kind === 'model' ? 'model-missing' : 'corpus-missing';
		const bytes = await fetchFile(url, missing, (received) => onProgress(received, file.size));
		if (!(await isWhole(bytes, file.sha256))) {
			const damaged = file.kind === 'model' ? { kind: 'file-damaged', url } : { kind: 'corpus-damaged', subject: 'SHA-256' };
			throw new LoadFailure(damaged as Failure);
		}
		void this.#keep(url, bytes); // without waiting for the disk
		return bytes;
	}

	/** Removes what no catalogue names any more; where the cache fails it stays for another visit. */
	async forgetOthers(files: SiteFile[]): Promise<void> {
		const wanted = new Set(files.map((file) => this.#urlOf(file)));
		try {
			const cache = await this.#theCache();
			for (const request of cache ? await answered(cache.keys()) : []) {
				if (request.url.includes('?') && !wanted.has(request.url)) {
					await cache?.delete(request);
				}
			}
		} catch {
			// it could not be read
		}
	}

	#urlOf({ path, sha256 }: SiteFile): string {
		return new URL(`${path}?${sha256.slice(0, 16)}`, this.#site).href;
	}

	#theCache(): Promise<FileCache | null> {
		if (!this.#cache) {
			this.#opening = (async () => this.#openCache())(); // what it throws is a rejection
			this.#cache = answered(this.#opening).catch(() => null);
			void this.#opening.then((late) => (this.#cache = Promise.resolve(late))).catch(() => {});
		}
		return this.#cache;
	}

	/** What the cache has under an address, or null: also where it cannot be read, or does not answer. */
	async #kept(url: string): Promise<Uint8Array<ArrayBuffer> | null> {
		try {
			const cache = await this.#theCache();
			const kept = cache && (await answered(cache.match(url)));
			return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
		} catch {
			return null;
		}
	}

	async #keep(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
		const copy = new Response(bytes); // made at once: the caller may transfer the bytes
		try {
			void this.#theCache();
			const cache = await this.#opening?.catch(() => null); // however late
			await cache?.put(url, copy);
		} catch (error) {
			this.onNotKept(error);
		}
	}
}

function readCatalogue(bytes: Uint8Array, url: string): Catalogue {
	try {
		const catalogue = JSON.parse(new TextDecoder().decode(bytes)) as Catalogue;
		if (catalogue.format === 'unroll-catalogue-1' && Array.isArray(catalogue.files)) {
			return catalogue;
		}
	} catch {
		// no JSON
	}
	throw new LoadFailure({ kind: 'file-damaged', url });
}

// The file has the digest of the catalogue; or, where a server unpacked it on its way, its data has the one that is stated
// in it. Pages that are not served securely have no digests: there the engine finds what is damaged.
async function isWhole(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
	if (!globalThis.crypto?.subtle || (await digest(bytes)) === sha256) {
		return true;
	}
	const parts = safetensorsParts(bytes);
	return parts !== null && (await digest(parts.data)) === parts.metadata.sha256;
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
	const values = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(values, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
