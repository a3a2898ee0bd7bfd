// usage: node tests/import/make-parquet.mjs      after npm ci --prefix web
//
// Makes rows.parquet, the reviews of tables.mjs as Parquet, which has no writer as small as those of made-up.mjs.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parquetWriteBuffer } from '../../web/node_modules/hyparquet-writer/src/index.js';
import { english } from './tables.mjs';

const columnData = [
	{ name: 'text', data: english.map(([text]) => text), type: 'STRING' },
	{ name: 'label', data: english.map(([, label]) => BigInt(label)), type: 'INT64' },
];
writeFileSync(fileURLToPath(new URL('rows.parquet', import.meta.url)), Buffer.from(parquetWriteBuffer({ columnData })));
