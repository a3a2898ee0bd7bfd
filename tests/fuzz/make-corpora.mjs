// usage: node tests/fuzz/make-corpora.mjs      after ./dev build
//
// Makes the inputs that the fuzzers begin with, tests/fuzz/corpora/NAME/seed-…: small files by the program itself and by the tests'
// own writers. Inputs that showed a fault bear other names and stay as they are.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { npyOfLists, npyOfNumbers, pickleOfLists, tar, wordIndex } from '../import/made-up.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const corpora = join(root, 'tests/fuzz/corpora');
const folder = mkdtempSync(join(tmpdir(), 'unroll-fuzz-'));
const unroll = (...args) => execFileSync(join(root, 'build/native/unroll'), args, { stdio: 'ignore' });

mkdirSync(corpora, { recursive: true });
for (const fuzzer of readdirSync(corpora))
	for (const name of readdirSync(join(corpora, fuzzer)).filter((name) => name.startsWith('seed-'))) rmSync(join(corpora, fuzzer, name));

function seed(fuzzer, name, ...parts) {
	mkdirSync(join(corpora, fuzzer), { recursive: true });
	writeFileSync(join(corpora, fuzzer, `seed-${name}`), Buffer.concat(parts.map((part) => Buffer.from(part))));
}

// A safetensors file as tests/fuzz/assembled.h reads it.
function disassembled(path) {
	const file = readFileSync(path);
	const start = 8 + Number(file.readBigUInt64LE(0));
	const { __metadata__: metadata, ...tensors } = JSON.parse(file.subarray(8, start));
	const strings = Object.entries(metadata).map(([key, value]) => `@${key} ${key === 'sha256' || key === 'corpus' ? '*' : value}\n`);
	const lines = Object.entries(tensors).map(([name, { dtype, shape }]) => `${[name, dtype, ...shape].join(' ')}\n`);
	return [[...strings, ...lines, '\n'].join(''), file.subarray(start)];
}

const written = (name, bytes) => {
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return path;
};

// --- Corpora, statistics, models, checkpoints

const reviews = [...readFileSync(join(root, 'tests/fuzz/reviews.h'), 'utf8').matchAll(/"([+-]) (.*)"/g)].map(([, sign, text]) => ({
	label: sign === '+' ? 'pos' : 'neg',
	text,
}));
const table = written('reviews.csv', ['text,label', ...reviews.map(({ text, label }) => `${text},${label}`), ''].join('\n'));
const corpus = join(folder, 'corpus');
unroll('corpus', 'csv', table, '-o', corpus, '--test', '0');
seed('corpus', 'without-a-test-half', ...disassembled(corpus));
seed('safetensors', 'corpus', [1], readFileSync(corpus));
unroll('corpus', 'csv', table, '-o', join(folder, 'halves'), '--test', '0.4', '--words', '10', '--tail', '3');
seed('corpus', 'with-both-halves', ...disassembled(join(folder, 'halves')));
seed('safetensors', 'header', [0, 8], '{"__metadata__":{"format":"a\\u00e9\\ud83d\\ude00","words":"12"},"a":{"dtype":"U16","shape":[2,2],"data_offsets":[0,8]}}');

// Each word stands in many reviews, so that pairs are frequent enough to be listed.
const longer = written('longer.csv', ['text,label', ...Array.from({ length: 24 }, (_, i) => `${reviews[i % 4].text},${reviews[i % 4].label}`), ''].join('\n'));
unroll('corpus', 'csv', longer, '-o', join(folder, 'longer'), '--test', '0', '--words', '16');
unroll('statistics', join(folder, 'longer'), '-o', join(folder, 'statistics'), '--tail', '8');
seed('statistics', 'pairs', ...disassembled(join(folder, 'statistics')));

// config.json, which lies in the archive as it is.
const configOf = (archive) => archive.subarray(archive.indexOf('{"module": "keras", "class_name": "Sequential"'), archive.indexOf('PK', archive.indexOf('"compile_config"')));

