// unroll export and import-model: files of other libraries, whole or not at all. (web/tests/engine/export.test.ts reads them with those libraries.)
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { done, fails, jsonLines, root, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const model = join(folder, 'gru.safetensors');
copyFileSync(join(root, 'models/gru.safetensors'), model);

function read(path) {
	const bytes = readFileSync(path);
	const start = 8 + Number(bytes.readBigUInt64LE());
	const header = JSON.parse(bytes.subarray(8, start));
	return { header, data: (name) => bytes.subarray(...header[name].data_offsets.map((offset) => start + offset)) };
}

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
	writeFileSync(words, Buffer.concat([read(model).data('vocabulary'), Buffer.from('\n')]));
	const to = join(folder, 'imported');
	done(['import-model', path, '-o', to, '--vocabulary', words, '--cell', 'gru', '--words', '500', '--embedding', '16', '--units', '8']);
	const review = 'one of the best films i have seen in years';
	assert.equal(done(['predict', to, review]), done(['predict', model, review]));
	fails(1, /layers\/lstm\/cell\/vars\/0 of 16 × 32 .* settings/, ['import-model', path, '-o', to, '--cell', 'lstm']);
	fails(1, /not.*HDF5|damaged|file/, ['import-model', words, '-o', to]);
});

const python = '/usr/bin/python3';
const skip = spawnSync(python, ['-c', 'import h5py']).status === 0 ? false : 'python3-h5py is not installed';

test('a .keras file of others says what network it is of; words and length are given', { skip }, () => {
	const path = join(folder, 'others.keras');
	done(['export', model, '--to', 'keras', '-o', path]);
	// Without what Unroll itself says of the model, by h5py and Python's own zip, as Keras makes such a file.
	const { status, stderr } = spawnSync(python, ['-c', withoutDescription, path], { encoding: 'utf8' });
	assert.equal(status, 0, stderr);
	const to = join(folder, 'of-others');
	const words = join(folder, 'words');
	done(['import-model', path, '-o', to, '--vocabulary', words, '--padding', 'post']);
	const { __metadata__: metadata } = read(to).header;
	assert.deepEqual([metadata.cell, metadata.units, metadata.words, metadata.length, metadata.padding], ['gru', '8', '500', '100', 'post']);
	done(['import-model', path, '-o', to, '--vocabulary', words]);
	const review = 'one of the best films i have seen in years';
	assert.equal(done(['predict', to, review]), done(['predict', model, review]));
	fails(1, /layers\/gru\/cell\/vars\/0 of 16 × 27 /, ['import-model', path, '-o', to, '--units', '9']);
});

const withoutDescription = `
import h5py, io, sys, zipfile
files = {}
with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        files[name] = archive.read(name)
weights = io.BytesIO()
with h5py.File(io.BytesIO(files["model.weights.h5"]), "r") as old, h5py.File(weights, "w") as new:
    for name in old:
        if name != "unroll":
            old.copy(name, new)
files["model.weights.h5"] = weights.getvalue()
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    for name, data in files.items():
        with archive.open(name, "w", force_zip64=True) as file:
            file.write(data)
`;
