import type { CorpusEntry } from '../../protocol/library.ts';
import { LoadFailure } from '../failures.ts';
import { unpackCorpus } from './unpack-corpus.ts';
import type { Shelves } from './shelves.ts';
import type { Catalogue, SiteFile, SiteFiles } from './site-files.ts';

/** The reviews of the official archive. */
export const OFFICIAL = 'imdb';

type Progress = (received: number, total: number | null) => void;

const fileOf = (catalogue: Catalogue, kind: SiteFile['kind']) => catalogue.files.find((file) => file.kind === kind);

/** The corpora that a site offers. */
export function offeredCorpora(catalogue: Catalogue): CorpusEntry[] {
	const entry = (id: string, kind: CorpusEntry['kind'], file: SiteFile | undefined): CorpusEntry[] =>
		file ? [{ id, kind, name: '', size: file.size, added: 0 }] : [];
	return entry(OFFICIAL, 'official', fileOf(catalogue, 'corpus'));
}

export interface CorporaAround {
	files: SiteFiles;
	shelves: Shelves;
	catalogue(): Promise<Catalogue>;
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
		return unpackCorpus(await around.files.file(await offered('corpus'), onProgress));
	}
	const file = await around.shelves.file('corpora', id, 'corpus');
	if (!file) {
		throw new LoadFailure({ kind: 'corpus-gone', id });
	}
	return file;
}
