// unroll predict, evaluate, summary and chapter: what they print, for people and for programs.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { done, fails, jsonLines, makeCorpus, quick, reviewText, run, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const model = join(folder, 'model');
let corpus;

before(() => {
	corpus = makeCorpus(folder);
	done(['train', corpus, ...quick, '--epochs', '12', '-o', model]);
});

const predict = (args, options) => jsonLines(done(['predict', model, '--json', ...args], options));

test('reviews come as arguments or as lines, with the same predictions', () => {
	const texts = ['a wonderful and clever comedy', 'dull, clumsy and awful', 'wonderful', ''];
	const fromArguments = predict(texts);
	assert.deepEqual(predict([], { input: texts.map((text) => `${text}\n`).join('') }), fromArguments);
	assert.deepEqual(predict([], { input: texts.join('\r\n') + '\r\n' }), fromArguments, 'with the line ends of Windows');
	assert.deepEqual(predict([], { input: texts.slice(0, 3).join('\n') }), fromArguments.slice(0, 3), 'without a last line end');
	assert.deepEqual(Object.keys(fromArguments[0]), ['probability', 'label', 'words', 'unknown']);
});

test('the kind review is positive, the unkind one negative', () => {
	const [kind, unkind] = predict([reviewText('pos', 3), reviewText('neg', 3)]);
	assert.equal(kind.label, 'positive');
	assert.ok(kind.probability > 0.5);
	assert.equal(unkind.label, 'negative');
	assert.ok(unkind.probability < 0.5);
});

test('words and unknown words are counted', () => {
	const [prediction] = predict(['The story is wonderful, zyxxy!']);
	assert.equal(prediction.words, 5);
	assert.equal(prediction.unknown, 1);
	assert.deepEqual(predict(['']).map(({ words, unknown }) => [words, unknown]), [[0, 0]]);
});

test('where no word has an id every word is unknown, and that is no failure', () => {
	const few = join(folder, 'no-words');
	done(['train', corpus, ...quick, '--words', '4', '--epochs', '1', '-o', few]);
	const [one, two] = jsonLines(done(['predict', few, '--json', 'a wonderful comedy', 'an awful film']));
	assert.deepEqual([one.words, one.unknown], [3, 3]);
	assert.deepEqual(one, two);
});

test('a model whose weights are no numbers is refused by the name of the tensor', () => {
	fails(1, /nan_dense\.safetensors is not a model: The tensor dense\/kernel /, [
		'predict',
		fileURLToPath(new URL('../fuzz/corpora/model/nan_dense.safetensors', import.meta.url)),
		'good',
	]);
});

test('what a person reads is a line per review', () => {
	assert.match(done(['predict', model, 'wonderful', 'awful']), /^(0\.\d{4} {2}(positive|negative) {2}1 words, 0 unknown\n){2}$/);
});

test('no input gives no output', () => {
	assert.equal(done(['predict', model, '--json'], { input: '' }), '');
});

test('a text that begins with a dash comes after --', () => {
	assert.equal(predict(['--', '--wonderful']).length, 1);
});

test('a line that is not UTF-8 is named, after the predictions for those before it', () => {
	const input = Buffer.concat([Buffer.from('wonderful\nawful\n'), Buffer.from([0x66, 0xff, 0x0a])]);
	const { code, stdout, stderr } = run(['predict', model, '--json'], { input });
	assert.equal(code, 1);
	assert.match(stderr, /line 3: /);
	assert.equal(jsonLines(stdout).length, 2);
});

test('a line may hold any byte that UTF-8 allows, zero too, and be very long', () => {
	const [zero, long] = predict([], { input: `won\0derful\n${'wonderful '.repeat(100_000)}\n` });
	assert.ok(zero.words >= 1);
	assert.equal(long.words, 100_000);
});

test('evaluate scores the three splits', () => {
	const score = (...args) => jsonLines(done(['evaluate', model, corpus, '--json', ...args]))[0];
	assert.deepEqual(Object.keys(score()), ['loss', 'accuracy', 'reviews']);
	assert.equal(score().reviews, 40);
	assert.deepEqual(score('--split', 'test'), score());
	assert.equal(score('--split', 'train').reviews, 96);
	assert.equal(score('--split', 'validation').reviews, 24);
	assert.match(done(['evaluate', model, corpus]), /^test: loss \d\.\d{4}, accuracy \d\.\d{4}, 40 reviews\n$/);
});

