// unroll train: what it prints, the files it writes, checkpoints, and Ctrl-C.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { done, fails, interruptAfter, jsonLines, makeCorpus, makeReviews, quick, run, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const file = (name) => join(folder, name);
let corpus;

before(() => {
	corpus = makeCorpus(folder);
});

const sha256 = (model) => jsonLines(done(['summary', model, '--json'])).at(-1).sha256;

test('--json prints one object per epoch and a last one, and nothing else', () => {
	const lines = jsonLines(done(['train', corpus, ...quick, '--json']));
	const last = lines.pop();
	assert.equal(lines.length, 4);
	lines.forEach((line, index) => {
		assert.deepEqual(Object.keys(line), ['epoch', 'loss', 'accuracy', 'val_loss', 'val_accuracy', 'seconds']);
		assert.equal(line.epoch, index + 1);
		assert.ok(line.seconds >= 0 && line.loss > 0 && line.accuracy >= 0 && line.accuracy <= 1);
	});
	assert.deepEqual(Object.keys(last), ['best_epoch', 'val_loss', 'val_accuracy', 'parameters', 'stopped_early', 'extreme_words', 'extreme_known']);
	const best = lines.reduce((a, b) => (b.val_loss < a.val_loss ? b : a));
	assert.equal(last.best_epoch, best.epoch);
	assert.equal(last.val_loss, best.val_loss);
	assert.equal(last.val_accuracy, best.val_accuracy);
	assert.equal(last.stopped_early, false);
	assert.equal(last.parameters, 80 * 16 + 3 * 8 * (16 + 8 + 2) + 9);
});

test('a network learns which words are kind', () => {
	const last = jsonLines(done(['train', corpus, ...quick, '--epochs', '12', '--json'])).at(-1);
	assert.ok(last.val_accuracy > 0.9, `${last.val_accuracy}`);
});

test('what a person reads: a line per epoch, the best one, the file', () => {
	const lines = done(['train', corpus, ...quick, '-o', file('shown')]).trimEnd().split('\n');
	assert.match(lines[0], /^1,913 parameters, 96 training and 24 validation reviews, .* of memory$/);
	assert.match(lines[1], /^epoch +1\/4 +loss 0\.\d{4} +accuracy \d\.\d{4} +val_loss 0\.\d{4} +val_accuracy \d\.\d{4} +\d+\.\d\d s +best$/);
	assert.match(lines[5], /^Best epoch \d: val_loss/);
	assert.match(lines[6], /^The model is in .*shown$/);
	assert.equal(lines.length, 7);
});

test('the same command twice gives the same file; another seed another one', () => {
	for (const cell of ['simple-rnn', 'lstm', 'gru']) {
		const settings = [...quick, '--cell', cell, '--units', '5,3', '--dropout', '0.2', '--recurrent-dropout=0.1'];
		for (const name of ['once', 'twice']) done(['train', corpus, ...settings, '-o', file(name)]);
		assert.ok(readFileSync(file('once')).equals(readFileSync(file('twice'))), cell);
		done(['train', corpus, ...settings, '--seed', '7', '-o', file('other')]);
		assert.notEqual(sha256(file('once')), sha256(file('other')));
	}
});

test('several threads give the same file', () => {
	const files = ['1', '2', '3', '4'].map((count) => {
		done(['train', corpus, ...quick, '--dropout', '0.2', '--threads', count, '-o', file('threads')]);
		return readFileSync(file('threads'));
	});
	for (const other of files) assert.deepEqual(other, files[0]);
	for (const count of ['0', '5', 'two']) fails(2, /--threads .* 1 to 4/, ['train', corpus, '--threads', count]);
});

test('every setting is a flag, and the model remembers it', () => {
	const settings = {
		cell: 'lstm', units: '4,3', input: 'one-hot', words: '40', length: '12', padding: 'post', truncating: 'post',
		dropout: '0.25', 'recurrent-dropout': '0.125', optimizer: 'sgd', 'learning-rate': '0.05', momentum: '0.5',
		'clip-norm': '2', batch: '7', epochs: '2', patience: '0', validation: '0.3', 'split-seed': '5', seed: '9', embedding: '11',
	};
	const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
	done(['train', corpus, ...flags, '-o', file('remembers')]);
	const bytes = readFileSync(file('remembers'));
	const metadata = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0)))).__metadata__;
	for (const [name, value] of Object.entries(settings)) assert.equal(metadata[name], value, name);
});

