// Parquet, by hyparquet: loaded when such a file is at hand. Its rows become those of a table with commas, which the engine reads.
import { gunzipSync } from 'fflate';
import { parquetMetadataAsync, parquetRead, parquetSchema, type FileMetaData } from 'hyparquet';
import { csvRow } from './csv-row.ts';

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

/** `unpackZstandard` is the worker's own: a part that is fetched must not import what the entry has. */
export async function* parquetTable(file: Blob, unpackZstandard: (bytes: Uint8Array) => Uint8Array): AsyncGenerator<Uint8Array> {
	const compressors = { GZIP: (bytes: Uint8Array) => gunzipSync(bytes), ZSTD: unpackZstandard }; // hyparquet unpacks Snappy itself
	const buffer = { byteLength: file.size, slice: (start: number, end?: number) => file.slice(start, end).arrayBuffer() };
	const metadata = await parquetMetadataAsync(buffer);
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
