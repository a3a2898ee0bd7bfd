import type { Engine } from '../../../web/src/engine/engine.ts';
import { startExporter, type Format } from '../../../web/src/engine/exporter.ts';
import type { Model } from '../../../web/src/engine/model.ts';
import type { SettingTexts } from '../../../web/src/engine/settings.ts';
import { wasmBytes, type WasmFiles } from './files.ts';

/** A model as a file of another library: include/unroll/exchange.h says what is in it. */
export async function exportModel(model: Model, format: Format, { wasm }: { wasm?: WasmFiles } = {}): Promise<Uint8Array<ArrayBuffer>> {
	const exporter = await startExporter(await wasmBytes('exporter.wasm', wasm));
	return exporter.export(model.save(), format);
}

export interface ImportModelOptions {
	/** What the file does not say: how texts are padded and, of weights alone, the network. */
	settings?: SettingTexts;
	/** The words of a file that does not have them: a list, the first with id 4, or a corpus file. Without them the model reads ids alone. */
	words?: readonly string[] | Uint8Array;
	wasm?: WasmFiles;
}

/** The model of a file of Keras (.keras, .weights.h5) or PyTorch (a state_dict as safetensors). What is passed counts before what the file says. */
export async function importModel(engine: Engine, file: Uint8Array, { settings = {}, words, wasm }: ImportModelOptions = {}): Promise<Model> {
	const exporter = await startExporter(await wasmBytes('exporter.wasm', wasm));
	const { described, settings: stated } = exporter.describe(file, engine.defaultSettings());
	const isGiven = Object.keys(settings).length > 0 || words !== undefined || described === 'network';
	const list = words instanceof Uint8Array ? words : (words?.join('\n') ?? null);
	return engine.openModel(exporter.import(file, isGiven ? { settings: { ...stated, ...settings }, words: list } : null).file);
}
