import { unroll_format, type ExporterExports } from './boundary.ts';
import { instantiate } from './instantiate.ts';
import { Runtime } from './runtime.ts';

export type Format = keyof typeof unroll_format;

/** A running exporter.wasm: models as files of other libraries, include/unroll/exchange.h. */
export class Exporter extends Runtime<ExporterExports> {
	/** `model` is a model file. */
	export(model: Uint8Array, format: Format): Uint8Array<ArrayBuffer> {
		const { exports } = this;
		const pointer = this.memory.borrowBytes(model, (bytes, size) =>
			this.create((place, error) => exports.unroll_model_open(bytes, size, place, error)),
		);
		try {
			return this.file((file, error) => exports.unroll_model_export(pointer, unroll_format[format], file, error));
		} finally {
			exports.unroll_model_destroy(pointer);
		}
	}
}

/** Starts one from the bytes of exporter.wasm. Its memory is freed with it. */
export async function startExporter(bytes: BufferSource): Promise<Exporter> {
	const module = await WebAssembly.compile(bytes);
	return new Exporter(await instantiate<ExporterExports>(module), module);
}
