// libunroll.a as its user has it: one archive and the public headers, from C and from C++, with no symbol beside those of the
// headers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { circles } from '../structure/circles.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const archive = `${root}build/native/libunroll.a`;
const headers = readdirSync(`${root}include/unroll`).sort();
const folder = mkdtempSync(`${tmpdir()}/unroll-library-`);
after(() => rmSync(folder, { recursive: true }));

const run = (program, args, input = '') => execFileSync(program, args, { cwd: root, encoding: 'utf8', input, stdio: 'pipe' });
const symbols = (...options) =>
	run('nm', [...options, archive])
		.split('\n')
		.filter((line) => / [A-Za-z] \S+$/.test(line))
		.map((line) => line.split(' ').at(-1));

// Every function that the headers declare.
const declared = headers.flatMap((name) =>
	[...readFileSync(`${root}include/unroll/${name}`, 'utf8').matchAll(/^(?!typedef)[\w ]+?[ *](unroll_\w+)\(/gm)].map((found) => found[1]),
);

test('the archive defines what the headers declare, and nothing else is visible', () => {
	assert.ok(declared.length > 90, `${declared.length} functions are declared`);
	assert.deepEqual(symbols('--extern-only', '--defined-only').sort(), [...declared].sort());
});

test('it takes nothing from the C library but memory and texts', () => {
	const taken = symbols('--undefined-only').filter((name) => !/^(mem|str)\w+$|^(malloc|calloc|realloc|free|aligned_alloc|qsort)$/.test(name));
	// What the compiler and its own library add: position-independent code, and the question what the processor has.
	assert.deepEqual(taken.filter((name) => !/^(_GLOBAL_OFFSET_TABLE_|__cpu_\w+|__stack_chk_fail)$/.test(name)), []);
});

const warnings = ['-Wall', '-Wextra', '-Wpedantic', '-Werror', '-Iinclude'];
const languages = [
	['c', 'cc', '-std=c11'],
	['c++', 'c++', '-std=c++11'],
	['c++', 'c++', '-std=c++20'],
];
for (const [language, compiler, standard] of languages)
	test(`every header compiles by itself as ${standard.slice(5)}`, () => {
		for (const name of headers)
			run(compiler, ['-x', language, standard, ...warnings, '-fsyntax-only', '-'], `#include <unroll/${name}>\n#include <unroll/${name}>\nextern int unit;\n`);
	});

test('a C++ program with names of its own trains and predicts with it', () => {
	const program = `${folder}/use`;
	run('c++', ['-std=c++11', ...warnings, '-o', program, 'tests/library/use.cpp', archive]);
	const [, major, minor, patch] = run('cc', ['-E', '-P', '-Iinclude', '-'], '#include <unroll/version.h>\nversion UNROLL_VERSION_MAJOR UNROLL_VERSION_MINOR UNROLL_VERSION_PATCH\n').match(/version (\d+) (\d+) (\d+)/);
	assert.equal(run(program, []), `${major}.${minor}.${patch} 1 1 0\n`);
	assert.match(run('build/native/unroll', ['--version']), new RegExp(`${major}\\.${minor}\\.${patch}`));
});

test('the examples compile, and do what they are for', () => {
	const build = (name) => run('cc', ['-std=c11', ...warnings, '-Wconversion', '-o', `${folder}/${name}`, `examples/${name}.c`, archive]);
	build('predict');
	const review = 'one of the best films i have seen in years';
	assert.match(run(`${folder}/predict`, ['models/gru.safetensors', review]), /^9\d\.\d% positive\n$/);
	build('train');
	assert.match(run(`${folder}/train`, []), /best epoch \d+.*\n.*story: positive\n.*story: negative\n$/);
});

// Includes do not show every dependency: one header may declare what several files define.
test('no files of the engine or the program call each other in a circle', () => {
	const remaining = [];
	const build = `${root}build/native`;
	const objects = readdirSync(build, { recursive: true }).flatMap((path) => {
		const [, source] = path.match(/(?:^|\/)unroll_\w+\.dir\/(src\/.*\.c)\.o$/) ?? [];
		const [, program] = path.match(/^src\/cli\/CMakeFiles\/unroll\.dir\/(.*\.c)\.o$/) ?? [];
		const object = { source: source ?? `src/cli/${program}`, path: `${build}/${path}` };
		return existsSync(root + object.source) ? [object] : []; // a build keeps the objects of files that are gone
	});
	assert.ok(objects.length > 90, `${objects.length} objects were found`);
	const listed = (path, kinds) => [...run('nm', [path]).matchAll(new RegExp(` [${kinds}] (\\S+)$`, 'gm'))].map((found) => found[1]);
	const definedIn = new Map(objects.flatMap(({ source, path }) => listed(path, 'TDBR').map((name) => [name, source])));
	const calls = objects.flatMap(({ source, path }) => listed(path, 'U').map((name) => [source, definedIn.get(name)]));
	const edges = calls.filter(([from, to]) => to && to !== from);
	assert.ok(edges.length > 500, `${edges.length} calls were found`);
	assert.deepEqual(circles(edges).filter((circle) => !remaining.includes(circle)), []);
});
