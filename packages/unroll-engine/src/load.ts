import type { Engine } from '../../../web/src/engine/engine.ts';
import type { HelperTask } from '../../../web/src/engine/helper.ts';
import { loadEngine as load, type EngineKind } from '../../../web/src/engine/load.ts';
import { nodeModule, wasmBytes, type WasmFiles, type WasmName } from './files.ts';

export interface LoadOptions {
	/** Where the WebAssembly files are, if not beside the package's modules. */
	wasm?: WasmFiles;
	/**
	 * Threads that train one network: 1, 2 or 4. More than one needs Node, or a worker of a page that is isolated
	 * (`crossOriginIsolated`): a page's main thread must not wait for others, so it always has one. The bits do not depend on it.
	 */
	threads?: number;
}

const names: Record<EngineKind, WasmName> = { threads: 'engine-threads.wasm', simd: 'engine.wasm', scalar: 'engine-scalar.wasm' };

/** A helper of the engine, which keeps no program from ending. One that does not start is not needed. */
function startHelper(task: HelperTask): void {
	const node = nodeModule('node:worker_threads');
	if (node) {
		new node.Worker(new URL('./helper.js', import.meta.url), { workerData: task }).unref();
	} else {
		new Worker(new URL('./helper.js', import.meta.url), { type: 'module' }).postMessage(task);
	}
}

const mayShareMemory = (): boolean => typeof document === 'undefined' && globalThis.crossOriginIsolated !== false;

/** Starts the fastest engine that this machine runs rightly; each call starts one with a memory of its own. */
export async function loadEngine({ wasm, threads = 1 }: LoadOptions = {}): Promise<Engine> {
	const count = mayShareMemory() ? threads : 1;
	const { engine } = await load((kind) => wasmBytes(names[kind], wasm), { count, startHelper });
	return engine;
}
