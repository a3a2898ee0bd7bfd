// unroll corpus keras: Keras' imdb.npz exactly as keras.datasets.imdb.load_data() gives it, and nothing else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { kerasArrays, npy, npyOfNumbers, numpyRandom, readCorpus, wordIndex, zip } from '../import/made-up.mjs';
import { done, fails, filesIn, jsonLines, root, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const out = join(folder, 'out');
mkdirSync(out);
const corpus = join(out, 'corpus');
const write = (name, bytes) => {
	writeFileSync(join(folder, name), bytes);
	return join(folder, name);
};
const importFile = (path, ...options) => {
	const [said] = jsonLines(done(['corpus', 'keras', path, '-o', corpus, '--json', ...options]));
	return { said, ...readCorpus(readFileSync(corpus)) };
};
const refuses = (message, path, ...options) => fails(1, message, ['corpus', 'keras', path, '-o', join(out, 'never'), ...options]);

/** What load_data(num_words=words, seed=113) makes of lists: Keras' own steps, in JavaScript. */
function loadData({ lists, labels }, words) {
	const random = numpyRandom(113);
	const half = (name) => {
		const order = random.shuffled(lists[name].length);
		return {
			reviews: order.map((i) => [1, ...lists[name][i].map((rank) => rank + 3)].map((id) => (id < words ? id : 2))),
			labels: order.map((i) => labels[name][i]),
		};
	};
	return { train: half('train'), test: half('test') };
}

test('both zip methods, three headers and four protocols give what load_data() gives', () => {
	for (const protocol of [2, 3, 4, 5])
		for (const version of [1, 2, 3])
			for (const deflate of [true, false]) {
				const made = kerasArrays({ protocol, version, train: 1200, ranks: 5000 });
				const path = write('made.npz', zip(made.files, { deflate, wide: version === 1 }));
				const { train, test: tests, vocabulary, metadata } = importFile(path, '--words', '900', '--tail', '0');
				const wanted = loadData(made, 900);
				assert.deepEqual(train, wanted.train);
				assert.deepEqual(tests, wanted.test);
				assert.deepEqual(vocabulary, []);
				assert.equal(metadata.vocabulary, 'none');
			}
});

test('the tail, the limit and the half are kept to', () => {
	const made = kerasArrays({ train: 40 });
	const path = write('made.npz', zip(made.files));
	const whole = loadData(made, 30);
	const { train } = importFile(path, '--words', '30', '--tail', '3');
	assert.deepEqual(train.reviews, whole.train.reviews.map((ids) => ids.slice(-3)));
	const { said, train: few, test: none } = importFile(path, '--limit', '6', '--half', 'train');
	assert.equal(said.train_reviews, 6);
	assert.equal(few.labels.reduce((sum, label) => sum + label), 3);
	assert.deepEqual(none.labels, []);
});

test('a word index gives the words by their rank', () => {
	const path = write('made.npz', zip(kerasArrays().files));
	const index = write('index.json', JSON.stringify(wordIndex(60)));
	const { vocabulary, said } = importFile(path, '--word-index', index, '--words', '34');
	const ranked = Object.entries(wordIndex(60)).sort(([, a], [, b]) => a - b).map(([word]) => word);
	assert.deepEqual(vocabulary, ranked.slice(0, 30));
	assert.equal(said.vocabulary, 30);
	refuses(/reviews have words of rank 40.*at most 14 words/, path, '--word-index', write('short.json', JSON.stringify(wordIndex(10))));
	refuses(/not Keras' word index/, path, '--word-index', write('wrong.json', '[1]'));
});

test('labels of every size and byte order are read', () => {
	const made = kerasArrays();
	for (const [size, order] of [[1, '|'], [2, '<'], [4, '>'], [8, '>']]) {
		const files = { ...made.files, 'y_train.npy': npyOfNumbers(made.labels.train, size, order) };
		assert.deepEqual(importFile(write('made.npz', zip(files)), '--tail', '0').train.labels, loadData(made, 100).train.labels);
	}
});

test('what is not Keras’ is refused, and names the array', () => {
	const { files } = kerasArrays();
	const lacking = { ...files };
	delete lacking['y_test.npy'];
	refuses(/There is no array y_test/, write('a.npz', zip(lacking)));
	refuses(/y_train: .*labels other than 0 and 1/, write('a.npz', zip({ ...files, 'y_train.npy': npyOfNumbers([0, 7]) })));
	refuses(/x_train has 30 reviews, but y_train has 2 labels/, write('a.npz', zip({ ...files, 'y_train.npy': npyOfNumbers([0, 1]) })));
	refuses(/x_train: .*where lists of whole numbers are wanted/, write('a.npz', zip({ ...files, 'x_train.npy': npyOfNumbers([1, 2]) })));
	const evil = npy('|O', '(1,)', Buffer.from('\x80\x02cos\nsystem\nX\x02\0\0\0id\x85R.', 'latin1'));
	refuses(/x_train: The pickle asks for "system"/, write('a.npz', zip({ ...files, 'x_train.npy': evil })));
	refuses(/damaged or is not an npz/, write('a.npz', Buffer.from('no zip at all')));
	refuses(/damaged or is not an npz/, write('a.npz', zip(files).subarray(0, 600)));
	assert.deepEqual(filesIn(out), ['corpus']);
});

test('a network trained on ids without words classifies no typed review, and is refused where words are needed', () => {
	const path = write('made.npz', zip(kerasArrays({ train: 60 }).files));
	const index = write('index.json', JSON.stringify(wordIndex(60)));
	importFile(path, '--words', '30');
	const model = join(folder, 'model');
	done(['train', corpus, '-o', model, '--words', '30', '--length', '8', '--epochs', '1', '--batch', '8']);
	fails(1, /knows no words.*imdb_word_index.json/, ['predict', model, 'a good film']);
	done(['evaluate', model, corpus]);
	importFile(path, '--words', '30', '--word-index', index);
	fails(1, /model was made of ids alone and the corpus of words/, ['evaluate', model, corpus]);
	fails(1, /ids below 30 and the model wants 40/, ['train', corpus, '-o', model, '--words', '40']);
});

// The sample files may be next to the repository; see README.md.
const imdb = join(root, '../shared/imdb');
const sample = join(imdb, 'keras_format_small.npz');
const options = { skip: existsSync(sample) ? false : 'the sample files are not there (../shared/imdb)' };

test('the chapter’s split of the sample has the golden values', options, () => {
	const golden = JSON.parse(readFileSync(join(imdb, 'keras_format_small.golden.json')));
	const { train, test: tests } = importFile(sample, '--words', '500', '--tail', '100');
	const padded = (reviews) => reviews.map((ids) => [...Array(100 - ids.length).fill(0), ...ids]);
	const order = numpyRandom(42).shuffled(train.reviews.length);
	const held = Math.ceil(train.reviews.length * 0.2);
	const [validation, training] = [order.slice(0, held), order.slice(held)];
	const all = padded(train.reviews);
	assert.deepEqual([training.length, validation.length, tests.reviews.length], [golden.train, golden.validation, golden.test]);
	assert.deepEqual(training.slice(0, 20).map((i) => train.labels[i]), golden.train_labels_first_20);
	assert.deepEqual(validation.slice(0, 20).map((i) => train.labels[i]), golden.validation_labels_first_20);
	assert.deepEqual(all[training[0]], golden.train_first_padded);
	assert.deepEqual(all[validation[0]], golden.validation_first_padded);
	assert.deepEqual(padded(tests.reviews)[0], golden.test_first_padded);
	const digest = (rows) => createHash('sha256').update(Buffer.from(Int32Array.from(rows.flat()).buffer)).digest('hex');
	assert.equal(digest(training.map((i) => all[i])), golden.sha256_train_padded_int32_le);
	assert.equal(digest(validation.map((i) => all[i])), golden.sha256_validation_padded_int32_le);
	assert.equal(digest(padded(tests.reviews)), golden.sha256_test_padded_int32_le);
});

test('passages, which ids do not have, are refused and not ignored', () => {
	const path = write('passages.npz', zip(kerasArrays().files));
	refuses(/there are no passages/, path, '--passages', '3');
});
