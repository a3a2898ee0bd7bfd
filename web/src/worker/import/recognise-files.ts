// What the user's files are, by what is in them and what they are called.
import { decompress } from 'fzstd';
import { importFailure } from './failure.ts';
import { foreign, recognise, type FileKind } from './recognise.ts';
import { GivenFiles, TarFiles, ZipFiles, type FileSource, type GivenFile } from './sources.ts';

/** What files were found to be. */
export type Found =
	| { kind: 'imdb'; file: File; packed: boolean; source: FileSource | null } // a tar, unless there is a source
	| { kind: 'keras'; file: File; wordIndex: File | null }
	| { kind: 'csv'; file: File; source: FileSource };

/** Files of the official archive: a source that has one is that dataset. */
const isImdbReview = (name: string): boolean => /(^|\/)(train|test)\/(pos|neg)\/\d+_\d+\.txt$/.test(name);

/** A folder, or so many files that not each of them is looked into. */
const MANY = 50;

const pathOf = (file: File, path: string | undefined): string => (path ?? file.name).normalize('NFC');

function recogniseFolder(files: readonly File[], paths: readonly string[]): Found {
	const given = files.map((file, index): GivenFile => {
		const path = pathOf(file, paths[index]);
		const packed = /\.gz$/i.test(path);
		return { file, path, packed };
	});
	const source = new GivenFiles(given);
	const file = files[0]!;
	return given.some(({ path }) => isImdbReview(path)) ? { kind: 'imdb', file, packed: false, source } : { kind: 'csv', file, source };
}

/** A tar: the official archive, or any other with rows of text and label. What is damaged is reported when it is read. */
async function recogniseTar(file: File, packed: boolean): Promise<Found> {
	const source = new TarFiles(file, packed);
	const names = await source.names(isImdbReview).catch(() => []);
	return names.length === 0 || names.some(isImdbReview) ? { kind: 'imdb', file, packed, source: null } : { kind: 'csv', file, source };
}

async function recogniseZip(file: File): Promise<Found> {
	const source = new ZipFiles(file);
	return (await source.names()).some(isImdbReview) ? { kind: 'imdb', file, packed: false, source } : { kind: 'csv', file, source };
}

/** Whatever a reader of another format says of a file that it cannot read. */
const unreadable = (file: File) => (error: unknown) => importFailure('damaged', file.name, error instanceof Error ? error.message : String(error));

async function* parquetRows(file: File): AsyncGenerator<Uint8Array> {
	try {
		const { parquetTable } = await import('./parquet.ts');
		yield* parquetTable(file, (bytes) => decompress(bytes));
	} catch (error) {
		const isUnknownCodec = error instanceof Error && error.name === 'UnknownCodec'; // its class is the part's
		throw isUnknownCodec ? importFailure('codec', file.name, error.message) : unreadable(file)(error);
	}
}

/** Files of other formats as tables with commas. The parts that read them are fetched when such a file is at hand. */
async function convertedFiles(kind: 'parquet' | 'workbook', files: readonly File[]): Promise<FileSource> {
	if (kind === 'parquet') {
		const given = files.map((file): GivenFile => ({ file, path: pathOf(file, undefined), packed: false, convert: () => parquetRows(file) }));
		return new GivenFiles(given, { delimiter: ',', quotes: true, header: true });
	}
	const { workbookTables } = await import('./workbook.ts');
	const given = files.map(async (file): Promise<GivenFile[]> => {
		const tables = await workbookTables(file).catch((error: unknown) => {
			throw unreadable(file)(error);
		});
		const pathOfTable = (name: string) => (tables.length > 1 ? `${name}.xlsx` : pathOf(file, undefined));
		return tables.map(({ name, rows }) => ({ file, path: pathOfTable(name), packed: false, convert: () => rows }));
	});
	return new GivenFiles((await Promise.all(given)).flat(), { delimiter: ',', quotes: true });
}

/** What files are, by what is in them; `paths` are their names with the folders that were dropped. */
export async function recogniseFiles(files: readonly File[], paths: readonly string[] = []): Promise<Found> {
	if (files.length > MANY || paths.some((path) => path.includes('/'))) {
		return recogniseFolder(files, paths);
	}
	const recognised: { file: File; kind: FileKind }[] = [];
	for (const file of files) {
		recognised.push({ file, kind: await recognise(file) });
	}
	for (const { file, kind } of recognised) {
		const problem = foreign(kind);
		if (problem) {
			throw importFailure(problem, file.name);
		}
	}
	const withArrays = recognised.some(({ kind }) => kind === 'npz');
	const isIndex = ({ kind }: { kind: FileKind }) => kind === 'word-index' || (withArrays && kind === 'objects');
	const indices = recognised.filter(isIndex);
	const others = recognised.filter((one) => !isIndex(one));
	const [first] = others;
	if (!first) {
		throw importFailure(indices.length > 0 ? 'word-index-alone' : 'unknown-file', indices[0]?.file.name ?? '');
	}
	const several = () => importFailure('several-files', recognised.map(({ file }) => file.name).join(', '));
	const { file, kind } = first;
	if (indices.length > (kind === 'npz' ? 1 : 0) || (others.length > 1 && others.some((one) => isWhole(one.kind)))) {
		throw several();
	}
	switch (kind) {
		case 'npz':
			return { kind: 'keras', file, wordIndex: indices[0]?.file ?? null };
		case 'zip':
			return recogniseZip(file);
		case 'archive':
		case 'archive-packed':
			return recogniseTar(file, kind === 'archive-packed');
		case 'parquet':
		case 'workbook': {
			if (others.some((one) => one.kind !== kind)) {
				throw several();
			}
			const source = await convertedFiles(kind, others.map((one) => one.file));
			return { kind: 'csv', file, source };
		}
		default: {
			if (others.some((one) => one.kind === 'parquet' || one.kind === 'workbook')) {
				throw several();
			}
			const given = others.map((one): GivenFile => ({ file: one.file, path: pathOf(one.file, undefined), packed: one.kind === 'table-packed' }));
			return { kind: 'csv', file, source: new GivenFiles(given) };
		}
	}
}

/** Kinds of which one file is a dataset, so that there is no other beside it. */
const isWhole = (kind: FileKind): boolean => ['npz', 'zip', 'archive', 'archive-packed'].includes(kind);
