// unroll export: files of other libraries, whole or not at all. (web/tests/engine/export.test.ts reads them with those libraries.)
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { done, fails, jsonLines, root, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const model = join(folder, 'gru.safetensors');
copyFileSync(join(root, 'models/gru.safetensors'), model);

const endings = { pytorch: '.pytorch.safetensors', onnx: '.onnx' };

for (const [format, ending] of Object.entries(endings))
	test(`${format}: the file is named after the model, and the same twice`, () => {
		const path = join(folder, `gru${ending}`);
		const [said] = jsonLines(done(['export', model, '--to', format, '--json']));
		const bytes = readFileSync(path);
		assert.deepEqual(said, { file: path, format, bytes: bytes.length });
		const other = join(folder, 'other');
		done(['export', model, '--to', format, '-o', other]);
		assert.deepEqual(readFileSync(other), bytes);
	});

test('the metadata of a state_dict have the settings and the words', () => {
	done(['export', model, '--to', 'pytorch']);
	const read = (path) => {
		const bytes = readFileSync(path);
		const start = 8 + Number(bytes.readBigUInt64LE());
		const header = JSON.parse(bytes.subarray(8, start));
		return { header, data: (name) => bytes.subarray(...header[name].data_offsets.map((offset) => start + offset)) };
	};
	const own = read(model);
	const { __metadata__: metadata, ...tensors } = read(join(folder, 'gru.pytorch.safetensors')).header;
	assert.equal(metadata.vocabulary, own.data('vocabulary').toString());
	assert.equal(metadata.format, 'pt');
	const same = ['cell', 'units', 'length', 'padding', 'truncating', 'learning-rate'];
	for (const key of same) assert.equal(metadata[key], own.header.__metadata__[key], key);
	assert.deepEqual(Object.keys(tensors), ['embedding.weight', 'gru.weight_ih_l0', 'gru.weight_hh_l0', 'gru.bias_ih_l0', 'gru.bias_hh_l0', 'dense.weight', 'dense.bias']);
});

test('what is no model, or cannot be written, leaves no file and the old one as it was', () => {
	const damaged = join(folder, 'damaged.safetensors');
	const bytes = readFileSync(model);
	bytes[bytes.length - 1] ^= 1;
	writeFileSync(damaged, bytes);
	const old = join(folder, 'old.onnx');
	writeFileSync(old, 'old');
	fails(1, /damaged/, ['export', damaged, '--to', 'onnx', '-o', old]);
	assert.equal(readFileSync(old, 'utf8'), 'old');
	fails(1, /No such file|folder/, ['export', model, '--to', 'onnx', '-o', join(folder, 'missing/gru.onnx')]);
	assert.ok(!existsSync(join(folder, 'damaged.onnx')));
});