test('evaluate scores changed reviews, and compares gradients', () => {
	const lines = (...args) => jsonLines(done(['evaluate', model, corpus, '--json', ...args]));
	const [whole] = lines();
	const changed = lines('--last-words', '1,30', '--opposite-end=0,12', '--gradients');
	assert.deepEqual(changed.map((line) => Object.keys(line)[0]), ['loss', 'last_words', 'last_words', 'opposite_end', 'opposite_end', 'first']);
	assert.deepEqual([changed[1].last_words, changed[2].last_words, changed[4].opposite_end], [1, 30, 12]);
	// The reviews have fewer than 30 words.
	assert.deepEqual({ ...changed[2], last_words: undefined }, { last_words: undefined, ...whole });
	assert.deepEqual({ ...changed[3], opposite_end: undefined }, { opposite_end: undefined, ...whole });
	assert.notEqual(changed[1].loss, whole.loss);
	assert.notEqual(changed[4].loss, whole.loss);
	assert.equal(changed[5].reviews, 24); // all of the validation split
	assert.ok(changed[5].first > 0 && changed[5].last > 0);
	const text = done(['evaluate', model, corpus, '--last-words', '5', '--opposite-end', '5', '--gradients']).split('\n');
	assert.match(text[1], /^test, the last 5 words alone: loss /);
	assert.match(text[2], /^test, the last 5 words of an opposite review: loss /);
	assert.match(text[3], /^gradient at the first timestep \S+, at the last \S+ \(24 validation reviews\)$/);
	for (const list of ['', '5,', 'x', '1,-2', Array(65).fill(1).join(','), '99999999999999999999']) {
		fails(2, /--last-words ".*": it must be whole numbers/, ['evaluate', model, corpus, '--last-words', list]);
	}
});

test('evaluate refuses a corpus with other words', () => {
	const other = join(folder, 'other');
	done(['corpus', 'imdb', join(folder, 'aclImdb'), '-o', other, '--words', '30']);
	fails(1, /other: /, ['evaluate', model, other]);
});

// The very lines that Keras 3 prints: web/src/model/keras/keras-summary.ts has the same.
test('summary is Keras’ table of the layers', () => {
	const rows = done(['summary', model]).split('\n');
	assert.deepEqual(rows.slice(0, -2), [
		'Model: "sequential"',
		'┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓',
		'┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃',
		'┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩',
		'│ embedding (Embedding)           │ (None, 30, 16)         │         1,280 │',
		'├─────────────────────────────────┼────────────────────────┼───────────────┤',
		'│ gru (GRU)                       │ (None, 8)              │           624 │',
		'├─────────────────────────────────┼────────────────────────┼───────────────┤',
		'│ dense (Dense)                   │ (None, 1)              │             9 │',
		'└─────────────────────────────────┴────────────────────────┴───────────────┘',
		' Total params: 1,913 (7.47 KB)',
		' Trainable params: 1,913 (7.47 KB)',
		' Non-trainable params: 0 (0.00 B)',
		'',
	]);
	assert.match(rows.at(-2), /^Weights: SHA-256 [0-9a-f]{64}$/);
});

test('summary gives a long name two lines, as Keras does', () => {
	const pooled = join(folder, 'pooled');
	done(['train', corpus, ...quick, '--epochs', '1', '--pooling', 'mean', '-o', pooled]);
	assert.deepEqual(done(['summary', pooled]).split('\n').slice(6, 10), [
		'│ gru (GRU)                       │ (None, 30, 8)          │           624 │',
		'├─────────────────────────────────┼────────────────────────┼───────────────┤',
		'│ global_average_pooling1d        │ (None, 8)              │             0 │',
		'│ (GlobalAveragePooling1D)        │                        │               │',
	]);
});

test('summary --json has the same facts', () => {
	const lines = jsonLines(done(['summary', model, '--json']));
	assert.deepEqual(lines[1], { layer: 'gru', type: 'GRU', output_shape: '(None, 8)', parameters: 624 });
	assert.equal(lines.at(-1).parameters, 1913);
	assert.match(lines.at(-1).sha256, /^[0-9a-f]{64}$/);
});

test('a corpus is not a model and a model is not a corpus', () => {
	fails(1, /corpus is not a model/, ['summary', corpus]);
	fails(1, /model is not a corpus/, ['evaluate', model, model]);
	writeFileSync(join(folder, 'empty'), '');
	fails(1, /empty is not a model/, ['summary', join(folder, 'empty')]);
});

test('chapter sets its runs beside the recorded ones, in columns', () => {
	const lines = done(['chapter', corpus, '--runs', '6,2', '--seed', '1,2']).trimEnd().split('\n');
	assert.equal(lines.length, 1 + 2 * (2 + 1 + 1) + 1);
	assert.match(lines[0], /^run +model +seed +best epoch +loss +accuracy +val_loss +val_accuracy +epochs +seconds$/);
	assert.match(lines[1], /^6 +GRU\(8\) +1 /);
	assert.match(lines[3], /^ +median /);
	assert.match(lines[4], /^ +recorded +100 +0\.3929 +0\.8237 +0\.4317 +0\.7978 +100 +286\.0$/);
	assert.match(lines[5], /^2 +SimpleRNN\(8\) +1 /);
	for (const line of [1, 2, 4, 5, 6, 8]) assert.equal(lines[line].length, lines[0].length);
	assert.match(lines.at(-1), /^together: \d+ epochs in [\d.]+ s; recorded: 268 epochs in 1098 s$/);
});

