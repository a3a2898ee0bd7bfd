// esbuild page.js --bundle --format=esm --splitting --outdir=site --loader:.wasm=file
import engine from 'unroll-engine/engine.wasm';
import scalar from 'unroll-engine/engine-scalar.wasm';
import importer from 'unroll-engine/importer.wasm';

/** For the option `wasm` of loadEngine() and importReviews(): where esbuild puts the files. */
export const wasm = { 'engine.wasm': engine, 'engine-scalar.wasm': scalar, 'importer.wasm': importer };
