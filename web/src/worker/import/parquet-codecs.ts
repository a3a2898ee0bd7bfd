// Codecs of Parquet that few files have, with Brotli's dictionary: loaded when a file has one. Only these modules of the package: its index
// begins to load WebAssembly, and has fzstd, which the worker's entry has too (see workbook.ts).
import { decompressBrotli } from 'hyparquet-compressors/src/brotli.js';
import { decompressLz4, decompressLz4Raw } from 'hyparquet-compressors/src/lz4.js';

export const rareCodecs = { BROTLI: decompressBrotli, LZ4: decompressLz4, LZ4_RAW: decompressLz4Raw };
