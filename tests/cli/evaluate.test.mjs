// unroll evaluate --report: the figures agree with one another, with what plain code makes of the curve's points, and with what evaluate prints
// without it; and the golden figures of the C tests are what scikit-learn computes, where it is installed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { done, fails, jsonLines, makeCorpus, quick, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const [model, other] = ['model', 'other'].map((name) => join(folder, name));
let corpus;

before(() => {
	corpus = makeCorpus(folder);
	done(['train', corpus, ...quick, '--epochs', '2', '-o', model]);
	done(['train', corpus, ...quick, '--epochs', '2', '--cell', 'gru', '--seed', '7', '-o', other]);
});

const report = (...args) => jsonLines(done(['evaluate', model, corpus, '--json', ...args]));
const near = (ours, theirs) => assert.ok(Math.abs(ours - theirs) < 1e-12, `${ours} is not ${theirs}`);
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

test('a report begins with what evaluate prints, and its counts add up', () => {
	const [plain] = report();
	const [full] = report('--report');
	assert.deepEqual({ ...full, ...plain }, full);
	const { negative, positive } = full.confusion;
	assert.equal(sum([...negative, ...positive]), 40);
	near(full.accuracy_interval.share, full.accuracy);
	assert.equal(full.accuracy_interval.right, negative[0] + positive[1]);
	assert.ok(full.accuracy_interval.lower < full.accuracy && full.accuracy < full.accuracy_interval.upper);
	near(full.classes.positive.precision, positive[1] / (positive[1] + negative[1]));
	near(full.classes.positive.recall, positive[1] / 20);
	assert.equal(full.baseline.share, 0.5);
	for (const { reviews, accuracy } of [full.by_words, full.by_unknown_per_mille]) {
		assert.equal(sum(reviews), 40);
		near(sum(reviews.map((count, group) => count * accuracy[group])) / 40, full.accuracy);
	}
	assert.equal(sum(full.calibration.reviews), 40);
	near(full.cross_entropy, full.loss);
	assert.equal(report('--report', '--split', 'all')[0].reviews, 160);
});

test('more threads print the same', () => {
	const all = ['--report', '--against', other, '--bag-of-words', '--mistakes', '3'];
	const one = report(...all, '--threads', '1');
	assert.deepEqual(report(...all, '--threads', '4'), one);
	assert.deepEqual(report(...all), one);
	fails(2, /--threads "5": it must be 1 to 4/, ['evaluate', model, corpus, '--threads', '5']);
});

test('the areas are those under the points of the curve, and a threshold is one of them', () => {
	const [{ ranking }] = report('--curves');
	const { curve, roc_area, average_precision } = ranking.positive;
	let [area, precision, right, wrong] = [0, 0, 0, 0];
	curve.threshold.forEach((_, point) => {
		area += ((curve.wrong[point] - wrong) * (curve.right[point] + right)) / 2;
		precision += ((curve.right[point] - right) * curve.right[point]) / (curve.right[point] + curve.wrong[point]);
		[right, wrong] = [curve.right[point], curve.wrong[point]];
	});
	near(roc_area, area / 400);
	near(average_precision, precision / 20);
	const threshold = (curve.threshold[3] + curve.threshold[4]) / 2;
	const [{ confusion }] = report('--threshold', `${threshold}`);
	assert.deepEqual([confusion.positive[1], confusion.negative[1]], [curve.right[3], curve.wrong[3]]);
});

test('two models, and a bag of words, are compared review by review', () => {
	const [full] = report('--against', other, '--bag-of-words');
	for (const { both_right, only_first_right, only_second_right, neither_right, accuracy_interval, p } of [full.against, full.bag_of_words]) {
		assert.equal(both_right + only_first_right + only_second_right + neither_right, 40);
		near((both_right + only_first_right) / 40, full.accuracy);
		near((both_right + only_second_right) / 40, accuracy_interval.share);
		assert.ok(p >= 0 && p <= 1);
	}
	assert.match(done(['evaluate', model, corpus, '--against', other]), /only this model is right on \d+ reviews, only the other on \d+/);
	const held = join(folder, 'held');
	done(['train', corpus, ...quick, '--epochs', '1', '--split-seed', '3', '-o', held]);
	fails(1, /holds out other reviews. Compare the two on --split test/, ['evaluate', model, corpus, '--split', 'validation', '--against', held]);
});

