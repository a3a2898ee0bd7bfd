// What only real reviews can show. They stand beside the repository or they do not; see README.md.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileOf, models, statistics, statisticsArguments, trainArguments } from '../../scripts/models.mjs';
import { done, jsonLines, root, temporaryFolder } from './program.mjs';

const imdb = join(root, '../shared/imdb');
const archive = join(imdb, 'aclImdb_subset.tar.gz');
const options = { skip: existsSync(archive) ? false : 'the real reviews are not there (../shared/imdb)' };

const folder = temporaryFolder();
const corpus = join(folder, 'corpus');
let said;
let bytes;
let seconds;

before(() => {
	if (options.skip) return;
	const began = performance.now();
	[said] = jsonLines(done(['corpus', 'imdb', archive, '-o', corpus, '--json']));
	seconds = (performance.now() - began) / 1000;
	bytes = readFileSync(corpus);
});

/** The bytes of a tensor of a corpus file. */
function tensorOf(bytes, name) {
	const start = 8 + Number(bytes.readBigUInt64LE(0));
	const [from, to] = JSON.parse(bytes.subarray(8, start))[name].data_offsets;
	return bytes.subarray(start + from, start + to);
}

test('all reviews are read, in seconds', options, () => {
	assert.equal(said.train_reviews, 25000);
	assert.equal(said.test_reviews, 12500);
	assert.equal(said.bytes, statSync(corpus).size);
	assert.ok(seconds < 60, `${seconds} s`);
	for (const [half, count] of [['train', 25000], ['test', 12500]])
		assert.equal(tensorOf(bytes, `${half}/labels`).reduce((sum, label) => sum + label, 0), count / 2, 'half of them are positive');
});

test('the 1,000 most frequent words are those of Keras, in its order but for words of equal count', options, () => {
	const ours = tensorOf(bytes, 'vocabulary').toString().split('\n').slice(0, 1000);
	const keras = readFileSync(join(imdb, 'keras_word_index_top.tsv'), 'utf8').split('\n').slice(0, 1000).map((line) => line.split('\t')[1]);
	assert.deepEqual(new Set(ours), new Set(keras));
	// Where the order differs, the words have equal counts: those of a stretch between two agreements.
	const counts = wordCounts();
	ours.forEach((word, rank) => {
		if (word !== keras[rank]) assert.equal(counts.get(word), counts.get(keras[rank]), `rank ${rank + 1}: ${word}, ${keras[rank]}`);
	});
});

/** How often each word of the corpus occurs in the training half, counted from a corpus that keeps whole reviews. */
function wordCounts() {
	const whole = join(folder, 'whole');
	done(['corpus', 'imdb', archive, '-o', whole, '--tail', '0', '--words', '1100']);
	const bytes = readFileSync(whole);
	const vocabulary = tensorOf(bytes, 'vocabulary').toString().split('\n');
	const ids = tensorOf(bytes, 'train/ids');
	const counts = new Map(vocabulary.map((word) => [word, 0]));
	for (let at = 0; at < ids.length; at += 2) {
		const word = vocabulary[ids.readUInt16LE(at) - 4];
		if (word !== undefined) counts.set(word, counts.get(word) + 1);
	}
	return counts;
}

test('a GRU learns from real reviews to classify praise and criticism', options, () => {
	const model = join(folder, 'model');
	const settings = ['--learning-rate', '0.01', '--epochs', '3'];
	const last = jsonLines(done(['train', corpus, ...settings, '-o', model, '--json'])).at(-1);
	assert.ok(last.val_accuracy > 0.78, `${last.val_accuracy}`);
	const [kind, unkind] = jsonLines(done(['predict', model, '--json', 'one of the best films i have seen in years', 'a boring waste of two hours']));
	assert.equal(kind.label, 'positive');
	assert.equal(unkind.label, 'negative');
});

// The strong model takes a minute and more; ./dev models repeats it too.
for (const shipped of [statistics, ...models.filter((model) => model.corpus === 'imdb')]) {
	test(`the command of ${fileOf(shipped)} gives that file, byte for byte`, options, () => {
		const again = join(folder, 'again');
		done((shipped === statistics ? statisticsArguments : trainArguments)(corpus, again, shipped));
		assert.ok(readFileSync(again).equals(readFileSync(join(root, fileOf(shipped)))), './dev models makes it anew');
	});
}

test('a network that never saw a review reaches 0.75 on real ones', options, () => {
	const drawn = join(folder, 'drawn');
	const model = join(folder, 'model');
	done(['corpus', 'synthetic', join(root, fileOf(statistics)), '-o', drawn]);
	done(['train', drawn, '--learning-rate', '0.003', '--epochs', '3', '-o', model]);
	const [score] = jsonLines(done(['evaluate', model, corpus, '--json']));
	assert.equal(score.reviews, 12500);
	assert.ok(score.accuracy >= 0.75, `${score.accuracy}`);
});
