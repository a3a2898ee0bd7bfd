// The engine's files as a page gets them: small, with the imports the loader gives, and with the exports of the
// lists and no others but what every standalone module has.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));

const list = (path) =>
	String(read(path))
		.split('\n')
		.filter((line) => /^[a-z]/.test(line));
const standalone = ['memory', '_initialize', '__indirect_function_table', '__errno_location', 'stackSave', 'stackRestore', 'stackAlloc'];

const ofAll = { imports: ['env.emscripten_notify_memory_growth'], exports: list('src/wasm/exports.txt') };
const builds = {
	wasm: ofAll,
	'wasm-threads': {
		imports: [...ofAll.imports, 'env.memory'],
		exports: [...ofAll.exports, ...list('src/wasm/threads/exports.txt')],
	},
	'wasm-scalar': ofAll,
};

for (const [build, expected] of Object.entries(builds)) {
	const file = read(`build/${build}/engine.wasm`);
	const module = new WebAssembly.Module(file);

	test(`${build}: at most 60 kB to load, compressed as servers send it`, () => {
		const { length } = gzipSync(file, { level: 9 });
		assert.ok(length <= 60_000, `it has ${length} bytes`);
	});

	test(`${build}: imports nothing but the notice of grown memory, and the memory where it is shared`, () => {
		const imports = WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`);
		assert.deepEqual(imports, expected.imports);
	});

	test(`${build}: exports what the lists say`, () => {
		const exports = WebAssembly.Module.exports(module).map(({ name }) => name);
		assert.ok(expected.exports.length > 0);
		assert.deepEqual(
			exports.filter((name) => !standalone.includes(name)).sort(),
			[...expected.exports].sort(),
		);
	});
}

test('the page with the largest engine: at most 150 kB to load, in Brotli as servers send it', () => {
	const size = (file) => brotliCompressSync(file).length;
	const folder = new URL('../../build/site/', import.meta.url);
	const assets = readdirSync(new URL('assets', folder)).map((name) => `build/site/assets/${name}`);
	const code = ['build/site/index.html', ...assets.filter((path) => /\.(js|css)$/.test(path))];
	assert.ok(code.length > 3);
	const engines = Object.keys(builds).map((build) => size(read(`build/${build}/engine.wasm`)));
	const bytes = code.reduce((sum, path) => sum + size(read(path)), Math.max(...engines));
	assert.ok(bytes <= 150_000, `it has ${bytes} bytes`);
});

test('SIMD is in one of them only', () => {
	// Every instruction of SIMD begins with the byte 0xfd, which is rare otherwise.
	const prefixes = (build) => read(`build/${build}/engine.wasm`).reduce((count, byte) => count + (byte === 0xfd), 0);
	assert.ok(prefixes('wasm') > 3 * prefixes('wasm-scalar'), `${prefixes('wasm')} and ${prefixes('wasm-scalar')}`);
});
