// The package's WebAssembly files: beside this module, unless the caller has them elsewhere.

/** The WebAssembly files of the package, each of them a subpath of it. */
export type WasmName =
	| 'engine.wasm'
	| 'engine-threads.wasm'
	| 'engine-scalar.wasm'
	| 'evaluation.wasm'
	| 'evaluation-scalar.wasm'
	| 'importer.wasm'
	| 'exporter.wasm';

/** Where files are that a bundler has moved: their address, or their bytes. */
export type WasmFiles = Partial<Record<WasmName, string | URL | BufferSource>>;

// Written out, as bundlers recognise it.
const places: Record<WasmName, URL> = {
	'engine.wasm': new URL('./engine.wasm', import.meta.url),
	'engine-threads.wasm': new URL('./engine-threads.wasm', import.meta.url),
	'engine-scalar.wasm': new URL('./engine-scalar.wasm', import.meta.url),
	'evaluation.wasm': new URL('./evaluation.wasm', import.meta.url),
	'evaluation-scalar.wasm': new URL('./evaluation-scalar.wasm', import.meta.url),
	'importer.wasm': new URL('./importer.wasm', import.meta.url),
	'exporter.wasm': new URL('./exporter.wasm', import.meta.url),
};

interface NodeModules {
	'node:fs/promises': { readFile(file: URL): Promise<Uint8Array<ArrayBuffer>> };
	'node:worker_threads': {
		Worker: new (file: URL, options: { workerData: unknown }) => { unref(): void };
		workerData: unknown;
	};
}

/** A module of Node, where there is one: an import of it would stop bundlers for browsers. */
export const nodeModule = <Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined =>
	(globalThis as { process?: { getBuiltinModule?(name: string): unknown } }).process?.getBuiltinModule?.(name) as NodeModules[Name] | undefined;

/** The bytes of a file; what fails names it. */
export async function wasmBytes(name: WasmName, files: WasmFiles = {}): Promise<BufferSource> {
	const given = files[name] ?? places[name];
	if (typeof given !== 'string' && !(given instanceof URL)) {
		return given;
	}
	const base = (globalThis as { document?: { baseURI: string } }).document?.baseURI ?? import.meta.url;
	const url = new URL(given, base);
	const node = url.protocol === 'file:' ? nodeModule('node:fs/promises') : undefined;
	if (node) {
		return node.readFile(url);
	}
	const response = await fetch(url);
	if (!response.ok) {
		throw new Error(`${name} is not at ${url.href} (status ${response.status}): copy it there, or pass \`wasm\` with its address or bytes`);
	}
	return response.arrayBuffer();
}
