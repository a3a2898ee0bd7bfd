import type { Engine } from '../../engine/engine.ts';
import type { CorpusEntry } from '../../protocol/library.ts';
import { LoadFailure } from '../failures.ts';
import { unpack } from './unpack.ts';
import type { Catalogue, SiteFile, SiteFiles } from './site-files.ts';

/** The reviews of the official archive, and those that are drawn from their statistics. */
export const OFFICIAL = 'imdb';
export const SYNTHETIC = 'synthetic';

/** As many as the official training half has, always the same ones. */
const SYNTHETIC_REVIEWS = 25_000;
const SYNTHETIC_SEED = 42;

type Progress = (received: number, total: number | null) => void;

const fileOf = (catalogue: Catalogue, kind: SiteFile['kind']) => catalogue.files.find((file) => file.kind === kind);

/** The corpora that a site offers. */
export function offeredCorpora(catalogue: Catalogue): CorpusEntry[] {
	const entry = (id: string, kind: CorpusEntry['kind'], file: SiteFile | undefined): CorpusEntry[] =>
		file ? [{ id, kind, name: '', size: file.size, added: 0, account: null }] : [];
	return [
		...entry(OFFICIAL, 'official', fileOf(catalogue, 'corpus')),
		...entry(SYNTHETIC, 'synthetic', fileOf(catalogue, 'statistics')),
	];
}

export interface CorporaAround {
	files: SiteFiles;
	/** The file of a corpus that the user imported. */
	ownFile(id: string): Promise<Uint8Array<ArrayBuffer> | null>;
	catalogue(): Promise<Catalogue>;
	engine(): Promise<Engine>;
}

/** The corpus file of an entry, from wherever it is. */
export async function corpusFile(id: string, around: CorporaAround, onProgress: Progress): Promise<Uint8Array<ArrayBuffer>> {
	const offered = async (kind: SiteFile['kind']): Promise<SiteFile> => {
		const file = fileOf(await around.catalogue(), kind);
		if (!file) {
			throw new LoadFailure({ kind: 'corpus-gone', id });
		}
		return file;
	};
	if (id === OFFICIAL) {
		return unpack(await around.files.file(await offered('corpus'), onProgress));
	}
	if (id === SYNTHETIC) {
		const statistics = around.files.file(await offered('statistics'), onProgress);
		return draw(await around.engine(), unpack(await statistics));
	}
	const file = await around.ownFile(id);
	if (!file) {
		throw new LoadFailure({ kind: 'corpus-gone', id });
	}
	return file;
}

function draw(engine: Engine, file: Uint8Array): Uint8Array<ArrayBuffer> {
	const statistics = engine.openStatistics(file);
	try {
		return statistics.draw(SYNTHETIC_REVIEWS, SYNTHETIC_SEED);
	} finally {
		statistics.close();
	}
}
