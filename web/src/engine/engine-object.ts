import type { EngineExports } from './boundary.ts';
import type { ModuleExports } from './memory.ts';
import type { Runtime } from './runtime.ts';

/** An object that lives in the engine until it is closed. Objects made with it must be closed before it. */
export abstract class EngineObject<Exports extends ModuleExports = EngineExports> {
	protected readonly runtime: Runtime<Exports>;
	readonly #destroy: (pointer: number) => void;
	#pointer: number;

	/** `destroy` is the engine's function that frees the object. */
	constructor(runtime: Runtime<Exports>, pointer: number, destroy: (pointer: number) => void) {
		this.runtime = runtime;
		this.#pointer = pointer;
		this.#destroy = destroy;
	}

	/** For the engine's functions. Throws once the object is closed: its memory may be another's by then. */
	get pointer(): number {
		if (this.#pointer === 0) {
			throw new Error(`a closed ${this.constructor.name} is used`);
		}
		return this.#pointer;
	}

	/** Closing once more does nothing. */
	close(): void {
		if (this.#pointer !== 0) {
			this.#destroy(this.#pointer);
			this.#pointer = 0;
		}
	}
}

/** An object that the engine has opened on a file, together with the copy of the file's bytes that it borrows. */
export abstract class OpenedFile extends EngineObject {
	/** `open` and `close` are the engine's functions. */
	constructor(
		runtime: Runtime,
		file: Uint8Array,
		open: (bytes: number, size: number, place: number, error: number) => number,
		close: (pointer: number) => void,
	) {
		const { memory } = runtime;
		const bytes = memory.allocate(file.length);
		memory.writeBytes(bytes, file);
		try {
			const pointer = runtime.create((place, error) => open(bytes, file.length, place, error));
			super(runtime, pointer, (opened) => {
				close(opened);
				memory.release(bytes);
			});
		} catch (failure) {
			memory.release(bytes);
			throw failure;
		}
	}
}
