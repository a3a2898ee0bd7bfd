import type { CorpusInfo, Failure } from '../protocol/types.ts';
import { toFailure } from '../worker/failures.ts';

export type FetchCorpus = (
	onProgress: (received: number, total: number | null) => void,
) => Promise<Uint8Array<ArrayBuffer>>;

// The reviews that the page trains on: how they arrive, and what they are.
export class Library {
	loading: { received: number; total: number | null } | null = $state.raw(null);
	/** What a worker said of the reviews when it opened them. */
	corpus: CorpusInfo | null = $state.raw(null);

	readonly #fetchCorpus: FetchCorpus;
	#file: Uint8Array<ArrayBuffer> | null = null;

	constructor(fetchCorpus: FetchCorpus) {
		this.#fetchCorpus = fetchCorpus;
	}

	/** Fetches the reviews; returns what failed, if anything did. */
	async load(): Promise<Failure | null> {
		this.corpus = null;
		this.loading = { received: 0, total: null };
		try {
			this.#file = await this.#fetchCorpus((received, total) => (this.loading = { received, total }));
			return null;
		} catch (error) {
			return toFailure(error);
		} finally {
			this.loading = null;
		}
	}

	/** A copy of the corpus file, for a worker to take; null before it is there. */
	file(): ArrayBuffer | null {
		return this.#file?.slice().buffer ?? null;
	}
}
