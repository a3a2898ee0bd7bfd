// The worker that writes a model as a file of another library, by exporter.wasm. It is started for one file and ended after it.
import exporterUrl from '../../../../build/wasm-scalar/exporter.wasm?url';
import { startExporter } from '../../engine/exporter.ts';
import type { FromExporting, ToExporting } from '../../protocol/exporting.ts';
import { toFailure } from '../failures.ts';
import { fetchFile } from '../fetch-file.ts';

async function answer({ model, format }: ToExporting): Promise<FromExporting> {
	try {
		const exporter = await startExporter(await fetchFile(exporterUrl, 'engine-missing'));
		return { file: exporter.export(new Uint8Array(await model.arrayBuffer()), format) };
	} catch (error) {
		return { failure: toFailure(error) };
	}
}

self.onmessage = async ({ data }: MessageEvent<ToExporting>) => {
	self.postMessage(await answer(data));
};
