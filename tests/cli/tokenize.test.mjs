// unroll corpus --tokenizer, and unroll tokenize: texts as pieces of words, with the ids that train and predict use.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { done, fails, jsonLines, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const table = join(folder, 'table.tsv');
const corpus = join(folder, 'subwords');
const model = join(folder, 'model');
const quick = ['--units', '4', '--embedding', '4', '--length', '20', '--epochs', '2'];

before(() => {
	const rows = Array.from({ length: 60 }, (_, i) => (i % 2 ? `정말 재미있는 영화였다 ${i}\t1` : `재미없는 영화라서 실망했다 ${i}\t0`));
	writeFileSync(table, `text\tlabel\n${rows.join('\n')}\n`);
	done(['corpus', 'csv', table, '-o', corpus, '--positive', '1', '--negative', '0', '--subwords', '40']);
	done(['train', corpus, ...quick, '-o', model]);
});

const tokens = (file, ...texts) => jsonLines(done(['tokenize', file, '--json', ...texts]));

test('pieces are shown with ids and places, which join to the words of the text', () => {
	const text = '정말\u3000재미있는 드라마였다!';
	const bytes = Buffer.from(text);
	const found = tokens(corpus, text);
	assert.deepEqual(Object.keys(found[0]), ['text', 'word', 'token', 'id', 'start', 'end']);
	const words = ['정말', '재미있는', '드라마였다'];
	words.forEach((word, number) => {
		const own = found.filter((token) => token.word === number);
		assert.equal(bytes.subarray(own[0].start, own.at(-1).end).toString(), word);
		assert.match(own[0].token, /^▁/);
		assert.ok(own.every(({ id }) => id > 3));
	});
	assert.equal(found.filter(({ word }) => word === 1).map(({ token }) => token).join(''), '▁재미있는');
});

test('a model has the tokens of its corpus; what a person reads is a line per text', () => {
	assert.deepEqual(tokens(model, '정말 재미없는', '영화'), tokens(corpus, '정말 재미없는', '영화'));
	assert.match(done(['tokenize', model], { input: '정말\n영화\n' }), /^(▁\S+\(\d+\) )+\n(▁\S+\(\d+\) )+\n$/);
});

test('without --words a model has all pieces; of fewer, the first, and still none is unknown', () => {
	const words = (file) => jsonLines(done(['summary', file, '--json']))[0].parameters;
	const smaller = join(folder, 'smaller');
	done(['train', corpus, ...quick, '--words', '290', '-o', smaller]);
	assert.ok(words(smaller) < words(model));
	const [prediction] = jsonLines(done(['predict', smaller, '--json', '정말 재미있는 뷁']));
	assert.deepEqual([prediction.words, prediction.unknown], [3, 0]);
	assert.ok(tokens(smaller, '정말 재미있는').length > tokens(model, '정말 재미있는').length);
});

test('characters are one token each, words as ever', () => {
	const characters = join(folder, 'characters');
	const plain = join(folder, 'words');
	const options = ['--positive', '1', '--negative', '0'];
	done(['corpus', 'csv', table, '-o', characters, ...options, '--tokenizer', 'characters']);
	done(['corpus', 'csv', table, '-o', plain, ...options, '--tokenizer', 'words']);
	assert.deepEqual(tokens(characters, '영화 영').map(({ token }) => token), ['▁', '영', '화', '▁', '영']);
	assert.deepEqual(tokens(plain, '영화라서 뷁').map(({ token, id }) => [token, id === 2]), [['영화라서', false], ['뷁', true]]);
});

test('the report counts what the texts are cut into, and proposes subwords where many words are unknown', () => {
	const report = (...options) => done(['corpus', 'csv', table, '-o', join(folder, 'reported'), ...options]);
	assert.match(report(), /\d+ words, \d+ a review.*\n {2}words a review\n/s);
	assert.doesNotMatch(report(), /--tokenizer/);
	assert.match(report('--words', '5'), /none is unknown\n/);
	const pieces = report('--subwords', '100');
	assert.match(pieces, /\d+ subwords, \d+ a review.*100\.0 % of them.*\n {2}subwords a review\n/s);
	assert.doesNotMatch(pieces, /words, .*--tokenizer/s);
});

test('options that mean nothing are refused', () => {
	const csv = ['corpus', 'csv', table, '-o', join(folder, 'none')];
	fails(2, /must be words, subwords or characters/, [...csv, '--tokenizer', 'bpe']);
	fails(2, /subwords is 16001/, [...csv, '--subwords', '16001']);
	fails(2, /for --tokenizer subwords alone/, [...csv, '--tokenizer', 'characters', '--subwords', '9']);
	fails(2, /for --tokenizer words alone/, [...csv, '--tokenizer', 'characters', '--words', '900']);
	fails(1, /neither a model nor a corpus/, ['tokenize', table, 'text']);
});

test('decomposed letters are read as composed ones, as words and from a file of lines', () => {
	const text = 'déjà vu, 정말 좋은 영화';
	const composed = done(['tokenize', corpus, '--json', text]);
	assert.notEqual(text.normalize('NFD'), text);
	assert.equal(done(['tokenize', corpus, '--json', text.normalize('NFD')]), composed);
	assert.equal(done(['tokenize', corpus, '--json'], { input: `${text.normalize('NFD')}\n` }), composed);
});
