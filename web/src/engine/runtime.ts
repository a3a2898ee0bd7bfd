import type { EngineExports } from './exports.ts';
import { EngineFailure, status } from './failure.ts';
import { EngineMemory } from './memory.ts';

/** A running engine.wasm: its functions, its memory, and what becomes of a call that fails: an EngineFailure is thrown. */
export class Runtime {
	readonly exports: EngineExports;
	readonly memory: EngineMemory;
	/** As helpers need it. */
	readonly module: WebAssembly.Module;

	constructor(exports: EngineExports, module: WebAssembly.Module) {
		this.exports = exports;
		this.module = module;
		this.memory = new EngineMemory(exports);
	}

	lastFailure(): EngineFailure {
		return new EngineFailure(
			this.exports.error_status(),
			this.memory.text(this.exports.error_subject()),
			this.memory.text(this.exports.error_message()),
		);
	}

	/** Throws where a status is not OK. */
	check(result: number): void {
		if (result !== status.ok) {
			throw this.lastFailure();
		}
	}

	/** Throws where a handle is null. */
	handle(handle: number): number {
		if (handle === 0) {
			throw this.lastFailure();
		}
		return handle;
	}

	/** The file that the last call wrote, moved out of the engine. */
	takeFile(): Uint8Array<ArrayBuffer> {
		const file = this.memory.bytes(this.exports.file_data(), this.exports.file_size());
		this.exports.file_release();
		return file;
	}
}