test('chapter --edition 2 trains with Adam, and leaves out what was not recorded', () => {
	const lines = done(['chapter', corpus, '--edition', '2', '--runs', '2,6', '--seed', '1']).trimEnd().split('\n');
	assert.match(lines[2], /^ +recorded +6 +0\.4707 +- +0\.5255 +0\.7466 +9 +362\.0$/);
	assert.match(lines[4], /^ +recorded +23 +0\.3599 +- +0\.4111 +0\.8156 +26 +88\.0$/);
	for (const line of [1, 2, 3, 4]) assert.equal(lines[line].length, lines[0].length);
	// The same network, trained by `train` with the settings that the textbook names.
	const second = jsonLines(done(['chapter', corpus, '--edition', '2', '--runs', '4', '--seed', '7', '--json']))[0];
	const named = ['--cell', 'lstm', '--dropout', '0.2', '--optimizer', 'adam', '--learning-rate', '0.001', '--shuffle', 'once'];
	const trained = jsonLines(done(['train', corpus, '--json', '--seed', '7', ...named])).at(-1);
	assert.deepEqual([second.edition, second.run, second.parameters], [2, 4, 8809]);
	assert.equal(second.val_loss, trained.val_loss);
	assert.equal(second.recorded_val_loss, 0.4159);
});

test('chapter --edition 2 --runs 7 and 8 train the textbook’s networks in PyTorch’s convention', () => {
	const lines = done(['chapter', corpus, '--edition', '2', '--runs', '7', '--seed', '1']).trimEnd().split('\n');
	assert.match(lines[2], /^ +recorded +51 +- +- +0\.5520 +0\.7350 +53 +-$/);
	for (const line of [1, 2]) assert.equal(lines[line].length, lines[0].length);
	const run = jsonLines(done(['chapter', corpus, '--edition', '2', '--runs', '7', '--seed', '7', '--json']))[0];
	const named = ['--cell', 'simple-rnn', '--convention', 'pytorch', '--optimizer', 'adam', '--learning-rate', '0.0002', '--patience', '2'];
	const trained = jsonLines(done(['train', corpus, '--json', '--seed', '7', ...named])).at(-1);
	assert.deepEqual([run.parameters, run.val_loss, run.recorded_seconds], [8217, trained.val_loss, null]);
	const lstm = jsonLines(done(['chapter', corpus, '--edition', '2', '--runs', '8', '--seed', '7', '--json']))[0];
	assert.deepEqual([lstm.parameters, lstm.recorded_val_loss, lstm.recorded_epochs], [9417, 0.4282, 19]);
	fails(2, /from 1 to 6/, ['chapter', corpus, '--runs', '7']);
	fails(2, /from 1 to 8/, ['chapter', corpus, '--edition', '2', '--runs', '9']);
});

test('every run of both editions has the parameters that the textbook prints', () => {
	const parameters = (edition) =>
		jsonLines(done(['chapter', corpus, '--edition', edition, '--seed', '1', '--json'])).map((run) => run.parameters);
	assert.deepEqual(parameters('1'), [1681, 3409, 8809, 8809, 9353, 8633]);
	assert.deepEqual(parameters('2'), [1681, 8209, 8809, 8809, 9353, 8633]);
});

test('chapter --json has an object per run and seed', () => {
	const lines = jsonLines(done(['chapter', corpus, '--runs', '5', '--seed', '3,4', '--json']));
	assert.deepEqual(lines.map(({ run, seed }) => [run, seed]), [[5, 3], [5, 4]]);
	assert.equal(lines[0].parameters, 9353);
	assert.equal(lines[0].recorded_val_loss, 0.467);
	assert.ok(lines[0].val_loss > 0 && lines[0].best_epoch >= 1 && lines[0].epochs >= lines[0].best_epoch);
});

test('chapter says which words it lacks', () => {
	const few = join(folder, 'few-words');
	done(['corpus', 'imdb', join(folder, 'aclImdb'), '-o', few, '--words', '30']);
	fails(1, /run 3: .*words/, ['chapter', few, '--runs', '3', '--json']);
});

// Finite weights of which the sums are not: such a model opens, and has no loss.
test('evaluate and predict refuse a result that is not a number', () => {
	const file = readFileSync(model);
	const start = 8 + Number(file.readBigUInt64LE(0));
	const { __metadata__: metadata, ...tensors } = JSON.parse(file.subarray(8, start).toString());
	for (const [name, { data_offsets: [begin, end] }] of Object.entries(tensors)) {
		if (name !== 'vocabulary') for (let at = start + begin; at < start + end; at += 4) file.writeFloatLE(at % 8 ? 3e38 : -3e38, at);
	}
	const digest = createHash('sha256').update(file.subarray(start)).digest('hex');
	file.write(digest, file.indexOf(metadata.sha256));
	const huge = join(folder, 'huge');
	writeFileSync(huge, file);
	done(['summary', huge]);
	fails(1, /The loss is not a number: .* lower learning rate/, ['evaluate', huge, corpus]);
	fails(1, /not a number/, ['predict', huge, 'wonderful']);
});
