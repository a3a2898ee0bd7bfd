// A tar archive as it comes (ustar, GNU's long names, pax), file by file. The engine reads the tar of the official archive itself; here each
// file is text in an encoding of its own, which the browser decodes.
import { ArchiveDamaged, type FileTaker } from './file-taker.ts';

const BLOCK = 512;
const utf8 = new TextDecoder();

/** Where the fields of a header are, and their sizes. */
const field = { name: [0, 100], size: [124, 12], checksum: [148, 8], magic: [257, 5], prefix: [345, 155] } as const;

/** What a type of entry is: a file, or a text about the next one. */
const types: Record<string, 'file' | 'long-name' | 'pax'> = { '0': 'file', '\0': 'file', '7': 'file', L: 'long-name', x: 'pax' };

const textOf = (bytes: Uint8Array): string => utf8.decode(bytes.subarray(0, bytes.indexOf(0) < 0 ? bytes.length : bytes.indexOf(0)));

/** Octal digits, or with the first bit set a binary number. */
function numberOf(bytes: Uint8Array): number {
	if ((bytes[0] ?? 0) & 0x80) {
		return bytes.subarray(1).reduce((number, byte) => number * 256 + byte, 0);
	}
	const digits = textOf(bytes).trim();
	const number = /^[0-7]*$/.test(digits) ? parseInt(digits || '0', 8) : NaN;
	if (!Number.isSafeInteger(number)) {
		throw new ArchiveDamaged('a header is not one of a tar');
	}
	return number;
}

/** "LENGTH path=NAME\n" among the records of pax. */
const paxName = (records: string): string | undefined => /^\d+ path=(.*)$/m.exec(records)?.[1];

export class TarReader {
	readonly #taker: FileTaker;
	/** Of a block that came in part, or of a text about the next file. */
	#waiting = new Uint8Array(0);
	#entry: { type: 'file' | 'long-name' | 'pax' | 'other'; wanted: boolean; left: number; padding: number } | null = null;
	#nextName: string | undefined;
	#ended = false;

	constructor(taker: FileTaker) {
		this.#taker = taker;
	}

	/** The next bytes of the archive. */
	add(bytes: Uint8Array): void {
		let rest = bytes;
		while (rest.length > 0 && !this.#ended) {
			rest = this.#entry ? this.#takeContents(rest) : this.#takeHeader(rest);
		}
	}

	/** The end of the archive. */
	end(): void {
		if (!this.#ended && (this.#entry || this.#waiting.length > 0)) {
			throw new ArchiveDamaged('it ends too early');
		}
	}

	/** Puts bytes behind those that wait, `size` in all; returns what is left of them. */
	#wait(bytes: Uint8Array, size: number): Uint8Array {
		const taken = Math.min(bytes.length, size - this.#waiting.length);
		const joined = new Uint8Array(this.#waiting.length + taken);
		joined.set(this.#waiting);
		joined.set(bytes.subarray(0, taken), this.#waiting.length);
		this.#waiting = joined;
		return bytes.subarray(taken);
	}

	#takeHeader(bytes: Uint8Array): Uint8Array {
		const rest = this.#wait(bytes, BLOCK);
		if (this.#waiting.length === BLOCK) {
			const block = this.#waiting;
			this.#waiting = new Uint8Array(0);
			this.#begin(block);
		}
		return rest;
	}

	#begin(block: Uint8Array): void {
		const part = ([start, size]: readonly [number, number]) => block.subarray(start, start + size);
		if (block.every((byte) => byte === 0)) {
			this.#ended = true;
			return;
		}
		const [start, size] = field.checksum;
		const sum = block.reduce((sum, byte, index) => sum + (index >= start && index < start + size ? 0x20 : byte), 0);
		if (sum !== numberOf(part(field.checksum))) {
			throw new ArchiveDamaged('a header does not match its checksum');
		}
		const left = numberOf(part(field.size));
		const type = types[String.fromCharCode(block[156] ?? 0)] ?? 'other';
		const prefix = textOf(part(field.magic)) === 'ustar' ? textOf(part(field.prefix)) : '';
		const name = this.#nextName ?? (prefix ? `${prefix}/` : '') + textOf(part(field.name));
		const isFile = type === 'file' && !name.endsWith('/');
		if (type === 'file' || type === 'other') {
			this.#nextName = undefined;
		}
		const wanted = isFile && this.#taker.begin(name.normalize('NFC'));
		this.#entry = { type: isFile || type !== 'file' ? type : 'other', wanted, left, padding: -left & (BLOCK - 1) };
		this.#endEntry();
	}

	#takeContents(bytes: Uint8Array): Uint8Array {
		const entry = this.#entry!;
		const taken = Math.min(bytes.length, entry.left || entry.padding);
		if (entry.left > 0) {
			const contents = bytes.subarray(0, taken);
			if (entry.wanted) {
				this.#taker.add(contents);
			} else if (entry.type === 'long-name' || entry.type === 'pax') {
				this.#wait(contents, 1 << 20);
			}
			entry.left -= taken;
		} else {
			entry.padding -= taken;
		}
		this.#endEntry();
		return bytes.subarray(taken);
	}

	#endEntry(): void {
		const entry = this.#entry;
		if (!entry || entry.left > 0) {
			return;
		}
		if (entry.wanted) {
			this.#taker.end();
			entry.wanted = false;
		}
		if (entry.padding > 0) {
			return;
		}
		if (entry.type === 'long-name') {
			this.#nextName = textOf(this.#waiting);
		} else if (entry.type === 'pax') {
			this.#nextName = paxName(utf8.decode(this.#waiting)) ?? this.#nextName;
		}
		this.#waiting = new Uint8Array(0);
		this.#entry = null;
	}
}
