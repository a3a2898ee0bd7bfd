import type { Engine } from '../../engine/engine.ts';
import type { CorpusEntry } from '../../protocol/library.ts';
import type { Language } from '../../storage/preferences.ts';
import { LoadFailure } from '../failures.ts';
import { unpack } from './unpack.ts';
import type { Catalogue, SiteFile, SiteFiles } from './site-files.ts';

/** What a site may have, in this order: reviews of a dataset, and those that are drawn from their statistics. */
const offers: { id: string; kind: 'official' | 'synthetic'; language: Language; file: SiteFile['kind'] }[] = [
	{ id: 'imdb', kind: 'official', language: 'en', file: 'corpus' },
	{ id: 'nsmc', kind: 'official', language: 'ko', file: 'corpus' },
	{ id: 'synthetic', kind: 'synthetic', language: 'en', file: 'statistics' },
	{ id: 'synthetic-nsmc', kind: 'synthetic', language: 'ko', file: 'statistics' },
];

/** As many as the official training half has, always the same ones. */
const SYNTHETIC_REVIEWS = 25_000;
const SYNTHETIC_SEED = 42;

type Progress = (received: number, total: number | null) => void;

/** By the name of the file: NSMC's reviews are Korean. */
const languageOf = ({ path }: SiteFile): Language => (/(^|\/)(nsmc|korean|ko)\b/.test(path) ? 'ko' : 'en');

const fileOf = (catalogue: Catalogue, { file: kind, language }: (typeof offers)[number]) =>
	catalogue.files.find((file) => file.kind === kind && languageOf(file) === language);

/** The language of the test reviews that a file has; null where it has others. */
export const testReviewsOf = (file: SiteFile): Language | null => (file.kind === 'test' ? languageOf(file) : null);

/** The corpora that a site offers. */
export function offeredCorpora(catalogue: Catalogue): CorpusEntry[] {
	return offers.flatMap((offer) => {
		const { id, kind, language } = offer;
		const file = fileOf(catalogue, offer);
		const test = catalogue.files.find((other) => kind === 'official' && testReviewsOf(other) === language);
		const entry = { id, kind, language, name: '', added: 0, account: null };
		return file ? [{ ...entry, size: file.size, ...(test && { testSize: test.size }) }] : [];
	});
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
	const offer = offers.find((one) => one.id === id);
	const siteFile = offer && fileOf(await around.catalogue(), offer);
	if (siteFile) {
		const file = around.files.file(siteFile, onProgress);
		return offer.kind === 'official' ? unpack(await file) : draw(await around.engine(), unpack(await file));
	}
	const own = offer ? null : await around.ownFile(id);
	if (!own) {
		throw new LoadFailure({ kind: 'corpus-gone', id });
	}
	return own;
}

function draw(engine: Engine, file: Uint8Array): Uint8Array<ArrayBuffer> {
	const statistics = engine.openStatistics(file);
	try {
		return statistics.draw(SYNTHETIC_REVIEWS, SYNTHETIC_SEED);
	} finally {
		statistics.close();
	}
}
