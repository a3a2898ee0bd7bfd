import type { ImportOptions, ImportKind } from '../../../web/src/engine/import.ts';
import { startImporter } from '../../../web/src/engine/importer.ts';
import type { ImportReport } from '../../../web/src/engine/import-report.ts';
import { importFailures } from '../../../web/src/i18n/en/import-failures.ts';
import type { ImportProgress } from '../../../web/src/protocol/library.ts';
import type { ImportProblem } from '../../../web/src/protocol/types.ts';
import { LoadFailure } from '../../../web/src/worker/failures.ts';
import { importReviews as read } from '../../../web/src/worker/import/import-reviews.ts';
import { wasmBytes, type WasmFiles } from './files.ts';

/** Files made no corpus: what is at fault and what to do about it is in the message. */
export class ImportFailure extends Error {
	readonly problem: ImportProblem;
	readonly file: string;

	constructor(problem: ImportProblem, file: string, detail: string) {
		const { title, advice } = importFailures.importFailures[problem](file);
		super([title, detail, advice].filter((sentence) => sentence !== '').join(' '));
		this.name = 'ImportFailure';
		this.problem = problem;
		this.file = file;
	}
}

/** How files are imported; what is not given is as the engine has it, and what is guessed of a table is reported. */
export interface ImportReviewsOptions extends Partial<ImportOptions> {
	/** The paths of the files, with their folders, where these matter. */
	paths?: readonly string[];
	onProgress?: (progress: ImportProgress) => void;
	/** Aborting rejects with the signal's reason. */
	signal?: AbortSignal;
	wasm?: WasmFiles;
}

export interface ImportedReviews {
	kind: ImportKind;
	/** For Engine.openCorpus(), or to be stored: a safetensors file. */
	corpusFile: Uint8Array<ArrayBuffer>;
	/** What was read, and what was left out and why. */
	report: ImportReport;
}

/**
 * Makes a corpus of labelled texts: a table (CSV, TSV, JSON, Excel, Parquet, packed or not), folders of texts, the IMDB archive,
 * or Keras' imdb.npz. What would have to be asked (which column, which label is positive) is an ImportFailure: `layout` and `rule` answer it.
 */
export async function importReviews(files: readonly File[], options: ImportReviewsOptions = {}): Promise<ImportedReviews> {
	const { onProgress, signal, wasm, ...choices } = options;
	const importer = await startImporter(await wasmBytes('importer.wasm', wasm));
	try {
		return await read(importer, files, choices, onProgress, signal);
	} catch (error) {
		if (error instanceof LoadFailure && error.failure.kind === 'import') {
			const { problem, file, detail } = error.failure;
			throw new ImportFailure(problem, file, detail);
		}
		throw error;
	}
}
