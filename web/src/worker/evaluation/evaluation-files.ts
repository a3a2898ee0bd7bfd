// Where the engine is that evaluates predictions too: evaluation.wasm.
import scalarUrl from '../../../../build/wasm-scalar/evaluation.wasm?url';
import threadsUrl from '../../../../build/wasm-threads/evaluation.wasm?url';
import simdUrl from '../../../../build/wasm/evaluation.wasm?url';
import { loadEngine, type Threads } from '../../engine/load.ts';
import { fetchFile } from '../fetch-file.ts';

const urls = { threads: threadsUrl, simd: simdUrl, scalar: scalarUrl };

export const loadEvaluationFiles = (threads: Threads) => loadEngine((kind) => fetchFile(urls[kind], 'engine-missing'), threads);
