import type { ModuleExports } from './memory.ts';

/** Starts a module; `memory` is for a build that imports its own. */
export async function instantiate<Exports extends ModuleExports>(module: WebAssembly.Module, memory?: WebAssembly.Memory): Promise<Exports> {
	const imports = { env: { ...(memory && { memory }), emscripten_notify_memory_growth: () => {} } };
	const instance = await WebAssembly.instantiate(module, imports);
	const exports = { ...(memory && { memory }), ...instance.exports } as unknown as Exports;
	exports._initialize();
	return exports;
}
