// The two engine files as a page gets them: small, with the one import the loader gives, and with the
// exports of the list and no others but what every standalone module has.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));

const listed = String(read('src/wasm/exports.txt'))
	.split('\n')
	.filter((line) => /^[a-z]/.test(line));
const standalone = ['memory', '_initialize', '__indirect_function_table', '__errno_location', 'stackSave', 'stackRestore', 'stackAlloc'];

for (const build of ['wasm', 'wasm-scalar']) {
	const file = read(`build/${build}/engine.wasm`);
	const module = new WebAssembly.Module(file);

	test(`${build}: at most 60 kB to load, compressed as servers send it`, () => {
		const { length } = gzipSync(file, { level: 9 });
		assert.ok(length <= 60_000, `it has ${length} bytes`);
	});

	test(`${build}: imports nothing but the notice of grown memory`, () => {
		const imports = WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`);
		assert.deepEqual(imports, ['env.emscripten_notify_memory_growth']);
	});

	test(`${build}: exports what the list says`, () => {
		const exports = WebAssembly.Module.exports(module).map(({ name }) => name);
		assert.ok(listed.length > 0);
		assert.deepEqual(
			exports.filter((name) => !standalone.includes(name)).sort(),
			[...listed].sort(),
		);
	});
}

test('SIMD is in one of them only', () => {
	// Every instruction of SIMD begins with the byte 0xfd, which is rare otherwise.
	const prefixes = (build) => read(`build/${build}/engine.wasm`).reduce((count, byte) => count + (byte === 0xfd), 0);
	assert.ok(prefixes('wasm') > 3 * prefixes('wasm-scalar'), `${prefixes('wasm')} and ${prefixes('wasm-scalar')}`);
});
