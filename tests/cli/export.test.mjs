// unroll export and import-model: files of other libraries, whole or not at all. (web/tests/engine/export.test.ts reads them with those libraries.)
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { done, fails, jsonLines, root, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const model = join(folder, 'gru.safetensors');
copyFileSync(join(root, 'models/gru.safetensors'), model);

const endings = { keras: '.keras', 'weights-h5': '.weights.h5', pytorch: '.pytorch.safetensors', onnx: '.onnx' };

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

test('a file that was exported is imported as the model that it was', () => {
	for (const format of ['keras', 'weights-h5', 'pytorch']) {
		const path = join(folder, `back.${format}`);
		done(['export', model, '--to', format, '-o', path]);
		const [said] = jsonLines(done(['import-model', path, '-o', join(folder, 'back'), '--json']));
		assert.equal(said.parameters, 8633);
		assert.deepEqual(readFileSync(join(folder, 'back')), readFileSync(model));
	}
});

test('settings and words say what a file of others is of', () => {
	const path = join(folder, 'gru.weights.h5');
	done(['export', model, '--to', 'weights-h5']);
	const words = join(folder, 'words');
	const bytes = readFileSync(model);
	const start = 8 + Number(bytes.readBigUInt64LE());
	const { vocabulary } = JSON.parse(bytes.subarray(8, start));
	writeFileSync(words, Buffer.concat([bytes.subarray(...vocabulary.data_offsets.map((offset) => start + offset)), Buffer.from('\n')]));
	const to = join(folder, 'imported');
	done(['import-model', path, '-o', to, '--vocabulary', words, '--cell', 'gru', '--words', '500', '--embedding', '16', '--units', '8']);
	const review = 'one of the best films i have seen in years';
	assert.equal(done(['predict', to, review]), done(['predict', model, review]));
	fails(1, /layers\/lstm\/cell\/vars\/0 of 16 × 32 .* settings/, ['import-model', path, '-o', to, '--cell', 'lstm']);
	fails(1, /not.*HDF5|damaged|file/, ['import-model', words, '-o', to]);
});
