// From the bytes of a file to what the engine reads: UTF-8 in NFC. src/cli/transcode.c does the same with iconv and utf8proc: both
// must give the engine the same bytes.
import type { Encoding } from '../../engine/import.ts';

type Put = (bytes: Uint8Array) => void;

const encoder = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** No byte of UTF-8: the engine counts the row as one that is not. */
const noText = Uint8Array.of(0xff);
const replacement = '\ufffd';

function inNfc(bytes: Uint8Array): Uint8Array | null {
	try {
		const text = strict.decode(bytes);
		const normal = text.normalize('NFC');
		return normal === text ? bytes : encoder.encode(normal);
	} catch {
		return null;
	}
}

/** Whether characters beyond ASCII may be other than in NFC. Precomposed Latin, Greek, Cyrillic, Hangul and Han are not. */
function mayCompose(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) {
		const byte = bytes[at]!;
		const next = at + 1 < end ? bytes[at + 1]! : 0;
		const never =
			byte < 0xc0 ||
			(byte >= 0xc2 && byte <= 0xcb) ||
			(byte >= 0xcf && byte <= 0xd5) ||
			(byte >= 0xe4 && byte <= 0xed) ||
			(byte === 0xce && next !== 0x87) ||
			(byte === 0xe3 && next !== 0x82) ||
			(byte === 0xe2 && next === 0x80 && at + 2 < end && bytes[at + 2]! > 0x81);
		if (!never) {
			return true;
		}
	}
	return false;
}

/** Where the bytes beyond ASCII end that begin at `at`. */
function endOfHigh(bytes: Uint8Array, at: number): number {
	while (at < bytes.length && bytes[at]! >= 0x80) {
		at++;
	}
	return at;
}

/** Hands over whole runs: from a byte of ASCII to before the next. Nothing composes beyond, and where one is not UTF-8 the others are. */
function putRuns(bytes: Uint8Array, put: Put): void {
	let done = 0;
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at]! < 0x80) {
			continue;
		}
		const start = Math.max(at - 1, 0);
		const end = endOfHigh(bytes, at);
		if (mayCompose(bytes, start, end)) {
			if (start > done) {
				put(bytes.subarray(done, start));
			}
			const run = bytes.subarray(start, end);
			put(inNfc(run) ?? run);
			done = end;
		}
		at = end - 1;
	}
	if (done < bytes.length) {
		put(bytes.subarray(done));
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
		let begin = 0;
		if (this.#before.length > 0) {
			begin = endOfHigh(chunk, 0);
			const joined = new Uint8Array(this.#before.length + begin);
			joined.set(this.#before);
			joined.set(chunk.subarray(0, begin), this.#before.length);
			this.#before = joined;
			if (begin === chunk.length) {
				return;
			}
			putRuns(joined, this.#put);
		}
		let end = chunk.length;
		while (end > begin && chunk[end - 1]! >= 0x80) {
			end--;
		}
		end = Math.max(end - 1, begin);
		putRuns(chunk.subarray(begin, end), this.#put);
		this.#before = chunk.slice(end);
	}
}
