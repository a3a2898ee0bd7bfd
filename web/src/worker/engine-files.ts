// Where the engine's files are: beside the page, under names that tell their content.
import scalarUrl from '../../../build/wasm-scalar/engine.wasm?url';
import simdUrl from '../../../build/wasm/engine.wasm?url';
import { loadEngine } from '../engine/load.ts';
import { fetchFile } from './fetch-file.ts';

const urls = { simd: simdUrl, scalar: scalarUrl };

export const loadEngineFiles = () => loadEngine((kind) => fetchFile(urls[kind], 'engine-missing'));
