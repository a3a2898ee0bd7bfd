// Where the module is that opens models and evaluates predictions: evaluation.wasm.
import scalarUrl from '../../../../build/wasm-scalar/evaluation.wasm?url';
import threadsUrl from '../../../../build/wasm-threads/evaluation.wasm?url';
import simdUrl from '../../../../build/wasm/evaluation.wasm?url';
import { loadEngine, type Threads } from '../../engine/load.ts';
import { loadEngineFiles } from '../engine-files.ts';
import { fetchFile } from '../fetch-file.ts';

const urls = { threads: threadsUrl, simd: simdUrl, scalar: scalarUrl };

/** It trains nothing, so that it has no known answer: which builds compute rightly here is found out by the engine, whose file is at hand. */
export async function loadEvaluationFiles(threads: Threads) {
	const { kind } = await loadEngineFiles();
	return loadEngine((wanted) => fetchFile(urls[wanted], 'engine-missing'), kind === 'simd' ? threads : undefined, (_, wanted) => kind === 'simd' || wanted === kind);
}
