// The site without the reviews: complete, and plain about it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const scripts = fileURLToPath(new URL('../../scripts', import.meta.url));
let folder;
let repository;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'site-'));
	repository = join(folder, 'repository');
	mkdirSync(join(repository, 'build/site'), { recursive: true });
	symlinkSync(scripts, join(repository, 'scripts'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function placeReviews(environment = {}) {
	const { IMDB_ARCHIVE: _, ...env } = process.env;
	const script = 'set -euo pipefail; source scripts/corpus.sh; place_reviews; echo "and on"';
	return spawnSync('bash', ['-c', script], {
		cwd: repository,
		env: { ...env, IMDB_URL: 'http://no-such-server.invalid/', ...environment },
		encoding: 'utf8',
	});
}

test('where the reviews cannot be had, the site goes without them and says what that means', () => {
	const { status, stdout, stderr } = placeReviews();
	assert.equal(status, 0, stderr);
	assert.match(stdout, /complete, without the reviews/);
	assert.match(stdout, /synthetic/);
	assert.match(stdout, /data\/aclImdb_v1\.tar\.gz/);
	assert.match(stdout, /and on\n$/);
	assert.match(stderr, /cannot be reached/);
	assert.ok(!existsSync(join(repository, 'build/site/corpus')));
});

test('what the site has from before, it keeps', () => {
	const corpus = join(repository, 'build/site/corpus');
	mkdirSync(corpus);
	writeFileSync(join(corpus, 'imdb.safetensors.zst'), '');
	const { status, stdout } = placeReviews();
	assert.equal(status, 0);
	assert.match(stdout, /keeps the reviews/);
	assert.ok(existsSync(join(corpus, 'imdb.safetensors.zst')));
});

test('a wrong IMDB_ARCHIVE is an error', () => {
	const { status, stdout, stderr } = placeReviews({ IMDB_ARCHIVE: 'gone.tar.gz' });
	assert.equal(status, 1);
	assert.doesNotMatch(stdout, /complete|and on/);
	assert.match(stderr, /gone\.tar\.gz/);
});