// Slow enough for a signal to come in its midst.
const slow = [...quick, '--epochs', '60', '--patience', '0', '--units', '40', '--dropout', '0.2', '--optimizer', 'adam'];

test('a run that was broken off, gently or not, and resumed ends in the same file', async () => {
	done(['train', corpus, ...slow, '-o', file('uninterrupted'), '--checkpoint', file('finished')]);
	for (const [signal, ending] of [['SIGINT', 0], ['SIGKILL', 'SIGKILL']]) {
		const { code, stdout } = await interruptAfter(2, ['train', corpus, ...slow, '--checkpoint', file(signal), '--json'], signal);
		assert.equal(code, ending);
		assert.ok(stdout.split('\n').length < 60, 'it was broken off');
		const [next] = jsonLines(done(['train', corpus, '--resume', file(signal), '-o', file('resumed'), '--json']));
		assert.ok(next.epoch >= 2, 'it did not begin anew');
		assert.ok(readFileSync(file('resumed')).equals(readFileSync(file('uninterrupted'))), signal);
	}
});

test('the checkpoint of a run that has finished has nothing left to do, and gives the same model', () => {
	const lines = jsonLines(done(['train', corpus, '--resume', file('finished'), '-o', file('again'), '--json']));
	assert.equal(lines.length, 1);
	assert.ok(readFileSync(file('again')).equals(readFileSync(file('uninterrupted'))));
});

// A run that would take very long, so that the signal always comes in its midst.
const long = [...quick, '--epochs', '10000', '--patience', '0', '--learning-rate', '0.05', '--units', '48'];

for (const signal of ['SIGINT', 'SIGTERM'])
	test(`${signal} ends the run and keeps the best weights so far`, async () => {
		const { code, stdout, stderr } = await interruptAfter(3, ['train', corpus, ...long, '-o', file(signal), '--json'], signal);
		assert.equal(code, 0, stderr);
		assert.match(stderr, /Interrupted: the weights of the best epoch so far are kept/);
		const lines = jsonLines(stdout);
		const last = lines.pop();
		const best = lines.reduce((a, b) => (b.val_loss < a.val_loss ? b : a));
		assert.equal(last.best_epoch, best.epoch);
		assert.equal(last.stopped_early, false);
		const [score] = jsonLines(done(['evaluate', file(signal), corpus, '--split', 'validation', '--json']));
		assert.ok(Math.abs(score.loss - best.val_loss) < 1e-9);
		assert.equal(score.accuracy, best.val_accuracy);
	});

test('Ctrl-C before the first epoch has finished keeps the weights as they stand', async () => {
	const endless = [...quick, '--units', '256', '--length', '2000', '--batch', '1'];
	const { code, stdout, stderr } = await interruptAfter(1, ['train', corpus, ...endless, '-o', file('early')]);
	assert.equal(code, 0, stderr);
	assert.match(stderr, /Interrupted before the first epoch had finished/);
	assert.match(stdout, /The model is in/);
	done(['summary', file('early')]);
});

test('more words than the corpus has is a failure with a remedy', () => {
	done(['corpus', 'imdb', file('aclImdb'), '-o', file('few-words'), '--words', '30']);
	fails(1, /few-words: .*words/, ['train', file('few-words'), '--words', '31']);
});

test('a corpus too small to split is refused', () => {
	makeReviews(file('tiny'), { train: 1, test: 1 });
	done(['corpus', 'imdb', file('tiny'), '-o', file('tiny-corpus')]);
	fails(1, /reviews/, ['train', file('tiny-corpus'), '--words', '10', '--validation', '0.999']);
});

