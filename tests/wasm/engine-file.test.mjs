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

const imports = ['env.emscripten_notify_memory_growth'];
const threads = 'wasm-threads';
const builds = ['wasm', threads, 'wasm-scalar'];

// What a module of the page's three builds has: its own exports, and what both modules have.
const inEachBuild = (module) => {
	const ofFolder = (folder) => [...list(`src/wasm/${folder}exports.txt`), ...list(`src/wasm/${folder}${module}/exports.txt`)];
	return Object.fromEntries(
		builds.map((build) => [
			`${build}/${module}.wasm`,
			{
				imports: build === threads ? [...imports, 'env.memory'] : imports,
				exports: build === threads ? [...ofFolder(''), ...ofFolder('threads/')] : ofFolder(''),
			},
		]),
	);
};
const engines = inEachBuild('engine');
const evaluations = inEachBuild('evaluation');
const importer = 'wasm-scalar/importer.wasm';
const exporter = 'wasm-scalar/exporter.wasm';
const modules = {
	...engines,
	...evaluations,
	[importer]: { imports, exports: list('src/wasm/importer/exports.txt') },
	[exporter]: { imports, exports: list('src/wasm/exporter/exports.txt') },
};

const memory = (name) => Number(String(read('src/wasm/memory.h')).match(new RegExp(`#define ${name} +(\\d+)`))[1]);
const pages = (bytes) => bytes / memory('WASM_PAGE');

// The limits of the memory that a module has or imports: they follow their flags, three LEB128 numbers in all.
function memoryLimits(file) {
	const number = (at) => {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			const byte = file[at++];
			value += (byte & 127) * 2 ** shift;
			if (byte < 128) return [value, at];
		}
	};
	for (let at = 8; at < file.length; ) {
		const [size, start] = number(at + 1);
		const imported = file.subarray(start, start + size).indexOf('\x06memory\x02');
		const limits = file[at] === 5 ? start + 1 : file[at] === 2 && imported >= 0 ? start + imported + 8 : 0;
		if (limits) {
			const [initial, next] = number(limits + 1);
			return { initial, maximum: number(next)[0] };
		}
		at = start + size;
	}
	return null;
}

for (const [build, expected] of Object.entries(modules)) {
	const file = read(`build/${build}`);
	const module = new WebAssembly.Module(file);

	const most = build in evaluations ? 58_000 : 80_000;
	test(`${build}: at most ${most / 1000} kB to load, compressed as servers send it`, () => {
		const { length } = gzipSync(file, { level: 9 });
		assert.ok(length <= most, `it has ${length} bytes`);
	});

	test(`${build}: imports nothing but the notice of grown memory, and the memory where it is shared`, () => {
		const imports = WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`);
		assert.deepEqual(imports, expected.imports);
	});

	test(`${build}: has the memory of src/wasm/memory.h`, () => {
		const expected = { initial: pages(memory('WASM_INITIAL_MEMORY')), maximum: pages(memory('WASM_MAXIMUM_MEMORY')) };
		assert.deepEqual(memoryLimits(file), expected);
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

const size = (file) => brotliCompressSync(file).length;
const assets = () => readdirSync(new URL('../../build/site/assets', import.meta.url)).filter((name) => /\.(js|css)$/.test(name));

// What index.html names, what that imports at once, and the workers. Parts that are imported later, and the texts of other
// languages, are fetched when they are wanted.
function loadedAtOnce() {
	const names = assets();
	const isWorker = (name) => /worker|helper/.test(name) && !name.startsWith('evaluation-worker'); // which is started when it is wanted
	const loaded = new Set();
	const add = (name) => {
		if (loaded.has(name)) return;
		loaded.add(name);
		const text = read(`build/site/assets/${name}`).toString();
		const imported = (other) => new RegExp(`(from|import)\\s*["']\\./${other.replaceAll('.', '\\.')}["']`).test(text);
		names.filter(imported).forEach(add);
	};
	const page = read('build/site/index.html').toString();
	names.filter((name) => page.includes(name) || isWorker(name)).forEach(add);
	return ['index.html', ...[...loaded].map((name) => `assets/${name}`)];
}

test('the page with the largest engine: at most 170 kB to load, in Brotli as servers send it', () => {
	const code = loadedAtOnce();
	assert.ok(code.length > 4 && code.length < 1 + assets().length);
	const largest = Math.max(...Object.keys(engines).map((build) => size(read(`build/${build}`))));
	const bytes = code.reduce((sum, path) => sum + size(read(`build/site/${path}`)), largest);
	assert.ok(bytes <= 170_000, `it has ${bytes} bytes`);
});

test('all parts of the page, in all languages: at most 335 kB beside the engine and the readers of Parquet and Excel', () => {
	// csv-row is what the two readers share, with the unpacking of gzip and zip.
	const parts = assets().filter((name) => !/^(parquet|workbook|csv-row)-/.test(name));
	const bytes = parts.reduce((sum, name) => sum + size(read(`build/site/assets/${name}`)), 0);
	assert.ok(bytes <= 335_000, `it has ${bytes} bytes`);
});

test('SIMD is in one of them only', () => {
	// Every instruction of SIMD begins with the byte 0xfd, which is rare otherwise.
	const prefixes = (build) => read(`build/${build}/engine.wasm`).reduce((count, byte) => count + (byte === 0xfd), 0);
	assert.ok(prefixes('wasm') > 3 * prefixes('wasm-scalar'), `${prefixes('wasm')} and ${prefixes('wasm-scalar')}`);
});
