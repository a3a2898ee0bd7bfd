// Korean reviews beside the English ones: what a site offers, which of it the page begins with, and that the textbook's runs stay English.
import { afterEach, expect, test, vi } from 'vitest';
import { Library, type LibraryEvents, type LibraryWorker } from '../../src/model/library/library.svelte.ts';
import type { FromLibrary, ToLibrary } from '../../src/protocol/library.ts';
import type { Language } from '../../src/storage/preferences.ts';
import { offeredCorpora } from '../../src/worker/library/corpora.ts';
import type { SiteFile } from '../../src/worker/library/site-files.ts';

afterEach(() => vi.unstubAllGlobals());

const file = (kind: SiteFile['kind'], path: string): SiteFile => ({ kind, path, size: 9, sha256: '' });
const files = [
	file('corpus', 'corpus/imdb.safetensors.zst'),
	file('corpus', 'corpus/nsmc.safetensors.zst'),
	file('statistics', 'models/imdb-statistics.safetensors.zst'),
	file('statistics', 'models/nsmc-statistics.safetensors.zst'),
];
const offered = (...some: SiteFile[]) => offeredCorpora({ format: 'unroll-catalogue-1', files: some });

test('a site offers what it has in either language', () => {
	expect(offered(...files).map(({ id, kind, language }) => [id, kind, language])).toEqual([
		['imdb', 'official', 'en'],
		['nsmc', 'official', 'ko'],
		['synthetic', 'synthetic', 'en'],
		['synthetic-nsmc', 'synthetic', 'ko'],
	]);
	expect(offered(files[1]!).map(({ id }) => id)).toEqual(['nsmc']);
	expect(offered(file('corpus', 'corpus/reviews'), files[2]!).map(({ id }) => id)).toEqual(['imdb', 'synthetic']);
});

/** A library of a page in a language, once it is known what there is; with the reviews that it asked its worker for. */
function library(language: Language, corpora = offered(...files)) {
	const asked: string[] = [];
	const worker: LibraryWorker = {
		postMessage: (message: ToLibrary) => void (message.type === 'corpus' && asked.push(message.id)),
		onmessage: null,
		onerror: null,
		terminate: () => {},
	};
	const made = new Library(() => worker, new Proxy({} as LibraryEvents, { get: () => () => false }));
	const tell = (data: FromLibrary) => worker.onmessage?.({ data } as MessageEvent<FromLibrary>);
	made.language = language;
	made.open();
	tell({ type: 'offered', corpora });
	tell({ type: 'records', store: 'corpora', records: [] });
	return { made, asked };
}

test('the page begins with reviews in its language, and with what was chosen before', () => {
	const store = new Map<string, string>();
	vi.stubGlobal('localStorage', { getItem: (key: string) => store.get(key) ?? null, setItem: (key: string, value: string) => store.set(key, value) });
	expect(library('ko').asked).toEqual(['nsmc']);
	expect(library('en').asked, 'what nobody chose is not remembered').toEqual(['imdb']);
	expect(library('ko', offered(files[0]!, files[2]!)).asked, 'without Korean ones').toEqual(['imdb']);
	expect(library('ko', offered(files[2]!, files[3]!)).asked, 'without any of a dataset').toEqual(['synthetic-nsmc']);
	library('ko').made.choose('synthetic');
	expect(library('ko').asked).toEqual(['synthetic']);
});

test("the textbook's runs use the English reviews", () => {
	const { made, asked } = library('ko');
	made.useEnglish();
	expect([made.chosen, asked]).toEqual(['imdb', ['nsmc', 'imdb']]);
	const english = library('en');
	english.made.choose('synthetic');
	english.made.useEnglish();
	expect(english.made.chosen, 'those drawn from statistics are English too').toBe('synthetic');
});
