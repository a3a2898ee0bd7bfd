// What the page and the exporting worker post to each other: one file is asked for, and one answer comes.
import type { Format } from '../engine/exporter.ts';
import type { Failure } from './types.ts';

export interface ToExporting {
	/** A model file. */
	model: Blob;
	format: Format;
}

export type FromExporting = { file: Uint8Array<ArrayBuffer> } | { failure: Failure };
