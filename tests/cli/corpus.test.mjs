// unroll corpus imdb: archive and folder, whole and damaged.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { before, beforeEach, test } from 'node:test';
import { done, fails, filesIn, jsonLines, makeReviews, packed, program, run, tarOf, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const reviews = join(folder, 'aclImdb');
const archive = join(folder, 'reviews.tar.gz');
const out = join(folder, 'out');
const target = join(out, 'corpus');
let tar;
let whole; // the corpus of all reviews

const make = (from, ...options) => done(['corpus', 'imdb', from, '-o', target, ...options]);
const refuses = (message, from, ...options) => {
	const said = fails(1, message, ['corpus', 'imdb', from, '-o', target, ...options]);
	assert.deepEqual(filesIn(out), [], 'something was left behind');
	return said;
};

before(() => {
	makeReviews(reviews);
	tar = tarOf(reviews);
	writeFileSync(archive, packed(tar));
	mkdirSync(out);
	make(reviews);
	whole = readFileSync(target);
});

beforeEach(() => {
	rmSync(out, { recursive: true });
	mkdirSync(out);
});

test('archive and folder give the same corpus, byte for byte, and so does a second time', () => {
	for (const from of [archive, reviews, `${reviews}/`, archive]) {
		make(from);
		assert.ok(readFileSync(target).equals(whole), from);
	}
});

test('an archive that is not packed does, too, whatever it is called', () => {
	writeFileSync(join(folder, 'plain'), tar);
	make(join(folder, 'plain'));
	assert.ok(readFileSync(target).equals(whole));
});

test('the corpus says what it contains, and nothing about this computer', () => {
	const [said] = jsonLines(make(archive, '--json'));
	const { train_reviews, test_reviews, words, tail, bytes } = said;
	assert.deepEqual({ train_reviews, test_reviews, words, tail, bytes }, { train_reviews: 120, test_reviews: 40, words: 10000, tail: 200, bytes: statSync(target).size });
	assert.equal(said.train_positive, 60);
	assert.equal(said.test_positive, 20);
	assert.equal(said.known_words, said.all_words, 'all words of so few reviews are known');
	assert.equal(said.lengths.reduce((sum, count) => sum + count), 160);
	assert.ok(said.shortest > 0 && said.longest >= said.all_words / 160);
	assert.equal(said.skipped_unlabelled, 1);
	assert.equal(said.skipped_other_file, 1);
	const text = readFileSync(target, 'latin1');
	assert.ok(!text.includes(folder));
	assert.ok(text.includes('Large Movie Review Dataset'));
	assert.ok(text.includes("director's"), 'words keep their apostrophes');
	assert.ok(!text.includes('unheardof'), 'unlabelled reviews are skipped');
});

test('--words, --tail and --limit are kept to', () => {
	const [said] = jsonLines(make(reviews, '--words', '20', '--tail', '7', '--limit', '10', '--json'));
	assert.equal(said.train_reviews, 10);
	assert.equal(said.test_reviews, 10);
	assert.equal(said.words, 20);
	assert.equal(said.tail, 7);
	assert.ok(said.bytes < whole.length);
});

test('what a person reads is a line and the report', () => {
	const said = make(reviews);
	assert.match(said, /^.*corpus: 120 training and 40 test reviews, ids below 10,000, [\d.]+ kB, in [\d.]+ s\n\n/);
	assert.match(said, /\n {2}positive +60 +20\n {2}negative +60 +20\n/);
	assert.match(said, /\n {2}100.0 % of them are among the \d+ of the vocabulary\n/);
	assert.match(said, /\n {2}from +0 +160 {2}#{40}\n/);
	assert.match(make(archive), /\n {2}skipped: 1 reviews without a label\n/);
});

test('an archive that ends too early is refused, wherever it ends', () => {
	const bytes = packed(tar);
	const ends = [0, 1, 9, 10, 11, 100, bytes.length >> 2, bytes.length >> 1, bytes.length - 100, bytes.length - 9, bytes.length - 8, bytes.length - 1];
	for (const end of ends) {
		writeFileSync(join(folder, 'short'), bytes.subarray(0, end));
		refuses(/short is damaged or not an archive of reviews: .*Please fetch it again/, join(folder, 'short'));
	}
});

// A wrong bit may mean nothing: in the name and time at the front, or where it makes the same text come from
// another place that has it too.
test('an archive with one wrong bit never gives another corpus', () => {
	const bytes = packed(tar);
	const steps = 60;
	let refused = 0;
	for (let step = 0; step < steps; step++) {
		const at = Math.floor((step * bytes.length) / steps);
		const wrong = Buffer.from(bytes);
		wrong[at] ^= 1 << (step % 8);
		writeFileSync(join(folder, 'wrong'), wrong);
		const { code, stderr } = run(['corpus', 'imdb', join(folder, 'wrong'), '-o', target]);
		if (code === 0) {
			assert.ok(readFileSync(target).equals(whole), `bit ${step % 8} of byte ${at}`);
			rmSync(target);
			continue;
		}
		assert.equal(code, 1, `bit ${step % 8} of byte ${at}`);
		assert.match(stderr, /wrong is damaged/);
		assert.deepEqual(filesIn(out), []);
		refused++;
	}
	assert.ok(refused > 0.9 * steps, `${refused}`);
});

test('what is not an archive is refused', () => {
	writeFileSync(join(folder, 'page.html'), '<!doctype html><title>404 Not Found</title>'.repeat(50));
	refuses(/page.html is damaged or not an archive/, join(folder, 'page.html'));
	writeFileSync(join(folder, 'packed.html'), packed(Buffer.from('not a tar'.repeat(1000))));
	refuses(/packed.html is damaged or not an archive/, join(folder, 'packed.html'));
});

test('an archive or folder without reviews is refused, with the way out', () => {
	const other = join(folder, 'other');
	mkdirSync(join(other, 'train/unsup'), { recursive: true });
	writeFileSync(join(other, 'train/unsup/0_0.txt'), 'unlabelled');
	writeFileSync(join(other, '5_5.txt'), 'in no half');
	refuses(/other: There are no reviews in it.*Please give the folder aclImdb/, other);
	writeFileSync(join(folder, 'other.tar.gz'), packed(tarOf(other)));
	refuses(/other.tar.gz: There are no reviews in it.*aclImdb_v1.tar.gz/, join(folder, 'other.tar.gz'));
	refuses(/train: There are no reviews in it.*Please give the folder aclImdb/, join(reviews, 'train'));
});

test('a test half alone is refused: words are counted in the training half', () => {
	const half = join(folder, 'half');
	cpSync(join(reviews, 'test'), join(half, 'test'), { recursive: true });
	refuses(/half: /, half);
});

test('reviews of one label alone are refused, with what was found', () => {
	const good = join(folder, 'good');
	cpSync(reviews, good, { recursive: true });
	rmSync(join(good, 'train/neg'), { recursive: true });
	refuses(/good: All 60 reviews of the training half have the same label, positive\. Two are needed/, good);
	writeFileSync(join(folder, 'good.tar.gz'), packed(tarOf(good)));
	refuses(/good.tar.gz: All 60 reviews .* the same label, positive/, join(folder, 'good.tar.gz'));
});

test('names that only look like reviews are skipped', () => {
	const odd = join(folder, 'odd');
	cpSync(reviews, odd, { recursive: true });
	for (const name of ['train/pos/9.txt', 'train/pos/x_9.txt', 'train/pos/9_x.txt', 'train/pos/900_9.txt~', 'train/pos/._900_9.txt',
		'train/pos/99999999999_1.txt', 'train/901_9.txt', 'test/unsup_900_9.txt'])
		writeFileSync(join(odd, name), 'skipped');
	mkdirSync(join(odd, 'train/pos/902_9.txt'));
	mkdirSync(join(odd, 'train/strain/pos'), { recursive: true });
	writeFileSync(join(odd, 'train/strain/pos/903_9.txt'), 'skipped');
	make(odd);
	assert.ok(readFileSync(target).equals(whole));
	writeFileSync(join(folder, 'odd.tar.gz'), packed(tarOf(odd)));
	make(join(folder, 'odd.tar.gz'));
	assert.ok(readFileSync(target).equals(whole));
});

test('a review that is not UTF-8, or too large, is named', () => {
	const bad = join(folder, 'bad');
	cpSync(reviews, bad, { recursive: true });
	writeFileSync(join(bad, 'test/neg/7_1.txt'), Buffer.from([0x66, 0xff, 0x6f]));
	rmSync(join(bad, 'test/neg/7_4.txt'));
	refuses(/bad\/test\/neg\/7_1.txt: .*UTF-8/, bad);
	writeFileSync(join(folder, 'bad.tar.gz'), packed(tarOf(bad)));
	refuses(/aclImdb\/test\/neg\/7_1.txt: .*UTF-8/, join(folder, 'bad.tar.gz'));
	writeFileSync(join(bad, 'test/neg/7_1.txt'), 'a '.repeat(1 << 20));
	refuses(/7_1.txt is larger than any review/, bad);
	writeFileSync(join(folder, 'bad.tar.gz'), packed(tarOf(bad)));
	refuses(/7_1.txt is larger than any review/, join(folder, 'bad.tar.gz'));
});

test('two reviews with one number are refused: their order would be left to chance', () => {
	const twice = join(folder, 'twice');
	cpSync(reviews, twice, { recursive: true });
	cpSync(join(twice, 'train/pos/0_7.txt'), join(twice, 'train/pos/0_8.txt'));
	refuses(/twice: Two reviews .* number 0/, twice);
});

test('Ctrl-C between two reviews ends it with nothing written', async () => {
	const pipe = join(folder, 'pipe');
	assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
	const child = spawn(program, ['corpus', 'imdb', pipe, '-o', target]);
	const ended = once(child, 'close');
	let stderr = '';
	child.stderr.on('data', (text) => (stderr += text));
	const input = await open(pipe, 'w'); // waits until the program reads
	await input.write(tar.subarray(0, tar.length >> 1));
	child.kill('SIGINT');
	await input.write(tar.subarray(tar.length >> 1)).catch(() => {}); // the program may be gone by now
	await input.close();
	const [code] = await ended;
	assert.equal(code, 1);
	assert.match(stderr, /interrupted\. Nothing was written/);
	assert.deepEqual(filesIn(out), []);
});

test('a full disk leaves nothing behind and the file from before as it was', () => {
	writeFileSync(target, 'from before');
	// A limit on the size of files stands in for the full disk: writing beyond 1 kB fails.
	const limited = 'trap "" XFSZ; ulimit -f 1; exec "$@"';
	const { status, stderr } = spawnSync('bash', ['-c', limited, 'bash', program, 'corpus', 'imdb', reviews, '-o', target], { encoding: 'utf8' });
	assert.equal(status, 1, stderr);
	assert.match(stderr, /corpus cannot be written: File too large. Nothing was written/);
	assert.deepEqual(filesIn(out), ['corpus']);
	assert.equal(readFileSync(target, 'utf8'), 'from before');
});

test('a device is written to and never replaced', () => {
	fails(1, /\/dev\/full cannot be written: No space left on device/, ['corpus', 'imdb', reviews, '-o', '/dev/full']);
	assert.ok(statSync('/dev/full').isCharacterDevice());
	done(['corpus', 'imdb', reviews, '-o', '/dev/null']);
	assert.ok(statSync('/dev/null').isCharacterDevice());
});

test('a target that cannot be written is refused before any work', () => {
	fails(1, /out is a folder/, ['corpus', 'imdb', reviews, '-o', out]);
	fails(1, /nowhere\/corpus cannot be written.*No such file/, ['corpus', 'imdb', reviews, '-o', join(folder, 'nowhere/corpus')]);
	assert.ok(!existsSync(join(folder, 'nowhere')));
});

test('a symbolic link is written through', () => {
	writeFileSync(join(folder, 'elsewhere'), 'old');
	symlinkSync(join(folder, 'elsewhere'), target);
	make(reviews);
	assert.equal(readlinkSync(target), join(folder, 'elsewhere'));
	assert.ok(readFileSync(join(folder, 'elsewhere')).equals(whole));
});

test('the file gets the permissions of any new file', () => {
	make(reviews);
	assert.equal(statSync(target).mode & 0o777, 0o666 & ~process.umask());
});
