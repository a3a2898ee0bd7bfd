import { unroll_bytes, unroll_error, unroll_status, type EngineExports } from './boundary.ts';
import { EngineFailure, type Status } from './failure.ts';
import { EngineMemory, type ModuleExports } from './memory.ts';
import { u32, type Type } from './types.ts';

/**
 * A running module, engine.wasm unless said otherwise: its memory, and its functions, which are those of include/unroll/. A
 * function that can fail is called through one of the methods here, which throw an EngineFailure.
 */
export class Runtime<Exports extends ModuleExports = EngineExports> {
	readonly exports: Exports;
	readonly memory: EngineMemory;
	/** As helpers need it. */
	readonly module: WebAssembly.Module;
	/** The unroll_error that failing functions fill in. */
	readonly #error: number;

	constructor(exports: Exports, module: WebAssembly.Module) {
		this.exports = exports;
		this.module = module;
		this.memory = new EngineMemory(exports);
		this.#error = this.memory.allocate(unroll_error.size);
	}

	/** Calls a function that returns a status and takes the place of an unroll_error. */
	call(use: (error: number) => number): void {
		if (use(this.#error) !== unroll_status.ok) {
			const { status, subject, message } = this.memory.read(unroll_error, this.#error);
			throw new EngineFailure(status as Status, subject, message);
		}
	}

	/** The value that a function writes to the place it is given; a function that returns a status may fail. */
	result<V>(type: Type<V, never>, use: (place: number, error: number) => number | void): V {
		return this.memory.borrow(type.size, (place) => {
			this.call((error) => use(place, error) ?? unroll_status.ok);
			return this.memory.read(type, place);
		});
	}

	/** The pointer to an object that a function makes. */
	create(use: (place: number, error: number) => number): number {
		return this.result(u32, use);
	}

	/** The file that a function makes, moved out of the engine. */
	file(use: (file: number, error: number) => number): Uint8Array<ArrayBuffer> {
		return this.memory.borrow(unroll_bytes.size, (file) => {
			this.call((error) => use(file, error));
			const { data, size } = this.memory.read(unroll_bytes, file);
			try {
				return this.memory.bytes(data, size);
			} finally {
				this.exports.unroll_bytes_free(file);
			}
		});
	}
}