test('mistakes are listed by how certain they were, in readable words', () => {
	const [full, ...reviews] = report('--mistakes', '3');
	const wrong = reviews.filter(({ kind }) => kind === 'wrong');
	assert.equal(wrong.length, Math.min(3, 40 - full.accuracy_interval.right));
	for (const { label, predicted, probability } of wrong) {
		assert.notEqual(label, predicted);
		assert.equal(predicted, probability > 0.5 ? 'positive' : 'negative');
	}
	for (const kind of ['close', 'typical']) {
		const certain = reviews.filter((review) => review.kind === kind).map(({ probability }) => Math.abs(probability - 0.5));
		assert.equal(certain.length, 3);
		assert.deepEqual(certain, certain.toSorted((a, b) => (kind === 'close' ? a - b : b - a)));
	}
	assert.ok(reviews.every(({ text, words }) => text.split(' ').length === words));
	assert.match(done(['evaluate', model, corpus, '--mistakes', '1']), /most confidently right\n {4}review \d+: /);
});

const table = (rows, name = 'table.csv') => {
	const path = join(folder, name);
	writeFileSync(path, rows);
	return path;
};

test('a table of one\u2019s own is read with the words of the model, and predicted as predict does', () => {
	const texts = ['a wonderful and clever comedy', 'dull, clumsy zyxxy and awful', 'wonderful', 'awful'];
	const path = table(`text,label\n${texts.map((text, row) => `"${text}",${(row + 1) % 2}\n`).join('')}`);
	const predicted = jsonLines(done(['predict', model, '--json', ...texts]));
	const [full, ...reviews] = jsonLines(done(['evaluate', model, path, '--mistakes', '4', '--json']));
	assert.equal(full.reviews, 4);
	const rows = [1, 3, 0, 2]; // the negative ones come first
	for (const { review, probability, unknown, words } of reviews) {
		const same = predicted[rows[review]];
		assert.ok(Math.abs(same.probability - probability) < 1e-6);
		assert.equal(same.words, words);
		assert.equal(Math.floor((1000 * same.unknown) / words), 1000 * unknown);
	}
	const subwords = join(folder, 'subwords');
	const pieces = join(folder, 'pieces');
	done(['corpus', 'imdb', join(folder, 'aclImdb'), '-o', subwords, '--subwords', '50']);
	done(['train', subwords, '-o', pieces, '--units', '2', '--epochs', '1', '--length', '40']);
	const [byPieces] = jsonLines(done(['predict', pieces, '--json', texts[0]]));
	const first = jsonLines(done(['evaluate', pieces, path, '--mistakes', '4', '--json'])).find(({ review }) => rows[review] === 0);
	assert.ok(Math.abs(byPieces.probability - first.probability) < 1e-6);
});

test('a corpus can be made with the words of a model', () => {
	const path = table('text,label\n' + 'a wonderful film,good one\nan awful film,bad one\n'.repeat(4), 'asks.csv');
	fails(1, /unroll corpus csv .* --vocabulary MODEL/, ['evaluate', model, path]);
	const made = join(folder, 'made');
	done(['corpus', 'csv', path, '--vocabulary', model, '--positive', 'good one', '--negative', 'bad one', '--test', '0', '-o', made]);
	assert.equal(jsonLines(done(['evaluate', model, made, '--split', 'all', '--json']))[0].reviews, 8);
	fails(2, /--vocabulary brings the words/, ['corpus', 'csv', path, '--vocabulary', model, '--words', '30', '-o', made]);
	fails(2, /--vocabulary is not for keras/, ['corpus', 'keras', path, '--vocabulary', model, '-o', made]);
	fails(1, /is a table: --bag-of-words needs the corpus/, ['evaluate', model, path, '--bag-of-words']);
});

test('options that mean nothing are refused', () => {
	for (const threshold of ['0', '1', 'x', '-1', 'nan']) {
		fails(2, /--threshold ".*": it must be above 0 and below 1/, ['evaluate', model, corpus, `--threshold=${threshold}`]);
	}
	fails(2, /--mistakes "x"/, ['evaluate', model, corpus, '--mistakes', 'x']);
});

const python = '/usr/bin/python3';
const absent = spawnSync(python, ['-c', 'import sklearn']).status !== 0;

test('the golden figures are those of scikit-learn', { skip: absent && 'scikit-learn is not installed' }, () => {
	const script = fileURLToPath(new URL('../golden/by_sklearn.py', import.meta.url));
	const { status, stderr } = spawnSync(python, ['-W', 'ignore', script, '--check'], { encoding: 'utf8', env: { PYTHONDONTWRITEBYTECODE: '1' } });
	assert.equal(status, 0, stderr);
});
