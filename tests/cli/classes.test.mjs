// 3 to 20 classes, from the table to the prediction.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCorpus } from '../import/made-up.mjs';
import { done, fails, jsonLines, run, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const path = (name) => join(folder, name);
const telling = { sports: 'goal', politics: 'law', culture: 'opera' };
const rows = Array.from({ length: 40 }, (_, i) =>
	Object.entries(telling).map(([topic, word]) => `the ${word} of day ${i} and ${word} again,${topic}\n`).join(''),
);
writeFileSync(path('news.csv'), `text,topic\n${rows.join('')}`);

test('without --classes the labels are listed, and the option is named', () => {
	fails(1, /Or add --classes all: each of the 3 labels becomes a class of its own\./, ['corpus', 'csv', path('news.csv'), '-o', path('never')]);
});

test('labels become classes by name, with their counts', () => {
	const [said] = jsonLines(done(['corpus', 'csv', path('news.csv'), '-o', path('corpus'), '--json', '--classes', 'all']));
	assert.deepEqual(said.classes, ['culture', 'politics', 'sports']);
	assert.deepEqual([said.train, said.test], [[32, 32, 32], [8, 8, 8]]);
	const { metadata } = readCorpus(readFileSync(path('corpus')));
	assert.equal(metadata['class-names'], 'culture\npolitics\nsports');
	const { stdout } = run(['corpus', 'csv', path('news.csv'), '-o', path('other'), '--classes', 'sports', '--classes', 'culture', '--classes', 'politics']);
	assert.match(stdout, /sports +32 +8\n +culture +32 +8\n +politics +32 +8\n/);
	fails(1, /2 classes are named; they must be 3 to 20/, ['corpus', 'csv', path('news.csv'), '-o', path('never'), '--classes', 'sports', '--classes', 'culture']);
});

test('a network learns them, and predicts the probability of each', () => {
	const settings = ['--epochs', '15', '--learning-rate', '0.03', '--words', '20', '--length', '10', '--batch', '16'];
	const last = jsonLines(done(['train', path('corpus'), '-o', path('model'), '--json', ...settings])).at(-1);
	const [swept] = jsonLines(done(['sweep', path('corpus'), '--json', ...settings]));
	assert.deepEqual([swept.val_loss, swept.parameters], [last.val_loss, last.parameters]);
	assert.equal(last.val_accuracy, 1);
	assert.match(done(['summary', path('model')]), /dense \(Dense\) +│ \(None, 3\) /);
	for (const [topic, word] of Object.entries(telling)) {
		const [said] = jsonLines(done(['predict', path('model'), '--json', `an ${word} today`]));
		assert.equal(said.label, topic);
		assert.deepEqual(said.classes, ['culture', 'politics', 'sports']);
		assert.equal(said.probability, said.probabilities[said.classes.indexOf(topic)]);
		assert.ok(Math.abs(said.probabilities.reduce((sum, one) => sum + one) - 1) < 1e-6);
	}
	assert.match(done(['predict', path('model'), 'the law']), /^0\.\d{4} {2}politics .*\n +0\.\d{4} {2}culture\n +0\.\d{4} {2}politics\n +0\.\d{4} {2}sports\n$/);
	const [score] = jsonLines(done(['evaluate', path('model'), path('corpus'), '--json']));
	assert.equal(score.accuracy, 1);
});

test('a number of classes that the corpus does not have is refused', () => {
	fails(1, /The corpus has 3 classes and the model 4/, ['train', path('corpus'), '--classes', '4', '--words', '20']);
	fails(1, /statistics are counted of two/, ['statistics', path('corpus'), '-o', path('never')]);
});
