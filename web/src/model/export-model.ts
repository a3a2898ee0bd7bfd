import type { Format, FromExporting, ToExporting } from '../protocol/exporting.ts';
import type { Failure } from '../protocol/types.ts';

/** How a file of each format is called behind the name of the model: as unroll/exchange.h has it; and a model file of the engine itself. */
export const endings = {
	unroll: '.safetensors',
	keras: '.keras',
	'weights-h5': '.weights.h5',
	pytorch: '.pytorch.safetensors',
	onnx: '.onnx',
} as const satisfies Record<Format | 'unroll', string>;

export type FileFormat = keyof typeof endings;
export const fileFormats = Object.keys(endings) as FileFormat[];

export const startExporting = () => new Worker(new URL('../worker/exporting/exporting.ts', import.meta.url), { type: 'module' });

/** What a worker that is started for it answers. */
export async function askExporter(asked: ToExporting, start: () => Worker): Promise<FromExporting> {
	const worker = start();
	try {
		return await new Promise<FromExporting>((resolve) => {
			worker.onmessage = ({ data }: MessageEvent<FromExporting>) => resolve(data);
			worker.onerror = ({ message }) => resolve({ failure: { kind: 'unexpected', message } });
			worker.postMessage(asked);
		});
	} finally {
		worker.terminate();
	}
}

/** A model file as a file of a format, or why there is none. */
export async function exportModel(model: Blob, format: FileFormat, start = startExporting): Promise<{ file: Blob } | { failure: Failure }> {
	if (format === 'unroll') {
		return { file: model };
	}
	const answer = (await askExporter({ model, format }, start)) as { file: Uint8Array<ArrayBuffer> } | { failure: Failure };
	return 'file' in answer ? { file: new Blob([answer.file]) } : answer;
}
