import { startExporter, type Format } from '../../../web/src/engine/exporter.ts';
import type { Model } from '../../../web/src/engine/model.ts';
import { wasmBytes, type WasmFiles } from './files.ts';

/** A model as a file of another library: include/unroll/exchange.h says what is in it. */
export async function exportModel(model: Model, format: Format, { wasm }: { wasm?: WasmFiles } = {}): Promise<Uint8Array<ArrayBuffer>> {
	const exporter = await startExporter(await wasmBytes('exporter.wasm', wasm));
	return exporter.export(model.save(), format);
}
