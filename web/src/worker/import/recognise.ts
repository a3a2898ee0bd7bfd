// What kind of file it is, by its contents and never by its name.
import type { ImportProblem } from '../../protocol/types.ts';
import { listZip } from './zip.ts';

export type FileKind =
	| 'archive-packed' // a tar in gzip, as the official archive is
	| 'archive' // a tar
	| 'npz' // a zip of arrays
	| 'zip' // another zip: of a table, perhaps
	| 'word-index' // JSON of words and numbers
	| 'objects' // JSON with texts: rows, unless it is a damaged word index
	| 'corpus-file' // a corpus, model or checkpoint of Unroll: safetensors
	| 'parquet'
	| 'workbook' // Excel's .xlsx
	| 'old-office'
	| 'document' // OpenDocument, Word, PowerPoint, Numbers: a zip of XML
	| 'other-table' // Arrow, Feather, HDF5, a pickle
	| 'web-page'
	| 'pdf'
	| 'database'
	| 'other-packing'
	| 'table' // text
	| 'table-packed' // text in gzip
	| 'unknown';

const tarMark = 257; // where a tar of the last forty years has "ustar"
const tarBlock = 512;
const headSize = 1024;

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** The first bytes of a stream, or fewer where it ends or fails before. */
async function headOf(stream: ReadableStream<Uint8Array>, size: number): Promise<Uint8Array> {
	const head = new Uint8Array(size);
	const reader = stream.getReader();
	let filled = 0;
	try {
		while (filled < size) {
			const { done, value } = await reader.read();
			if (done) {
				break;
			}
			head.set(value.subarray(0, size - filled), filled);
			filled += Math.min(value.length, size - filled);
		}
	} catch {
		// A damaged file is reported when it is read.
	} finally {
		reader.cancel().catch(() => {});
	}
	return head.subarray(0, filled);
}

const hasTarMark = (bytes: Uint8Array): boolean => startsWith(bytes.subarray(tarMark), ...new TextEncoder().encode('ustar'));

/** Tars older than the mark have a checksum in octal digits where others have it, too. */
const isTar = (bytes: Uint8Array): boolean =>
	bytes.length >= tarBlock && (hasTarMark(bytes) || /^[ 0-7]{6}[\0 ]{1,2}$/.test(String.fromCharCode(...bytes.subarray(148, 156))));

/** Safetensors begin with the size of their header, in 8 bytes, and the header with a brace. */
const isSafetensors = (bytes: Uint8Array): boolean => bytes[8] === 0x7b && startsWith(bytes.subarray(4), 0, 0, 0, 0);

const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);

/** UTF-16 is text too: the engine says what to do with it. */
const isText = (bytes: Uint8Array): boolean =>
	bytes.some((byte) => !isSpace(byte)) &&
	(startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff) || !bytes.includes(0) || isUtf16(bytes));

/** UTF-16 without a mark: every other byte of its ASCII letters, commas and line ends is zero, and few others. */
function isUtf16(bytes: Uint8Array): boolean {
	const zeros = [0, 0];
	bytes.forEach((byte, index) => byte === 0 && zeros[index % 2]!++);
	const most = Math.max(...zeros);
	return most >= 4 && most * 50 >= bytes.length && most >= 3 * Math.min(...zeros);
}

const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)];

/** Kinds that begin with bytes of their own. */
const marks: [number[], FileKind][] = [
	[bytesOf('PAR1'), 'parquet'],
	[[0xd0, 0xcf, 0x11, 0xe0], 'old-office'],
	[bytesOf('ARROW1'), 'other-table'],
	[bytesOf('FEA1'), 'other-table'],
	[[0x89, ...bytesOf('HDF')], 'other-table'],
	[[0x80, 4, 0x95], 'other-table'],
	[[0x80, 5, 0x95], 'other-table'],
	[bytesOf('<!DOCTYPE html'), 'web-page'],
	[bytesOf('<html'), 'web-page'],
	[bytesOf('%PDF'), 'pdf'],
	[bytesOf('SQLite format 3'), 'database'],
	[[0x37, 0x7a, 0xbc, 0xaf], 'other-packing'],
	[bytesOf('Rar!'), 'other-packing'],
	[[0xfd, 0x37, 0x7a, 0x58], 'other-packing'],
	[bytesOf('BZh'), 'other-packing'],
	[[0x28, 0xb5, 0x2f, 0xfd], 'other-packing'],
];

/** Why a kind of file is not read at all. */
export function foreign(kind: FileKind): ImportProblem | null {
	switch (kind) {
		case 'unknown':
			return 'unknown-file';
		case 'corpus-file':
		case 'old-office':
		case 'document':
		case 'other-table':
		case 'web-page':
		case 'pdf':
		case 'database':
		case 'other-packing':
			return kind;
		default:
			return null;
	}
}

export async function recognise(file: Blob): Promise<FileKind> {
	const head = await headOf(file.stream(), headSize);
	if (startsWith(head, 0x1f, 0x8b)) {
		const packed: ReadableStream<BufferSource> = file.stream();
		const inside = await headOf(packed.pipeThrough(new DecompressionStream('gzip')), headSize);
		if (isTar(inside)) {
			return 'archive-packed';
		}
		// What is cut before its first file is still more likely an archive than anything else.
		return isText(inside) ? 'table-packed' : inside.length < tarBlock ? 'archive-packed' : 'unknown';
	}
	if (startsWith(head, 0x50, 0x4b, 3, 4)) {
		const names = await listZip(file).then(
			(entries) => entries.map(({ name }) => name),
			(): string[] => [], // a damaged one is reported when it is read
		);
		if (names.includes('xl/workbook.xml')) {
			return 'workbook';
		}
		if (names.some((name) => /^(content\.xml|word\/document\.xml|ppt\/presentation\.xml|Index\/.*\.iwa)$/.test(name))) {
			return 'document';
		}
		return names.length === 0 || names.some((name) => name.endsWith('.npy')) ? 'npz' : 'zip';
	}
	const marked = marks.find(([mark]) => startsWith(head, ...mark));
	if (marked) {
		return marked[1];
	}
	if (isSafetensors(head)) {
		return 'corpus-file';
	}
	if (isTar(head)) {
		return 'archive';
	}
	const first = head.findIndex((byte) => !isSpace(byte));
	if (head[first] === 0x7b) {
		return /":\s*"/.test(String.fromCharCode(...head)) ? 'objects' : 'word-index';
	}
	return isText(head) ? 'table' : 'unknown';
}
