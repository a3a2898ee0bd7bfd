// Where the set-up looks for the Korean reviews, and how it divides them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, test } from 'node:test';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));
let folder;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'korean-'));
	mkdirSync(join(folder, 'repository'));
	spawnSync('ln', ['-s', scripts, join(folder, 'repository/scripts')]);
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path, text = '') {
	const file = join(folder, 'repository', path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return file;
}

const bash = (command, environment = {}) => {
	const { NSMC_ARCHIVE: _, ...env } = process.env;
	return spawnSync('bash', ['-c', command], { cwd: join(folder, 'repository'), env: { ...env, ...environment }, encoding: 'utf8' });
};
const find = (environment) => bash('bash scripts/find-korean-reviews.sh', environment);

test('both files come before one, data/ before the folder beside the repository, NSMC_ARCHIVE before all', () => {
	assert.deepEqual([find().status, find().stdout], [3, '']);
	put('../shared/nsmc/ratings_test.txt.xz');
	assert.equal(find().stdout, '../shared/nsmc/ratings_test.txt.xz\n');
	put('data/ratings_train.txt');
	assert.equal(find().stdout, 'data/ratings_train.txt\n');
	put('data/ratings_test.txt');
	assert.equal(find().stdout, 'data\n');
	put('own/ratings_test.txt');
	assert.equal(find({ NSMC_ARCHIVE: 'own' }).stdout, 'own/ratings_test.txt\n');
});

test('an NSMC_ARCHIVE without them is an error, not a reason to take others', () => {
	put('data/ratings_train.txt');
	for (const wrong of ['gone', 'data/none.txt', '.']) {
		const { status, stdout, stderr } = find({ NSMC_ARCHIVE: wrong });
		assert.deepEqual([status, stdout], [1, '']);
		assert.match(stderr, /NSMC_ARCHIVE names /);
	}
});

test('of one file the last fifth is the test half, packed or not, with and without a last line end', () => {
	const rows = Array.from({ length: 10 }, (_, i) => `${i}\t글 ${i}\t${i % 2}`);
	const text = ['id\tdocument\tlabel', ...rows].join('\n');
	const plain = put('a.txt', text);
	put('b.txt', `${text}\n`);
	spawnSync('xz', ['--keep', plain]);
	for (const file of ['a.txt', 'b.txt', 'a.txt.xz']) {
		const { status, stderr } = bash(`source scripts/corpus.sh; divide_korean ${file}`);
		assert.equal(status, 0, stderr);
		const [train, held] = ['train', 'test'].map((half) => readFileSync(join(folder, `repository/build/corpus/nsmc/ratings_${half}.txt`), 'utf8').trimEnd().split('\n'));
		assert.deepEqual(train, ['id\tdocument\tlabel', ...rows.slice(0, 8)]);
		assert.deepEqual(held, ['id\tdocument\tlabel', ...rows.slice(8)]);
	}
});
