import type { EngineExports } from './exports.ts';
import { EngineFailure, status } from './failure.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// The memory of the engine. Any call of the engine may grow it, which detaches every view made before: so a
// view is made for each access, and what leaves here is a copy. It may be shared with helpers, which decoders refuse.
export class EngineMemory {
	readonly #exports: EngineExports;

	constructor(exports: EngineExports) {
		this.#exports = exports;
	}

	allocate(size: number): number {
		const pointer = this.#exports.memory_allocate(Math.max(size, 1));
		if (pointer === 0) {
			throw new EngineFailure(status.outOfMemory, `${size} bytes`, `${size} bytes are more than there is`);
		}
		return pointer;
	}

	release(pointer: number): void {
		this.#exports.memory_release(pointer);
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

	/** Lends the UTF-8 bytes of a text, followed by '\0'. */
	borrowText<Result>(text: string, use: (pointer: number, size: number) => Result): Result {
		const bytes = encoder.encode(text);
		return this.borrow(bytes.length + 1, (pointer) => {
			this.write(pointer, bytes);
			this.write(pointer + bytes.length, new Uint8Array(1));
			return use(pointer, bytes.length);
		});
	}

	write(pointer: number, bytes: Uint8Array): void {
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

	integers(pointer: number, count: number): Uint32Array {
		return new Uint32Array(this.#exports.memory.buffer, pointer, count).slice();
	}

	/** A text that ends in '\0'. */
	text(pointer: number): string {
		const all = new Uint8Array(this.#exports.memory.buffer);
		return decoder.decode(all.slice(pointer, all.indexOf(0, pointer)));
	}
}
