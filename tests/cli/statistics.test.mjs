// unroll statistics and unroll corpus synthetic: from reviews to word pairs to a corpus that can be trained on.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, beforeEach, test } from 'node:test';
import { done, fails, filesIn, jsonLines, makeCorpus, quick, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const out = join(folder, 'out');
const statistics = join(folder, 'statistics');
const target = join(out, 'file');
let corpus;

const count = (...options) => done(['statistics', corpus, '-o', target, ...options]);
const draw = (...options) => done(['corpus', 'synthetic', statistics, '-o', target, ...options]);

before(() => {
	corpus = makeCorpus(folder);
	done(['statistics', corpus, '-o', statistics]);
	mkdirSync(out);
});

beforeEach(() => {
	rmSync(out, { recursive: true });
	mkdirSync(out);
});

test('statistics are counted, the same every time, and say what they are', () => {
	const [said] = jsonLines(count('--json'));
	assert.equal(said.bytes, statSync(target).size);
	assert.equal(said.tail, 40, 'the corpus has no longer reviews');
	assert.equal(said.words, 80);
	assert.ok(said.pairs > 100, `${said.pairs}`);
	assert.ok(readFileSync(target).equals(readFileSync(statistics)));
	assert.match(count(), /file: [\d,]+ pairs of ids below \d+, [\d.]+ kB\n$/);
});

test('the options are kept to', () => {
	const [said] = jsonLines(count('--words', '20', '--tail', '9', '--pairs', '15', '--json'));
	assert.equal(said.words, 20);
	assert.equal(said.tail, 9);
	assert.ok(said.pairs <= 15 && said.pairs > 0, `${said.pairs}`);
	const [short] = jsonLines(count('--last', '3', '--json'));
	const [all] = jsonLines(count('--last', '0', '--json'));
	assert.ok(short.pairs < all.pairs);
});

test('the same seed draws the same corpus, another one another', () => {
	const [said] = jsonLines(draw('--seed', '7', '--reviews', '300', '--json'));
	assert.deepEqual(said, { train_reviews: 300, test_reviews: 0, words: 80, tail: 40, bytes: statSync(target).size });
	const seven = readFileSync(target);
	draw('--seed', '7', '--reviews', '300');
	assert.ok(readFileSync(target).equals(seven));
	draw('--seed', '8', '--reviews', '300');
	assert.ok(!readFileSync(target).equals(seven));
	assert.ok(seven.toString('latin1').includes('Synthetic, drawn from word pairs of: Large Movie Review Dataset'));
});

test('25,000 reviews are drawn by default', () => {
	assert.match(draw(), /file: 25,000 training and 0 test reviews, ids below \d+, [\d.]+ MB, in [\d.]+ s\n$/);
});

test('a network trained on synthetic reviews classifies real ones that were not counted', () => {
	const model = join(out, 'model');
	draw('--reviews', '2000');
	done(['train', target, '-o', model, ...quick]);
	const [score] = jsonLines(done(['evaluate', model, corpus, '--json']));
	assert.ok(score.accuracy > 0.9, `${score.accuracy}`);
});

test('mistakes are wrong usage, and nothing is written', () => {
	const wrong = [
		[['statistics'], /needs a corpus/],
		[['statistics', corpus], /-o FILE is needed/],
		[['statistics', corpus, '-o', target, '--words', 'all'], /--words "all"/],
		[['statistics', corpus, '-o', target, '--words', '4'], /words is 4; it must be 5 to 4096/],
		[['statistics', corpus, '-o', target, '--pairs', '0'], /pairs is 0/],
		[['corpus', 'synthetic'], /needs statistics/],
		[['corpus', 'synthetic', statistics], /-o FILE is needed/],
		[['corpus', 'synthetic', statistics, '-o', target, '--reviews', '1'], /reviews is 1; it must be 2 to 1000000/],
		[['corpus', 'synthetic', statistics, '-o', target, '--seed', '-1'], /--seed "-1"/],
	];
	for (const [args, message] of wrong) fails(2, message, args);
	assert.deepEqual(filesIn(out), []);
});

test('files of another kind and damaged ones are refused, and nothing is written', () => {
	const broken = join(folder, 'broken');
	const bytes = readFileSync(statistics);
	bytes[bytes.length - 3] ^= 1;
	writeFileSync(broken, bytes);
	fails(1, /statistics is not a corpus/, ['statistics', statistics, '-o', target]);
	fails(1, /corpus: .*not statistics/, ['corpus', 'synthetic', corpus, '-o', target]);
	fails(1, /broken: .*damaged/, ['corpus', 'synthetic', broken, '-o', target]);
	fails(1, /nothing/, ['corpus', 'synthetic', join(folder, 'nothing'), '-o', target]);
	fails(1, /nowhere/, ['statistics', corpus, '-o', join(folder, 'nowhere/file')]);
	assert.deepEqual(filesIn(out), []);
	assert.ok(!existsSync(join(folder, 'nowhere')));
});
