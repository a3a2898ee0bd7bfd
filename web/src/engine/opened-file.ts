import type { Runtime } from './runtime.ts';

/** An object that the engine has opened on a file, together with the copy of the file's bytes that it borrows. */
export abstract class OpenedFile {
	protected readonly runtime: Runtime;
	readonly pointer: number;
	readonly #bytes: number;

	/** `open` is the engine's function that opens the file. */
	constructor(runtime: Runtime, file: Uint8Array, open: (bytes: number, size: number) => number) {
		const { memory } = runtime;
		this.runtime = runtime;
		this.#bytes = memory.allocate(file.length);
		memory.write(this.#bytes, file);
		try {
			this.pointer = runtime.handle(open(this.#bytes, file.length));
		} catch (failure) {
			memory.release(this.#bytes);
			throw failure;
		}
	}

	protected abstract release(): void;

	/** Whatever was made with it must be closed before. */
	close(): void {
		this.release();
		this.runtime.memory.release(this.#bytes);
	}
}
