// The engine as built. Tests that need it skip where it is not.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineKind } from '../../src/engine/load.ts';

const files: Record<EngineKind, string> = {
	threads: fileURLToPath(new URL('../../../build/wasm-threads/engine.wasm', import.meta.url)),
	simd: fileURLToPath(new URL('../../../build/wasm/engine.wasm', import.meta.url)),
	scalar: fileURLToPath(new URL('../../../build/wasm-scalar/engine.wasm', import.meta.url)),
};

export const kinds: EngineKind[] = ['threads', 'simd', 'scalar'];
export const engineIsBuilt = kinds.every((kind) => existsSync(files[kind]));
export const engineBytes = (kind: EngineKind): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(files[kind]));

if (!engineIsBuilt) {
	console.warn('engine.wasm is not built (./dev build): the tests of its bindings are skipped.');
}
