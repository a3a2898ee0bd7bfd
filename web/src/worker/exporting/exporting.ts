// The worker that writes a model as a file of another library, or reads one, by exporter.wasm. It is started for one file and ended after it.
import exporterUrl from '../../../../build/wasm-scalar/exporter.wasm?url';
import { startExporter, type Exporter } from '../../engine/exporter.ts';
import type { FromExporting, ToExporting } from '../../protocol/exporting.ts';
import { textOf } from './vector-text.ts';
import { LoadFailure, toFailure } from '../failures.ts';
import { fetchFile } from '../fetch-file.ts';
import { safetensorsParts } from '../library/safetensors.ts';

/** Of a model file. */
const ownFormat = 'unroll-model-1';
/** What a safetensors file says that it is; '' of any other. */
const formatOf = (bytes: Uint8Array<ArrayBuffer>) => safetensorsParts(bytes)?.metadata.format ?? '';

/** A text begins with no such length of a header, and may be too large to be read whole. */
const isModelFile = async (file: Blob) => (await bytesOf(file.slice(4, 9))).join() === '0,0,0,0,123';

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

async function obey(asked: ToExporting, exporter: Exporter): Promise<FromExporting> {
	if ('format' in asked) {
		return { file: exporter.export(await bytesOf(asked.model), asked.format) };
	}
	if ('from' in asked) {
		const { from, given } = asked;
		const words = given?.words instanceof Blob ? await bytesOf(given.words) : (given?.words ?? null);
		const bytes = await bytesOf(from);
		return { imported: formatOf(bytes) === ownFormat ? exporter.open(bytes) : exporter.import(bytes, given && { ...given, words }) };
	}
	if ('vectors' in asked) {
		const { vectors, settings } = asked;
		const corpus = await bytesOf(asked.corpus);
		const embedded = (await isModelFile(vectors)) ? exporter.embedFrom(settings, corpus, await bytesOf(vectors)) : await exporter.embed(settings, corpus, textOf(vectors));
		return { embedded };
	}
	const bytes = await bytesOf(asked.describe);
	if (formatOf(bytes) === ownFormat) {
		return { described: 'whole', settings: asked.settings };
	}
	if (formatOf(bytes).startsWith('unroll-')) {
		throw new LoadFailure({ kind: 'import', problem: 'corpus-file', file: asked.describe.name, detail: '' });
	}
	return exporter.describe(bytes, asked.settings);
}

self.onmessage = async ({ data }: MessageEvent<ToExporting>) => {
	const answer = fetchFile(exporterUrl, 'engine-missing').then(startExporter).then((exporter) => obey(data, exporter));
	self.postMessage(await answer.catch((error: unknown): FromExporting => ({ failure: toFailure(error) })));
};
