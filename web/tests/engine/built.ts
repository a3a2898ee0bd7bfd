// The engine as built. Tests that need it skip where it is not.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EngineKind } from '../../src/engine/load.ts';

const files: Record<EngineKind, string> = {
	threads: fileURLToPath(new URL('../../../build/wasm-threads/engine.wasm', import.meta.url)),
	simd: fileURLToPath(new URL('../../../build/wasm/engine.wasm', import.meta.url)),
	scalar: fileURLToPath(new URL('../../../build/wasm-scalar/engine.wasm', import.meta.url)),
};

/** evaluation.wasm, in the build with SIMD. */
export const evaluationBytes = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(files.simd.replace(/engine\.wasm$/, 'evaluation.wasm')));

const importer = fileURLToPath(new URL('../../../build/wasm-scalar/importer.wasm', import.meta.url));
const exporter = fileURLToPath(new URL('../../../build/wasm-scalar/exporter.wasm', import.meta.url));

export const kinds: EngineKind[] = ['threads', 'simd', 'scalar'];
export const engineIsBuilt = [...Object.values(files), importer, exporter].every(existsSync);
export const engineBytes = (kind: EngineKind): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(files[kind]));
export const importerBytes = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(importer));
export const exporterBytes = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(exporter));

if (!engineIsBuilt) {
	console.warn('engine.wasm, importer.wasm and exporter.wasm are not all built (./dev build): the tests of its bindings are skipped.');
}
