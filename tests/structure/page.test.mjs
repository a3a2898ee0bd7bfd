// The page's folders build on one another in one direction, and what needs no document knows none.
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';

import { files, findLines, read } from './files.mjs';

/** Which folders of web/src the files of each may import from, besides their own. */
const below = {
	engine: [],
	storage: [],
	offline: [],
	timing: [],
	protocol: ['engine', 'storage'],
	worker: ['protocol', 'engine', 'storage', 'timing'],
	i18n: ['protocol', 'engine', 'storage'],
	model: ['i18n', 'protocol', 'storage', 'offline', 'timing'],
	view: ['model', 'i18n', 'protocol'],
	components: ['view', 'model', 'i18n', 'protocol', 'storage'],
};

const sources = files.filter((path) => /^web\/src\/.*\.(ts|svelte)$/.test(path));
const folderOf = (path) => path.split('/')[2];

/** The files of the page that a file imports, types too. */
export function importsOf(path, text = read(path)) {
	const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^'?]+)'/g)].map((found) => found[1]);
	return specifiers.map((name) => posix.join(posix.dirname(path), name)).filter((target) => target.startsWith('web/src/'));
}

test('the folders of the page build on one another in one direction', () => {
	assert.ok(sources.length > 100, 'the sources were found');
	const wrong = sources.filter((path) => below[folderOf(path)]).flatMap((path) => {
		const allowed = [folderOf(path), ...below[folderOf(path)]];
		return importsOf(path).filter((target) => !allowed.includes(folderOf(target))).map((target) => `${path} imports ${target}`);
	});
	assert.deepEqual(wrong, []);
});

test('model/ knows no document', () => {
	const wrong = sources.filter((path) => folderOf(path) === 'model' && /\b(document|window)\./.test(read(path)));
	assert.deepEqual(wrong, []);
});

// In Firefox a worker that constructs another sometimes waits for ever (web/src/training-worker.ts).
test('only the page starts workers', () => {
	assert.deepEqual(findLines(/new Worker\(/, (path) => sources.includes(path) && folderOf(path) === 'worker'), []);
});

test('an import of a type counts', () => {
	assert.deepEqual(importsOf('web/src/model/a.ts', "import type { B } from '../view/b.ts';"), ['web/src/view/b.ts']);
});
