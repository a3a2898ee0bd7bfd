// What no file of the repository may hold: places on one machine, addresses of package servers, reviews, or
// more than one subject.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { spawnSync } from 'node:child_process';

import { files, findLines, read, root } from './files.mjs';

const isText = (path) => !/\.(png|safetensors|gz|ico|woff2)$/.test(path);

test('no file names a folder of one machine', () => {
	// Where people keep their files, and where this copy of the repository happens to lie.
	const folders = ['/home/', '/root/', '/Users/', 'C:\\\\', root.replace(/[^\w/]/g, '\\$&')];
	const homes = new RegExp(folders.map((folder) => `(^|[\\s"'\`(=:])${folder}`).join('|'));
	assert.deepEqual(findLines(homes, (path) => isText(path) && path !== 'tests/structure/contents.test.mjs'), []);
});

test('lock files name no server', () => {
	assert.deepEqual(findLines(/"resolved"|https?:\/\/[^"]*\.tgz/, (path) => path.endsWith('package-lock.json')), []);
});

test('npm packages are pinned to one version', () => {
	for (const path of files.filter((file) => file.endsWith('package.json'))) {
		const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read(path));
		for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
			assert.match(version, /^\d+\.\d+\.\d+$/, `${path}: ${name}`);
	}
});

test('no file has more than 500 lines, generated ones aside', () => {
	const written = files.filter((path) => /\.(c|h|ts|svelte|css|js|mjs|sh)$/.test(path) && !path.endsWith('_table.h'));
	const long = written.filter((path) => read(path).split('\n').length > 501);
	assert.deepEqual(long, []);
});

test('the example in the README is the one that is compiled and run', () => {
	const [, example] = /```c\n([\s\S]*?)```/.exec(read('README.md'));
	assert.equal(example, read('examples/predict.c'));
});

test('every link of the documentation leads to a file', () => {
	const pages = files.filter((path) => path.endsWith('.md'));
	const broken = pages.flatMap((path) =>
		[...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
			.map(([, target]) => posix.join(posix.dirname(path), target))
			.filter((target) => !existsSync(root + target))
			.map((target) => `${path}: ${target}`),
	);
	assert.deepEqual(broken, []);
});

test('every file or folder that the documentation names is there', () => {
	const pages = files.filter((path) => path.endsWith('.md'));
	const generated = ['web/src/engine/boundary.ts'];
	const gone = pages.flatMap((path) =>
		[...read(path).matchAll(/`((?:bench|docs|examples|include|models|scripts|src|tests|tools|web)\/[a-z0-9_./-]*)`/g)]
			.filter(([, target]) => !existsSync(root + target) && !generated.includes(target))
			.map(([, target]) => `${path}: ${target}`),
	);
	assert.deepEqual(gone, []);
});

test('the shell scripts pass shellcheck', (context) => {
	const scripts = ['dev', '.ci/run', ...files.filter((path) => path.endsWith('.sh'))];
	const { error, status, stdout } = spawnSync('shellcheck', ['--external-sources', ...scripts], { cwd: root, encoding: 'utf8' });
	if (error?.code === 'ENOENT') return context.skip('shellcheck is not installed');
	assert.equal(status, 0, stdout);
});
