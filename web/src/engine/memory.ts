import type { EngineExports } from './boundary.ts';
import { EngineFailure } from './failure.ts';
import { textAt, type Type } from './types.ts';

/** What all modules export. */
export type ModuleExports = Pick<EngineExports, 'memory' | '_initialize' | 'malloc' | 'free' | 'unroll_bytes_free'>;

const encoder = new TextEncoder();

// The memory of the engine. Any call of the engine may grow it, which detaches every view made before: so a
// view is made for each access, and what leaves here is a copy. It may be shared with helpers, which decoders refuse.
export class EngineMemory {
	readonly #exports: ModuleExports;

	constructor(exports: ModuleExports) {
		this.#exports = exports;
	}

	allocate(size: number): number {
		const pointer = this.#exports.malloc(Math.max(size, 1));
		if (pointer === 0) {
			throw new EngineFailure('out-of-memory', `${size} bytes`, `${size} bytes are more than there is`);
		}
		return pointer;
	}

	release(pointer: number): void {
		this.#exports.free(pointer);
	}

	/** Allocates, calls, and releases however the call ends. */
	borrow<Result>(size: number, use: (pointer: number) => Result): Result {
		const pointer = this.allocate(size);
		try {
			return use(pointer);
		} finally {
			this.release(pointer);
		}
	}

	/** Lends a copy of some bytes. */
	borrowBytes<Result>(bytes: Uint8Array, use: (pointer: number, size: number) => Result): Result {
		return this.borrow(bytes.length, (pointer) => {
			this.writeBytes(pointer, bytes);
			return use(pointer, bytes.length);
		});
	}

	/** Lends the UTF-8 bytes of a text, followed by '\0'; `size` is without it. */
	borrowText<Result>(text: string, use: (pointer: number, size: number) => Result): Result {
		return this.borrowBytes(encoder.encode(`${text}\0`), (pointer, size) => use(pointer, size - 1));
	}

	read<V>(type: Type<V, never>, pointer: number): V {
		return type.read(this.#view(), pointer);
	}

	/** `count` values, one after another. */
	readArray<V>(type: Type<V, never>, pointer: number, count: number): V[] {
		const view = this.#view();
		return Array.from({ length: count }, (_, index) => type.read(view, pointer + index * type.size));
	}

	write<W>(type: Type<unknown, W>, pointer: number, value: W): void {
		type.write(this.#view(), pointer, value);
	}

	writeBytes(pointer: number, bytes: Uint8Array): void {
		new Uint8Array(this.#exports.memory.buffer).set(bytes, pointer);
	}

	bytes(pointer: number, size: number): Uint8Array<ArrayBuffer> {
		return new Uint8Array(this.#exports.memory.buffer).slice(pointer, pointer + size);
	}

	doubles(pointer: number, count: number): Float64Array {
		return new Float64Array(this.#exports.memory.buffer, pointer, count).slice();
	}

	floats(pointer: number, count: number): Float32Array {
		return new Float32Array(this.#exports.memory.buffer, pointer, count).slice();
	}

	/** A text that ends in '\0'. */
	text(pointer: number): string {
		return textAt(this.#exports.memory.buffer, pointer);
	}

	#view(): DataView {
		return new DataView(this.#exports.memory.buffer);
	}
}
