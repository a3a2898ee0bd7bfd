// Where the set-up looks for the reviews, and in which order.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

const script = new URL('../../scripts/find-reviews.sh', import.meta.url).pathname;
let folder;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'reviews-'));
	mkdirSync(join(folder, 'repository'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path) {
	const file = join(folder, 'repository', path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, '');
}

function find(environment = {}, ...args) {
	const { IMDB_ARCHIVE: _, ...env } = process.env;
	const { status, stdout, stderr } = spawnSync('bash', [script, ...args], {
		cwd: join(folder, 'repository'),
		env: { ...env, IMDB_URL: 'http://no-such-server.invalid/', ...environment },
		encoding: 'utf8',
	});
	return { status, stdout, stderr };
}

test('the nearest archive wins', () => {
	put('../shared/imdb/aclImdb_subset.tar.gz');
	assert.equal(find().stdout, '../shared/imdb/aclImdb_subset.tar.gz\n');
	put('data/aclImdb_v1.tar.gz');
	assert.equal(find().stdout, 'data/aclImdb_v1.tar.gz\n');
	put('own.tar.gz');
	assert.equal(find({ IMDB_ARCHIVE: 'own.tar.gz' }).stdout, 'own.tar.gz\n');
});

test('an IMDB_ARCHIVE that is not there is an error, not a reason to take another one', () => {
	put('data/aclImdb_v1.tar.gz');
	const { status, stdout, stderr } = find({ IMDB_ARCHIVE: 'gone.tar.gz' });
	assert.equal(status, 1);
	assert.equal(stdout, '');
	assert.match(stderr, /IMDB_ARCHIVE names gone\.tar\.gz/);
});

test('without an archive it is downloaded, from IMDB_URL where that is set', () => {
	const { status, stdout, stderr } = find();
	assert.equal(status, 3, 'a caller that can do without goes on');
	assert.equal(stdout, '');
	assert.match(stderr, /no-such-server\.invalid.* cannot be reached/);
});

test('--local downloads nothing', () => {
	assert.deepEqual(find({}, '--local'), { status: 1, stdout: '', stderr: '' });
});
