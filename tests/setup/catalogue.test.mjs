// The catalogue names what a site has beside the page, each file by its content.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { catalogue } from '../../scripts/catalogue.mjs';

const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));

after(() => rmSync(folder, { recursive: true }));

test('a site without anything has an empty catalogue', () => {
	assert.deepEqual(catalogue(folder), { format: 'unroll-catalogue-1', files: [] });
});

test('corpus, statistics and models are listed, other files are not', () => {
	mkdirSync(join(folder, 'corpus'));
	mkdirSync(join(folder, 'models'));
	writeFileSync(join(folder, 'corpus', 'imdb.safetensors.zst'), 'packed');
	writeFileSync(join(folder, 'models', 'gru.safetensors.zst'), 'packed too');
	writeFileSync(join(folder, 'models', 'imdb-statistics.safetensors.zst'), 'as well');
	writeFileSync(join(folder, 'models', 'README.md'), 'no model');
	const { files } = catalogue(folder);
	assert.deepEqual(
		files.map(({ kind, path }) => `${kind} ${path}`),
		[
			'corpus corpus/imdb.safetensors.zst',
			'model models/gru.safetensors.zst',
			'statistics models/imdb-statistics.safetensors.zst',
		],
	);
	assert.equal(files[0].size, 6);
	assert.equal(files[0].sha256, '88cb8a087b6e8cebfc9ae5602f5a2159a6bcf923e7f2c56809bcda6cad1727a7');
	assert.match(files[1].sha256, /^[0-9a-f]{64}$/);
});

test('a model that was measured has its language and its figures with it', () => {
	const listed = () => catalogue(folder).files.map(({ language, extremes, test: figures }) => figures && { language, extremes, figures });
	assert.deepEqual(listed(), [undefined, undefined, undefined]);
	const facts = { language: 'ko', extremes: { words: 3, known: 0.5 } };
	const measured = { gru: { sha256: 'of the plain file', ...facts, accuracy: 0.8198, reviews: 12500 }, lstm: { accuracy: 0.9, reviews: 1 } };
	writeFileSync(join(folder, 'models', 'measured.json'), JSON.stringify(measured));
	assert.deepEqual(listed(), [undefined, { ...facts, figures: { accuracy: 0.8198, reviews: 12500 } }, undefined]);
});

test('test reviews are no corpus to train on', () => {
	writeFileSync(join(folder, 'corpus', 'nsmc-test.safetensors.zst'), 'held out');
	assert.deepEqual(catalogue(folder).files.find(({ path }) => path.includes('nsmc')).kind, 'test');
	rmSync(join(folder, 'corpus', 'nsmc-test.safetensors.zst'));
});

test('a changed file has another digest', () => {
	const before = catalogue(folder).files[0].sha256;
	writeFileSync(join(folder, 'corpus', 'imdb.safetensors.zst'), 'Packed');
	assert.notEqual(catalogue(folder).files[0].sha256, before);
});
