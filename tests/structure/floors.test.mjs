// The house has floors: a file includes only what stands on its own floor or below it, programs use only
// the public API, and the engine uses nothing of the C library that prints, reads a clock, touches a file,
// depends on a locale, or computes floats in its own way.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { files, read } from './files.mjs';

const floors = ['base', 'kernels', 'storage', 'text', 'import', 'layers', 'training', 'inspection'];
const programs = ['cli', 'wasm'];
const engineHeaders = ['float', 'limits', 'stdarg', 'stdbool', 'stddef', 'stdint', 'stdlib', 'string'];
const otherEngineHeaders = ['jsmn.h', 'wasm_simd128.h', 'immintrin.h', 'arm_neon.h'];

const sources = files.filter((path) => /^(src|include|tests)\/.*\.[ch]$/.test(path));
const includes = (path) => [...read(path).matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)].map((found) => found[2]);

// What a file may include, told by its folder: a test for each include, or null where the folder is unknown.
export function allowed(path) {
	const [top, floor] = path.split('/');
	if (top === 'include') return (name) => name.startsWith('unroll/') || isEngineHeader(name);
	const index = floors.indexOf(floor);
	if (top === 'src' && index >= 0)
		return (name) => name.startsWith('unroll/') || isEngineHeader(name) || floors.slice(0, index + 1).includes(name.split('/')[0]);
	if (top === 'src' && programs.includes(floor))
		return (name) => name === 'unroll/unroll.h' || !name.includes('/') || name.startsWith(`${floor}/`) || name.startsWith('sys/');
	return null;
}

const isEngineHeader = (name) => otherEngineHeaders.includes(name) || engineHeaders.includes(name.replace(/\.h$/, ''));

test('every source stands on a known floor', () => {
	const lost = sources.filter((path) => !path.startsWith('tests/') && !allowed(path));
	assert.ok(sources.length > 20, 'the sources were found');
	assert.deepEqual(lost, []);
});

test('no file includes what stands above it', () => {
	const wrong = sources
		.filter((path) => allowed(path))
		.flatMap((path) => includes(path).filter((name) => !allowed(path)(name)).map((name) => `${path} includes ${name}`));
	assert.deepEqual(wrong, []);
});

test('the rule itself refuses what it should', () => {
	assert.equal(allowed('src/kernels/a.c')('layers/gru.h'), false);
	assert.equal(allowed('src/kernels/a.c')('stdio.h'), false);
	assert.equal(allowed('src/training/a.c')('math.h'), false);
	assert.equal(allowed('src/cli/a.c')('base/arena.h'), false);
	assert.equal(allowed('src/wasm/a.c')('cli/files.h'), false);
	assert.equal(allowed('src/elsewhere/a.c'), null);
	assert.equal(allowed('src/training/a.c')('inspection/trace.h'), false);
	assert.equal(allowed('src/training/a.c')('layers/gru.h'), true);
	assert.equal(allowed('src/cli/a.c')('stdio.h'), true);
});

test('the engine calls nothing that ends or leaves it', () => {
	const calls = /\b(abort|exit|_Exit|assert|printf|puts|fopen|getenv|time|clock|rand|setlocale|strtod|atof)\s*\(/;
	const engine = sources.filter((path) => floors.includes(path.split('/')[1]) && path.startsWith('src/'));
	const wrong = engine.filter((path) => calls.test(read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));
	assert.deepEqual(wrong, []);
});
