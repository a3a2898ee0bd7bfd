// Where the engine's files are: beside the page, under names with a hash of their content.
import scalarUrl from '../../../build/wasm-scalar/engine.wasm?url';
import importerUrl from '../../../build/wasm-scalar/importer.wasm?url';
import threadsUrl from '../../../build/wasm-threads/engine.wasm?url';
import simdUrl from '../../../build/wasm/engine.wasm?url';
import { startImporter } from '../engine/importer.ts';
import { loadEngine, type Threads } from '../engine/load.ts';
import { fetchFile } from './fetch-file.ts';

const urls = { threads: threadsUrl, simd: simdUrl, scalar: scalarUrl };

export const loadEngineFiles = (threads?: Threads) =>
	loadEngine((kind) => fetchFile(urls[kind], 'engine-missing'), threads);

export const loadImporterFile = async () => startImporter(await fetchFile(importerUrl, 'engine-missing'));
