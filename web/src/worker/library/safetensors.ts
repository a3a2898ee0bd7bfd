// What the page itself reads of a safetensors file: eight bytes give the length of the JSON after them, then comes the
// data. Everything else is the engine's to read, and to check.

export interface SafetensorsParts {
	metadata: Record<string, string>;
	data: Uint8Array<ArrayBuffer>;
}

/** The parts of a safetensors file, or null where the bytes are something else. */
export function safetensorsParts(bytes: Uint8Array<ArrayBuffer>): SafetensorsParts | null {
	try {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		const start = 8 + Number(view.getBigUint64(0, true));
		const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))) as {
			__metadata__?: Record<string, string>;
		};
		return start <= bytes.length ? { metadata: header.__metadata__ ?? {}, data: bytes.subarray(start) } : null;
	} catch {
		return null;
	}
}

/** The digest of all data that a file of the engine says it has; '' where it says none. */
export function statedDigest(bytes: Uint8Array<ArrayBuffer>): string {
	return safetensorsParts(bytes)?.metadata.sha256 ?? '';
}