test('files that cannot be written are refused before the training', () => {
	for (const option of ['-o', '--checkpoint']) {
		fails(1, /nowhere\/m cannot be written/, ['train', corpus, option, file('nowhere/m')]);
		fails(1, /is a folder/, ['train', corpus, option, folder]);
	}
	const { code, stderr } = run(['train', corpus, ...quick, '-o', '/dev/full']);
	assert.equal(code, 1);
	assert.match(stderr, /\/dev\/full cannot be written: No space left/);
});

test('a checkpoint is not taken for another file, nor another file for a checkpoint', () => {
	done(['train', corpus, ...quick, '--epochs', '1', '-o', file('model'), '--checkpoint', file('state')]);
	fails(1, /model: /, ['train', corpus, '--resume', file('model')]);
	fails(1, /corpus: /, ['train', corpus, '--resume', corpus]);
	fails(1, /state is not a model/, ['summary', file('state')]);
	makeReviews(file('others'), { train: 30, test: 5 });
	done(['corpus', 'imdb', file('others'), '-o', file('other-corpus'), '--words', '80', '--tail', '40']);
	fails(1, /state: /, ['train', file('other-corpus'), '--resume', file('state')]);
});

test('a damaged file is refused wherever it is damaged', () => {
	const bytes = readFileSync(file('model'));
	for (const end of [0, 7, 8, 100, bytes.length - 1]) {
		writeFileSync(file('cut'), bytes.subarray(0, end));
		fails(1, /cut is not a model: /, ['summary', file('cut')]);
	}
});

test('--embedding-from begins with word vectors, packed or not, or with the embedding of a model', () => {
	const kind = ['good', 'bad', 'the', 'film'];
	const text = `4 3\n${kind.map((word, i) => `${word} ${i}.5 -${i} 1e-${i}`).join(' \n')}\n`;
	writeFileSync(file('vectors.txt'), text);
	writeFileSync(file('vectors.gz'), gzipSync(text));
	const frozen = [...quick, '--epochs', '1', '--embedding-trainable', 'no'];
	const last = jsonLines(done(['train', corpus, ...frozen, '--embedding-from', file('vectors.txt'), '-o', file('frozen.st'), '--json'])).at(-1);
	assert.ok(last.vector_words > 0 && last.vector_words <= 4);
	done(['train', corpus, ...frozen, '--embedding-from', file('vectors.gz'), '-o', file('packed.st')]);
	assert.deepEqual(readFileSync(file('packed.st')), readFileSync(file('frozen.st')));

	const said = done(['train', corpus, ...frozen, '--cell', 'lstm', '--embedding-from', file('frozen.st'), '-o', file('taken.st')]);
	assert.match(said, /(\d+) of \1 words have a vector in /);
	assert.deepEqual(embeddingOf(file('taken.st')), embeddingOf(file('frozen.st')));

	fails(1, /have 3 dimensions and the embedding 5/, ['train', corpus, ...frozen, '--embedding', '5', '--embedding-from', file('vectors.txt')]);
	fails(1, /nothing\.txt/, ['train', corpus, ...frozen, '--embedding-from', file('nothing.txt')]);
	writeFileSync(file('table.csv'), 'text,label\ngood,1\n');
	fails(1, /no file of word vectors/, ['train', corpus, ...frozen, '--embedding-from', file('table.csv')]);
	writeFileSync(file('page.txt'), '<!DOCTYPE html><p>Not Found');
	fails(1, /page\.txt is a web page, whatever it is called: word vectors are text.* a word and its numbers/, ['train', corpus, ...frozen, '--embedding-from', file('page.txt')]);
	fails(2, /no use with --resume/, ['train', corpus, '--resume', file('frozen.st'), '--embedding-from', file('vectors.txt')]);
});

/** The bytes of the embedding of a model file. */
function embeddingOf(path) {
	const bytes = readFileSync(path);
	const start = 8 + Number(bytes.readBigUInt64LE(0));
	const [first, end] = JSON.parse(bytes.subarray(8, start))['embedding/embeddings'].data_offsets;
	return bytes.subarray(start + first, start + end);
}
