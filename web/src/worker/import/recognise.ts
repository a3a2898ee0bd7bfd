// What kind of file it is, by its contents and never by its name.

export type FileKind =
	| 'archive-packed' // a tar in gzip, as the official archive is
	| 'archive' // a tar
	| 'npz' // a zip
	| 'word-index' // JSON
	| 'corpus' // a corpus, model or checkpoint of Unroll: safetensors
	| 'table' // text
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

export async function recognise(file: Blob): Promise<FileKind> {
	const head = await headOf(file.stream(), headSize);
	if (startsWith(head, 0x1f, 0x8b)) {
		const packed: ReadableStream<BufferSource> = file.stream();
		const inside = await headOf(packed.pipeThrough(new DecompressionStream('gzip')), headSize);
		// One that is cut before its first file is still more likely an archive than anything else.
		return inside.length < tarBlock || isTar(inside) ? 'archive-packed' : 'unknown';
	}
	if (startsWith(head, 0x50, 0x4b, 3, 4)) {
		return 'npz';
	}
	if (isSafetensors(head)) {
		return 'corpus';
	}
	if (isTar(head)) {
		return 'archive';
	}
	const first = head.findIndex((byte) => !isSpace(byte));
	if (head[first] === 0x7b) {
		return 'word-index';
	}
	// UTF-16 is a table too: the engine says what to do with it.
	const utf16 = startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff);
	return first >= 0 && (utf16 || !head.includes(0)) ? 'table' : 'unknown';
}
