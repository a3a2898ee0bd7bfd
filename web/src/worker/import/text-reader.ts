// From the bytes of a file to what the engine reads: UTF-8 in NFC. src/cli/transcode.c does the same with iconv and utf8proc: both
// must give the engine the same bytes.
import type { Encoding } from '../../engine/import.ts';

type Put = (bytes: Uint8Array) => void;

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** No byte of UTF-8: the engine counts the row as one that is not. */
const noText = Uint8Array.of(0xff);
const replacement = '\ufffd';

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

function inNfc(bytes: Uint8Array): Uint8Array | null {
	try {
		const text = strict.decode(bytes);
		const normal = text.normalize('NFC');
		return normal === text ? bytes : encoder.encode(normal);
	} catch {
		return null;
	}
}

/** Hands over whole runs: from a byte of ASCII to before the next. Nothing composes beyond, and where one is not UTF-8 the others are. */
function putRuns(bytes: Uint8Array, put: Put): void {
	const whole = isAscii(bytes) ? bytes : inNfc(bytes);
	if (whole) {
		return put(whole);
	}
	for (let start = 0, end = 0; start < bytes.length; start = end) {
		end = start + 1;
		while (end < bytes.length && (bytes[end] ?? 0) >= 0x80) {
			end++;
		}
		const run = bytes.subarray(start, end);
		put(inNfc(run) ?? run);
	}
}

export class TextReader {
	readonly #put: Put;
	readonly #decoder: TextDecoder | null;
	/** UTF-8 whose composition may go on: from the last byte of ASCII. */
	#before = new Uint8Array();

	/** Text comes to `put`; what is no UTF-8 in a file of UTF-8 passes as it is. */
	constructor(encoding: Encoding, put: Put) {
		this.#put = put;
		this.#decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding);
	}

	/** The next bytes of the file. */
	add(bytes: Uint8Array): void {
		if (this.#decoder) {
			this.#decoded(this.#decoder.decode(bytes, { stream: true }));
		} else {
			this.#compose(bytes);
		}
	}

	/** The end of the file. */
	end(): void {
		if (this.#decoder) {
			this.#decoded(this.#decoder.decode());
		}
		if (this.#before.length > 0) {
			putRuns(this.#before, this.#put);
		}
		this.#before = new Uint8Array();
	}

	#decoded(text: string): void {
		text.split(replacement).forEach((part, index) => {
			if (index > 0) {
				this.#compose(noText);
			}
			if (part !== '') {
				this.#compose(encoder.encode(part));
			}
		});
	}

	#compose(chunk: Uint8Array): void {
		const bytes = new Uint8Array(this.#before.length + chunk.length);
		bytes.set(this.#before);
		bytes.set(chunk, this.#before.length);
		let end = bytes.length - 1;
		while (end > 0 && (bytes[end] ?? 0) >= 0x80) {
			end--;
		}
		this.#before = bytes.slice(end);
		if (end > 0) {
			putRuns(bytes.subarray(0, end), this.#put);
		}
	}
}
