// Help, and what happens when the program is used wrongly: one clear line, exit code 2.
import assert from 'node:assert/strict';
import { openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { done, fails, run, temporaryFolder } from './program.mjs';

const commands = ['corpus', 'train', 'find-rate', 'sweep', 'evaluate', 'predict', 'tokenize', 'summary', 'export', 'import-model', 'chapter'];

test('--help lists every command, and each explains itself', () => {
	const help = done(['--help']);
	for (const command of commands) {
		assert.match(help, new RegExp(`^  ${command} `, 'm'));
		const own = done([command, '--help']);
		assert.match(own, new RegExp(`^usage: unroll ${command} `));
		assert.match(own, /--json/);
	}
});

test('--version is one line', () => {
	assert.match(done(['--version']), /^unroll \d+\.\d+\.\d+\n$/);
});

test('the help of train has every setting with its default', () => {
	const help = done(['train', '--help']);
	for (const line of ['--cell gru', '--units 8', '--learning-rate 0.0001', '--momentum 0', '--split-seed 42', '--validation 0.2'])
		assert.match(help, new RegExp(`^  ${line} `, 'm'));
	assert.match(help, /simple-rnn, lstm or gru/);
});

const mistakes = [
	[[], /a command is missing.*--help/],
	[['learn'], /no command "learn".*--help/],
	[['train'], /needs a corpus.*unroll train --help/],
	[['train', 'a', 'b'], /unexpected argument "b"/],
	[['train', 'a', '--colour', 'red'], /unknown option --colour/],
	[['train', 'a', '--units'], /--units needs a value/],
	[['train', 'a', '--units', 'many'], /--units "many": units must be/],
	[['train', 'a', '--cell', 'rnn'], /simple-rnn, lstm or gru/],
	[['train', 'a', '--learning-rate', '0'], /above 0/],
	[['train', 'a', '--learning-rate=-1'], /above 0/],
	[['train', 'a', '--epochs', '1.5'], /whole number/],
	[['train', 'a', '--json=yes'], /--json takes no value/],
	[['train', 'a', '-x'], /unknown option -x/],
	[['train', 'a', '--resume', 'b', '--units', '4'], /--units cannot be changed with --resume/],
	[['corpus'], /needs imdb, keras or csv, and what to read/],
	[['corpus', 'imdb', 'a'], /-o FILE is needed/],
	[['corpus', 'books', 'a', '-o', 'b'], /imdb, keras, csv or synthetic, not "books"/],
	[['corpus', 'imdb', 'a', '-o', 'b', '--words', 'all'], /--words "all"/],
	[['corpus', 'imdb', 'a', '-o', 'b', '--words', '3'], /4 to 65536/],
	[['corpus', 'imdb', 'a', '-o', 'b', '--words', '65537'], /4 to 65536/],
	[['corpus', 'imdb', 'a', '-o', 'b', '--limit', '-4'], /--limit "-4"/],
	[['corpus', 'imdb', 'a', '-o', 'b', '--tail', '4294967296'], /--tail/],
	[['corpus', 'imdb', 'a', '-o', 'b', '--word-index', 'c'], /--word-index is for keras alone/],
	...['text', 'label', 'positive', 'negative', 'positive-from', 'negative-to', 'delimiter', 'encoding', 'test'].map((name) => [
		['corpus', 'keras', 'a', '-o', 'b', `--${name}`, 'c'],
		new RegExp(`--${name} is for csv alone`),
	]),
	[['corpus', 'csv', 'a', '-o', 'b', '--half', 'train'], /--half is not for csv/],
	[['corpus', 'csv', 'a', '-o', 'b', '--delimiter', '+'], /comma, tab, semicolon, bar or json/],
	[['corpus', 'csv', 'a', '-o', 'b', '--test', '1'], /it must be 0 to 0.9/],
	[['evaluate', 'a'], /needs a model and a corpus/],
	[['evaluate', 'a', 'b', '--split', 'exam'], /train, validation, test or all/],
	[['predict'], /needs a model/],
	[['predict', 'a', '-5 stars'], /unknown option -5 stars\. Put --/],
	[['summary'], /needs a model/],
	[['import-model', 'a'], /-o MODEL is needed/],
	[['import-model', 'a', '-o', 'b', '--vocabulary', 'c'], /goes with the settings/],
	[['export'], /needs a model/],
	[['export', 'a'], /--to FORMAT is needed/],
	[['export', 'a', '--to', 'paper'], /no format "paper"/],
	[['chapter', 'a', '--runs', '7'], /--runs "7"/],
	[['chapter', 'a', '--edition', '3'], /--edition "3": it must be 1 or 2/],
	[['chapter', 'a', '--runs', '1,,2'], /--runs "1,,2"/],
	[['chapter', 'a', '--seed', 'x'], /--seed "x"/],
];

for (const [args, message] of mistakes)
	test(`wrong usage: unroll ${args.join(' ')}`, () => {
		const said = fails(2, message, args);
		assert.equal(said.trimEnd().split('\n').length, 1, said);
	});

test('a file that is not there is a failure, not wrong usage', () => {
	for (const args of [['train', 'missing'], ['evaluate', 'missing', 'm'], ['predict', 'missing'], ['summary', 'missing'],
		['chapter', 'missing'], ['export', 'missing', '--to', 'onnx'], ['import-model', 'missing', '-o', '/tmp/unroll-never-written'], ['corpus', 'imdb', 'missing', '-o', '/tmp/unroll-never-written']])
		fails(1, /missing cannot be opened: No such file/, args);
});

test('a folder in place of a file, and a file of another kind', () => {
	fails(1, /tmp cannot be read: Is a directory/, ['summary', '/tmp']);
	fails(1, /is not a model/, ['summary', '/etc/passwd']);
	fails(1, /is not a corpus/, ['train', '/etc/passwd']);
	fails(1, /is not a corpus/, ['train', '/dev/null']);
});

test('a full standard output is a failure', () => {
	const result = run(['--version'], { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });
	assert.equal(result.code, 1);
	assert.match(result.stderr, /standard output could not be written/);
});

// Escape sequences in a name would move the cursor, rewrite lines or set the title of the terminal that shows a file of someone else's.
test('control characters of a file reach no terminal', () => {
	const path = join(temporaryFolder(), 'model.safetensors');
	const name = '\u001b]0;title\u0007\u009b2Jreview\u007f';
	const header = JSON.stringify({ [name]: { dtype: 'U8', shape: [2], data_offsets: [0, 1] } });
	writeFileSync(path, Buffer.concat([Buffer.from(new BigUint64Array([BigInt(Buffer.byteLength(header))]).buffer), Buffer.from(header), Buffer.alloc(1)]));
	const complaint = fails(1, /title.*review/, ['summary', path]);
	assert.doesNotMatch(complaint.trimEnd(), /[\u0000-\u001f\u007f-\u009f]/);
});
