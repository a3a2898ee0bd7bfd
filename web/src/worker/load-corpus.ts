import { decompress } from 'fzstd';
import type { Corpus, Engine } from '../engine/engine.ts';
import { EngineFailure, status } from '../engine/failure.ts';
import { LoadFailure } from './failures.ts';
import { fetchFile } from './fetch-file.ts';

// The one place that knows how the corpus is packed: a safetensors file in Zstandard, which takes a sixth less
// than gzip. Some servers unpack a file on its way, so what arrives may be the plain one.
const isZstandard = (bytes: Uint8Array) =>
	bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;

export function unpackCorpus(bytes: Uint8Array<ArrayBuffer>): Uint8Array {
	if (!isZstandard(bytes)) {
		return bytes;
	}
	try {
		return decompress(bytes);
	} catch {
		throw new LoadFailure({ kind: 'corpus-damaged', subject: 'zstd' });
	}
}

export type FetchedCorpus = (engine: Engine) => Corpus;

/** Fetches and unpacks a corpus; it can be opened as soon as the engine is there. */
export async function fetchCorpus(
	url: string,
	onProgress: (received: number, total: number | null) => void,
): Promise<FetchedCorpus> {
	const file = unpackCorpus(await fetchFile(url, 'corpus-missing', onProgress));
	return (engine) => {
		try {
			return engine.openCorpus(file);
		} catch (error) {
			if (error instanceof EngineFailure && error.status === status.badFile) {
				throw new LoadFailure({ kind: 'corpus-damaged', subject: error.subject });
			}
			throw error;
		}
	};
}
