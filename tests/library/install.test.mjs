// The installed library as a project outside of this tree uses it: by find_package() and by pkg-config, also after the folder that it
// was installed into has moved.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { version } from '../../scripts/version.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unroll-install-'));
const prefix = join(folder, 'moved');
const project = join(folder, 'project');
const corpus = join(folder, 'films.safetensors');
after(() => rmSync(folder, { recursive: true }));

const run = (program, args, environment = {}) =>
	execFileSync(program, args, { cwd: project, encoding: 'utf8', stdio: 'pipe', env: { ...process.env, ...environment } });

before(() => {
	mkdirSync(project);
	run('cmake', ['--install', join(root, 'build/native'), '--prefix', join(folder, 'installed')]);
	renameSync(join(folder, 'installed'), prefix);
	cpSync(join(root, 'examples/train_file.c'), join(project, 'train.c'));
	const rows = Array.from({ length: 300 }, (_, i) => `${i % 2 ? 'a good film' : 'a bad film'} of story ${i % 17},${i % 2}`);
	writeFileSync(join(folder, 'films.csv'), ['text,label', ...rows, ''].join('\n'));
	run(join(prefix, 'bin/unroll'), ['corpus', 'csv', join(folder, 'films.csv'), '-o', corpus]);
});

const learns = /^best epoch \d+, validation loss 0\.\d+\n$/;

test('a CMake project finds it, of this version and no other', () => {
	const list = (wanted) => `cmake_minimum_required(VERSION 3.25)
project(use C)
find_package(unroll ${wanted} REQUIRED)
add_executable(train train.c)
target_link_libraries(train unroll::unroll)\n`;
	writeFileSync(join(project, 'CMakeLists.txt'), list(version));
	run('cmake', ['-B', 'build', '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${prefix}`]);
	run('cmake', ['--build', 'build']);
	assert.match(run(join(project, 'build/train'), [corpus]), learns);
	const [major, minor] = version.split('.').map(Number);
	writeFileSync(join(project, 'CMakeLists.txt'), list(`${major}.${minor + 1}`));
	assert.throws(() => run('cmake', ['-B', 'other', '-G', 'Ninja', `-DCMAKE_PREFIX_PATH=${prefix}`]), ({ stderr }) => stderr.includes(version));
});

test('pkg-config finds it', () => {
	const path = execFileSync('find', [prefix, '-name', 'unroll.pc'], { encoding: 'utf8' }).trim();
	const flags = (...options) => run('pkg-config', [...options, 'unroll'], { PKG_CONFIG_PATH: join(path, '..') }).trim();
	assert.equal(flags('--modversion'), version);
	run('cc', ['-std=c11', 'train.c', ...flags('--cflags', '--libs').split(' '), '-o', 'by-pkg-config']);
	assert.match(run(join(project, 'by-pkg-config'), [corpus]), learns);
	assert.ok(!readFileSync(path, 'utf8').includes(folder), 'no place of this machine is in it');
});