const networks = {
	'simple-rnn': ['--cell', 'simple-rnn', '--units', '2'],
	'simple-rnn-one-hot': ['--cell', 'simple-rnn', '--units', '1', '--input', 'one-hot', '--optimizer', 'sgd', '--momentum', '0.9'],
	lstm: ['--cell', 'lstm', '--units', '2', '--optimizer', 'adam', '--padding', 'post', '--truncating', 'post'],
	'lstm-stacked': ['--cell', 'lstm', '--units', '2,1', '--dropout', '0.2', '--clip-norm', '1'],
	gru: ['--cell', 'gru', '--units', '2', '--recurrent-dropout', '0.3', '--shuffle', 'once'],
	'gru-one-hot-stacked': ['--cell', 'gru', '--units', '1,2', '--input', 'one-hot', '--optimizer', 'adam'],
};
for (const [name, options] of Object.entries(networks)) {
	const model = join(folder, 'model');
	const checkpoint = join(folder, 'checkpoint');
	const small = ['--words', '14', '--length', '4', '--embedding', '3', '--batch', '3', '--learning-rate', '0.01'];
	unroll('train', corpus, ...options, ...small, '--epochs', '3', '-o', model, '--checkpoint', checkpoint);
	seed('model', name, ...disassembled(model));
	seed('checkpoint', name, ...disassembled(checkpoint));
	if (!['simple-rnn', 'gru'].includes(name)) continue;
	for (const format of ['keras', 'weights-h5', 'pytorch']) {
		unroll('export', model, '--to', format, '-o', join(folder, format));
		seed('exchange', `${name}-${format}`, [32], readFileSync(join(folder, format))); // by what the file says of itself
		if (format === 'weights-h5') seed('hdf5', name, readFileSync(join(folder, format)));
		if (format === 'keras') seed('zip', name, readFileSync(join(folder, format)));
		if (format === 'keras') seed('keras_config', name, configOf(readFileSync(join(folder, format))));
	}
}

// --- Tables

const texts = (...values) => `${values.join('|')}\n`;
seed('csv', 'guessed', [0x54, 0, 0, 10, 4], texts('', '', '', '', 'a table'), 'text,label\n"good, ""film""\nand warm",pos\nbad,neg\ndull,neg\nwarm,pos\n');
seed('csv', 'by-name', [0x59, 0, 0, 10, 1], texts('review', 'sentiment', 'good', 'bad', '표'), 'id,review,sentiment\r\n1,따뜻한 영화,good\r\n2,지루한 영화,bad\r\n');
seed('csv', 'by-number', [0x42, 0, 0, 74, 0], texts('1', '2', '', '', ''), 'good film\t1\nbad film\t0\ngood\t1\n');
seed('csv', 'json', [0x54, 0, 0, 10, 4], texts('', '', '', '', 'x'), '[{"text": "good \\u00e9 film", "label": 1, "more": [{"a": "]"}]},\n {"label": 0, "text": "bad"}]');
seed('csv', 'grades', [0x54, 0, 0x80, 10, 4], texts('', '', '', '', 'x'), 'stars|review\n★★|a film\n5/5|so "good"\n3,0|well\nNaN|x\n');
seed('csv', 'by-layout', [0x07, 3, 0x12, 10, 200], texts('', '', '긍정', '부정', 'x'), '0;긍정;좋은 영화\n1;부정;나쁜 영화\n2;;none\n3;긍정;\n');
seed('csv', 'utf-16', [0x40, 0, 0, 10, 1], texts('', '', '', '', ''), Buffer.from('\ufefftext,label\na,b\n', 'utf16le'));

const several = (files) => [[4], `${Object.keys(files).join('\n')}\0`, Object.values(files).join('\0')];
seed('files', 'halves', ...several({ 'train.csv': 'text,label\na good film,1\na bad film,0\n', 'test.csv': 'text,label\ndull,0\nso good,1\n' }));
seed('files', 'json', ...several({ 'train.json': '[{"text": "a good film", "label": 1}, {"text": "bad", "label": 0}]', 'dev.json': '{"label": 0, "text": "dull"}' }));
seed('files', 'lines', ...several({ 'a/x.pos': '\ufeffgood\n\nwarm\tfilm\r\n', 'a/x.neg': 'bad\rdull', 'README.txt': 'about' }));
seed('files', 'texts', ...several({ 'train/긍정/1.txt': '따뜻한\n영화', 'train/긍정/2': '좋다', 'train/부정/1': '지루하다', 'test/부정/1': '' }));
seed('files', 'nsmc', ...several({ 'ratings_train.txt': 'id\tdocument\tlabel\n1\t"좋다\t1\n2\t나쁘다\t0\n', 'ratings_test.txt': 'id\tdocument\tlabel\n3\t나쁘다\t0\n' }));

// --- Archives, and what Keras has

