// Parquet, by hyparquet: loaded when such a file is at hand. Its rows become those of a table with commas, which the engine reads.
import { gunzipSync } from 'fflate';
import { parquetMetadataAsync, parquetRead, parquetSchema, type Compressors, type FileMetaData } from 'hyparquet';
import { csvRow } from './csv-row.ts';

/** A column is packed by what nothing here unpacks; its name is the codec's. */
class UnknownCodec extends Error {
	constructor(codec: string) {
		super(`Its columns are packed with ${codec}, which is not read.`);
		this.name = 'UnknownCodec';
	}
}

/** Rows that are read at once. */
const ROWS = 4096;

/** The names of classes that Hugging Face's datasets write beside their numbers. */
function classNames(metadata: FileMetaData): Record<string, string[]> {
	const text = metadata.key_value_metadata?.find(({ key }) => key === 'huggingface')?.value;
	try {
		const features = (JSON.parse(text ?? '{}') as { info?: { features?: Record<string, { names?: string[] }> } }).info?.features ?? {};
		return Object.fromEntries(Object.entries(features).flatMap(([name, { names }]) => (names ? [[name, names]] : [])));
	} catch {
		return {};
	}
}

/** What unpacks the columns of a file; hyparquet itself unpacks Snappy. */
async function compressorsFor({ row_groups }: FileMetaData, unpackZstandard: (bytes: Uint8Array) => Uint8Array): Promise<Compressors> {
	const used = new Set(row_groups.flatMap(({ columns }) => columns.map(({ meta_data }) => meta_data?.codec)));
	const common: Compressors = { GZIP: (bytes) => gunzipSync(bytes), ZSTD: unpackZstandard };
	const known = ['UNCOMPRESSED', 'SNAPPY', ...Object.keys(common), undefined];
	if ([...used].every((codec) => known.includes(codec))) {
		return common;
	}
	const { rareCodecs } = await import('./parquet-codecs.ts');
	const unknown = [...used].find((codec) => !known.includes(codec) && !(codec! in rareCodecs));
	if (unknown) {
		throw new UnknownCodec(unknown);
	}
	return { ...common, ...rareCodecs };
}

/** `unpackZstandard` is the worker's own: a part that is fetched must not import what the entry has. */
export async function* parquetTable(file: Blob, unpackZstandard: (bytes: Uint8Array) => Uint8Array): AsyncGenerator<Uint8Array> {
	const buffer = { byteLength: file.size, slice: (start: number, end?: number) => file.slice(start, end).arrayBuffer() };
	const metadata = await parquetMetadataAsync(buffer);
	const compressors = await compressorsFor(metadata, unpackZstandard);
	const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
	const classes = columns.map((name) => classNames(metadata)[name]);
	yield csvRow(columns);
	const count = Number(metadata.num_rows);
	for (let start = 0; start < count; start += ROWS) {
		const rows: unknown[][] = [];
		const take = (read: unknown[][]) => void rows.push(...read);
		await parquetRead({ file: buffer, metadata, columns, rowStart: start, rowEnd: Math.min(start + ROWS, count), compressors, onComplete: take });
		for (const row of rows) {
			yield csvRow(row.map((value, index) => classes[index]?.[Number(value)] ?? value));
		}
	}
}
