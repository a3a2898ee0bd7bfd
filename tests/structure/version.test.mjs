// The version stands in include/unroll/version.h; whatever else names it agrees.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { files, read } from './files.mjs';
import { version } from '../../scripts/version.mjs';

test('the version is three numbers, and the comment beside them has the same', () => {
	assert.match(version, /^\d+\.\d+\.\d+$/);
	assert.ok(read('include/unroll/version.h').includes(`/* "${version}", `));
});

test('the changelog begins with it, and its versions descend', () => {
	const versions = [...read('CHANGELOG.md').matchAll(/^## (.*)$/gm)].map(([, name]) => name);
	assert.equal(versions[0], version);
	const numbers = versions.map((name) => name.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0));
	assert.deepEqual(numbers, [...new Set(numbers)].sort((a, b) => b - a));
});

test('no package has a version of its own in the repository: packing writes it', () => {
	const packages = files.filter((path) => /^packages\/.*package\.json$/.test(path));
	assert.deepEqual(packages.filter((path) => JSON.parse(read(path)).version !== undefined), []);
});

test('the README names the packages that there are', () => {
	const named = [...read('README.md').matchAll(/unroll(?:-engine)?-(\d+\.\d+\.\d+)\.tgz/g)].map(([, found]) => found);
	assert.deepEqual(named, [version, version]);
});