const archive = {
	'aclImdb/train/pos/0_9.txt': 'a good film',
	'aclImdb/train/neg/0_2.txt': 'a bad film',
	'aclImdb/train/unsup/0_0.txt': 'a film',
	[`aclImdb/${'long/'.repeat(24)}`]: '',
};
seed('tar', 'reviews', [16], tar(archive));
seed('tar', 'training-half', [3], tar({ 'aclImdb/train/pos/0_9.txt': 'good', 'aclImdb/test/neg/0_2.txt': 'bad' }));

seed('npy', 'labels', [0, 63], npyOfNumbers([1, 0, 1]));
seed('npy', 'bytes', [0, 3], npyOfNumbers([1, 0], 1, '<', 2));
seed('npy', 'lists', [1, 200], npyOfLists([[1, 2], [300]]));
seed('npy', 'dictionary', [2, 10], "{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }\n", Buffer.alloc(16, 1));
for (const protocol of [2, 3, 4]) seed('pickle', `protocol-${protocol}`, [2, 40], pickleOfLists([[1, 2, 70000], [300]], protocol));
seed('word_index', 'words', [30], JSON.stringify(wordIndex(8)));
seed('word_index', 'escaped', [0], '{"caf\\u00e9": 1, "\\ud83d\\ude00": 2, "a\\/b" : 3 }\n');

const size = (bytes) => [bytes.length & 255, bytes.length >> 8];
const train = pickleOfLists([[1, 2, 3], [2], [1, 4], [5, 1]]);
const test = pickleOfLists([[1, 5]]);
const index = Buffer.from('{"a":1,"film":2,"good":3,"bad":4}');
const labels = [4, 4, 1, 0, 1, 0];
seed('keras', 'whole', [2, 5, 4], size(train), train, labels, [0x85, 1], size(test), test, [0x84, 1, 1], [6, 4], size(index), index, [7, 0]);
seed('keras', 'in-pieces', [2, 0, 1, 1, 0, 12], npyOfNumbers([1, 0]).subarray(0, 12), [2, 0, 3, 0, 4], Buffer.alloc(4), [7, 0]);

// --- Texts and numbers

seed('word_vectors', 'glove', [7], 'the 0.1 -2.5e-3 1\nnew york 1 2 3\ngood 1e-30 0.12345678901234567 -3\n');
seed('word_vectors', 'fasttext', [255], '2 3\r\nfilm 1 2 3 \r\nbad\t4\t5\t6');
seed('words', 'english', 'A good film!<br /><br />It\'s "warm", isn\'t it? Nr. 9');
seed('words', 'lines', 'the\nfilm\ncaf\u00e9\n영화\nİΣς');
seed('settings', 'network', 'cell lstm\nunits 16,8\ninput one-hot\nwords 1000\nlength 50\npadding post\ntruncating post\nembedding 4\ndropout 0.5\n');
seed('settings', 'training', 'optimizer sgd\nmomentum 0.9\nlearning-rate 1e-4\nclip-norm 1\nbatch 32\nepochs 5\npatience 0\nvalidation 0.1\nshuffle once\nseed 4294967295\nsplit-seed 0\nrecurrent-dropout 0.25\n');
for (const [name, text] of Object.entries({ number: '-12.5e-3', whole: '4294967295', json: 'a\\u00e9\\n\\ud83d\\ude00é"' })) seed('base', name, text);
seed('pieces', 'reviews', [1, 20, 3], '1재미있는 영화 재미있다\n0재미없는 영화\n1movie movie 재미\n2뷁 movie▁\u3000é\n');
seed('pieces', 'characters', [0, 1, 0], '1aaaa aaa aa\n0aaaaa ab\n');
seed('builder', 'reviews', [20, 0, 5, 0], '1a good film\n0a bad film\n3good\n2bad\n1a film\n0a bad bad film\n');
const layout = Buffer.alloc(41);
layout.write('\x05,', 0, 'latin1');
layout.writeUInt32LE(2, 2);
layout.writeUInt32LE(1, 10);
layout.writeUInt32LE(100, 14);
layout[34] = 2;
layout[35] = 3;
seed('boundary', 'table', [0], layout.subarray(0, 39), 'good film,1\nbad film,0\n');
seed('boundary', 'settings', [1, 2, 0, 1, 2], Buffer.alloc(60, 1));
seed('boundary', 'index', [2, 3, 0, 0, 0]);

rmSync(folder, { recursive: true });
