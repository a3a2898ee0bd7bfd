// Dependencies point one way: a folder of the engine uses only itself and the folders below it, programs use only the public
// interface, nothing goes in a circle, and the engine uses nothing of the C library that prints, reads a clock, touches a
// file, depends on a locale, or computes floating-point numbers in its own way.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path/posix';
import { test } from 'node:test';

import { circles } from './circles.mjs';
import { files, read } from './files.mjs';

// From the bottom up.
const layers = ['base', 'kernels', 'storage', 'text', 'import', 'layers', 'training', 'evaluation', 'exchange', 'inspection'];
const programs = ['cli', 'wasm', 'threads']; // threads: what the other two share
const engineHeaders = ['float', 'limits', 'stdarg', 'stdbool', 'stddef', 'stdint', 'stdlib', 'string'];
const otherEngineHeaders = ['jsmn.h', 'wasm_simd128.h', 'immintrin.h', 'arm_neon.h'];

const sources = files.filter((path) => /^(src|include|tests)\/.*\.[ch]$/.test(path));
const includes = (path) => [...read(path).matchAll(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/gm)].map((found) => found[2]);

// What a file may include, by its folder: a predicate on the name in an #include, or null where the folder is unknown.
export function allowed(path) {
	const [top, folder] = path.split('/');
	if (top === 'include') return (name) => name.startsWith('unroll/') || isEngineHeader(name);
	const index = layers.indexOf(folder);
	if (top === 'src' && index >= 0)
		return (name) => name.startsWith('unroll/') || isEngineHeader(name) || layers.slice(0, index + 1).includes(name.split('/')[0]);
	if (top === 'src' && programs.includes(folder))
		return (name) => name === 'unroll/unroll.h' || !name.includes('/') || [folder, 'threads', 'sys'].includes(name.split('/')[0]);
	return null;
}

const isEngineHeader = (name) => otherEngineHeaders.includes(name) || engineHeaders.includes(name.replace(/\.h$/, ''));

test('every source is in a known folder', () => {
	const lost = sources.filter((path) => !path.startsWith('tests/') && !allowed(path));
	assert.ok(sources.length > 20, 'the sources were found');
	assert.deepEqual(lost, []);
});

test('no file includes anything from a higher layer', () => {
	const wrong = sources
		.filter((path) => allowed(path))
		.flatMap((path) => includes(path).filter((name) => !allowed(path)(name)).map((name) => `${path} includes ${name}`));
	assert.deepEqual(wrong, []);
});

test('the rule refuses what it should', () => {
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

test('the engine calls nothing that ends the program or leaves it', () => {
	const calls = /\b(abort|exit|_Exit|assert|printf|puts|fopen|getenv|time|clock|rand|setlocale|strtod|atof)\s*\(/;
	const engine = sources.filter((path) => layers.includes(path.split('/')[1]) && path.startsWith('src/'));
	const wrong = engine.filter((path) => calls.test(read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));
	assert.deepEqual(wrong, []);
});

// --- Circles -------------------------------------------------------------------------------------

// The files of the project that a file depends on.
function dependencies(path) {
	const found = path.match(/\.[ch]$/)
		? includes(path).flatMap((name) => [join(dirname(path), name), `src/${name}`, `include/${name}`])
		: [...read(path).matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"?]+)/g)].map(([, name]) => join(dirname(path), name));
	return found.filter((name) => files.includes(name));
}

test('no files or folders depend on each other in a circle', () => {
	const code = files.filter((path) => /^(src|include|web\/src)\/.*\.(c|h|ts|svelte)$/.test(path));
	const edges = code.flatMap((path) => dependencies(path).map((other) => [path, other]));
	assert.ok(edges.length > 1000, `${edges.length} dependencies were found`);
	assert.deepEqual(circles(edges), []);
});

test('circles are found among files, and among folders', () => {
	const oneWay = [['src/a/x.c', 'src/a/y.h'], ['src/a/y.c', 'src/b/z.h'], ['src/a/App.ts', 'src/a/parts/p.ts'], ['src/a/parts/p.ts', 'src/a/theme.ts']];
	assert.deepEqual(circles(oneWay), []);
	assert.deepEqual(circles([...oneWay, ['src/a/y.c', 'src/a/x.h']]), ['src/a/x src/a/y']);
	assert.deepEqual(circles([...oneWay, ['src/b/other.h', 'src/c/c.h'], ['src/c/c.c', 'src/a/y.h']]), ['src/a src/b src/c']);
	assert.deepEqual(circles([...oneWay, ['src/a/theme.ts', 'src/a/parts/q.ts']]), ['src/a/parts src/a/theme.ts']);
});
