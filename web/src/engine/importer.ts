import type { ImporterExports } from './boundary.ts';
import { instantiate } from './instantiate.ts';
import { Runtime } from './runtime.ts';

/** A running importer.wasm, for the objects of import.ts. */
export class Importer extends Runtime<ImporterExports> {}

/** Starts one from the bytes of importer.wasm. Its memory is freed with it: an import needs one of its own. */
export async function startImporter(bytes: BufferSource): Promise<Importer> {
	const module = await WebAssembly.compile(bytes);
	return new Importer(await instantiate<ImporterExports>(module), module);
}
