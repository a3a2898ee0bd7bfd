// A helper: one more worker that works on the parts of a batch, on the memory of an engine that another worker owns
// (src/wasm/threads/helpers.h). This file imports nothing that runs, so that any kind of worker can take it as it is.

/** What the owner posts to a helper, as it is. */
export interface HelperTask {
	module: WebAssembly.Module;
	memory: WebAssembly.Memory;
	/** Of helper_create(). */
	stack: number;
}

/** Works for as long as the worker lives: it takes no more messages. */
export async function help({ module, memory, stack }: HelperTask): Promise<void> {
	const imports = { env: { memory, emscripten_notify_memory_growth: () => {} } };
	const { exports } = await WebAssembly.instantiate(module, imports);
	(exports as { helper_run(stack: number): void }).helper_run(stack);
}
