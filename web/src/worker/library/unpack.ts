import { decompress } from 'fzstd';
import { LoadFailure } from '../failures.ts';

// The one place that knows how a site's files are packed: safetensors files in Zstandard, which takes a sixth less
// than gzip. Some servers unpack a file on its way, so what arrives may be the plain one.
const isZstandard = (bytes: Uint8Array) =>
	bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd;

export function unpack(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
	if (!isZstandard(bytes)) {
		return bytes;
	}
	try {
		return new Uint8Array(decompress(bytes));
	} catch {
		throw new LoadFailure({ kind: 'corpus-damaged', subject: 'zstd' });
	}
}
