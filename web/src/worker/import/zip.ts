// A zip file in a Blob (PKWARE's APPNOTE.TXT), as far as numpy writes one: its entries by name, each as a stream of
// its bytes, stored or deflated, checked against size and CRC-32. The browser itself inflates; of the zip only the list at
// its end is held in memory.

import { counting } from './counting.ts';
import { ArchiveDamaged } from './file-taker.ts';

export interface ZipEntry {
	name: string;
	method: number;
	checksum: number;
	packedSize: number;
	size: number;
	/** Where its own header is. */
	start: number;
}

const signature = { end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50, entry: 0x02014b50, local: 0x04034b50 };
const endSize = 22;
const mostEntries = 200_000;
const most32 = 0xffffffff;

async function viewOf(file: Blob, start: number, size: number): Promise<DataView> {
	const bytes = start >= 0 && start + size <= file.size ? await file.slice(start, start + size).arrayBuffer() : null;
	if (bytes?.byteLength !== size) {
		throw new ArchiveDamaged('it ends too early');
	}
	return new DataView(bytes);
}

const number64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

interface Directory {
	entries: number;
	size: number;
	start: number;
}

/** The record at the end of the file, which a comment may follow. */
async function findDirectory(file: Blob): Promise<Directory> {
	const size = Math.min(file.size, endSize + 0xffff);
	const view = await viewOf(file, file.size - size, size);
	for (let at = size - endSize; at >= 0; at--) {
		if (view.getUint32(at, true) === signature.end && at + endSize + view.getUint16(at + 20, true) === size) {
			const directory = {
				entries: view.getUint16(at + 10, true),
				size: view.getUint32(at + 12, true),
				start: view.getUint32(at + 16, true),
			};
			const large = directory.entries === 0xffff || directory.size === most32 || directory.start === most32;
			return large ? findDirectory64(file, file.size - size + at) : directory;
		}
	}
	throw new ArchiveDamaged('the list of its files is missing');
}

/** The same for large files: a locator precedes the record at the end. */
async function findDirectory64(file: Blob, end: number): Promise<Directory> {
	const locator = await viewOf(file, end - 20, 20);
	if (locator.getUint32(0, true) !== signature.locator64) {
		throw new ArchiveDamaged('the list of its files is missing');
	}
	const record = await viewOf(file, number64(locator, 8), 56);
	if (record.getUint32(0, true) !== signature.end64) {
		throw new ArchiveDamaged('the list of its files is missing');
	}
	return { entries: number64(record, 32), size: number64(record, 40), start: number64(record, 48) };
}

/** Replaces the numbers that do not fit 32 bits by those of the extra field 1, which has just these, in this order. */
function widen(entry: ZipEntry, extra: DataView): void {
	for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
		if (extra.getUint16(at, true) !== 1) {
			continue;
		}
		let next = at + 4;
		for (const field of ['size', 'packedSize', 'start'] as const) {
			if (entry[field] === most32 && next + 8 <= extra.byteLength) {
				entry[field] = number64(extra, next);
				next += 8;
			}
		}
		return;
	}
}

function readEntry(view: DataView, at: number): { entry: ZipEntry; next: number } {
	const fixed = 46;
	if (at + fixed > view.byteLength || view.getUint32(at, true) !== signature.entry) {
		throw new ArchiveDamaged('the list of its files is damaged');
	}
	const [nameSize, extraSize, commentSize] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
		number,
		number,
		number,
	];
	const next = at + fixed + nameSize + extraSize + commentSize;
	if (next > view.byteLength || view.getUint16(at + 8, true) & 1) {
		throw new ArchiveDamaged(next > view.byteLength ? 'the list of its files is damaged' : 'it is encrypted');
	}
	const bytes = (start: number, size: number) => new Uint8Array(view.buffer, view.byteOffset + start, size);
	const entry: ZipEntry = {
		name: new TextDecoder().decode(bytes(at + fixed, nameSize)),
		method: view.getUint16(at + 10, true),
		checksum: view.getUint32(at + 16, true),
		packedSize: view.getUint32(at + 20, true),
		size: view.getUint32(at + 24, true),
		start: view.getUint32(at + 42, true),
	};
	widen(entry, new DataView(view.buffer, view.byteOffset + at + fixed + nameSize, extraSize));
	return { entry, next };
}

export async function listZip(file: Blob): Promise<ZipEntry[]> {
	const { entries, size, start } = await findDirectory(file);
	if (entries > mostEntries) {
		throw new ArchiveDamaged(`it has ${entries} files`);
	}
	const view = await viewOf(file, start, size);
	const list: ZipEntry[] = [];
	for (let at = 0; list.length < entries; ) {
		const { entry, next } = readEntry(view, at);
		list.push(entry);
		at = next;
	}
	return list;
}

const checksumTable = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit++) {
		value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
	}
	return value;
});

/** Lets bytes through, and fails at their end where they are not what the list says. */
function checking({ size, checksum, name }: ZipEntry): TransformStream<Uint8Array, Uint8Array> {
	let seen = 0;
	let value = ~0;
	const wrong = () => new ArchiveDamaged(`${name} does not match its checksum`);
	return new TransformStream({
		transform(chunk, controller) {
			seen += chunk.length;
			if (seen > size) {
				throw wrong();
			}
			for (const byte of chunk) {
				value = (checksumTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
			}
			controller.enqueue(chunk);
		},
		flush() {
			if (seen !== size || ~value >>> 0 !== checksum) {
				throw wrong();
			}
		},
	});
}

/** The bytes of an entry. */
export async function openZipEntry(
	file: Blob,
	entry: ZipEntry,
	onBytes: (count: number) => void = () => {},
): Promise<ReadableStream<Uint8Array>> {
	const header = await viewOf(file, entry.start, 30);
	if (header.getUint32(0, true) !== signature.local) {
		throw new ArchiveDamaged(`${entry.name} is not where it should be`);
	}
	const start = entry.start + 30 + header.getUint16(26, true) + header.getUint16(28, true);
	if (start + entry.packedSize > file.size) {
		throw new ArchiveDamaged('it ends too early');
	}
	const packed = file.slice(start, start + entry.packedSize).stream().pipeThrough(counting(onBytes));
	if (entry.method === 0) {
		return packed.pipeThrough(checking(entry));
	}
	if (entry.method !== 8) {
		throw new ArchiveDamaged(`${entry.name} is packed in a way that is not understood`);
	}
	const bytes: ReadableStream<BufferSource> = packed;
	return bytes.pipeThrough(new DecompressionStream('deflate-raw')).pipeThrough(checking(entry));
}
