import type { Engine } from './engine.ts';

/** What the engine has opened on a file, with the copy of its bytes that it keeps there for as long. */
export abstract class OpenedFile {
	protected readonly engine: Engine;
	readonly pointer: number;
	readonly #bytes: number;

	constructor(engine: Engine, pointer: number, bytes: number) {
		this.engine = engine;
		this.pointer = pointer;
		this.#bytes = bytes;
	}

	protected abstract release(): void;

	/** What was made with it must be closed before. */
	close(): void {
		this.release();
		this.engine.memory.release(this.#bytes);
	}
}
