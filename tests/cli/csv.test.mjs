// unroll corpus csv: tables of texts and labels, as guessed and as specified.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readCorpus } from '../import/made-up.mjs';
import { done, fails, filesIn, jsonLines, program, run, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const out = join(folder, 'out');
mkdirSync(out);
const corpus = join(out, 'corpus');
const write = (name, text) => {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
};
const importTable = (text, ...options) => {
	const [said] = jsonLines(done(['corpus', 'csv', write('table.csv', text), '-o', corpus, '--json', ...options]));
	return { said, ...readCorpus(readFileSync(corpus)) };
};
const refuses = (message, text, ...options) =>
	fails(1, message, ['corpus', 'csv', write('table.csv', text), '-o', join(out, 'never'), ...options]);

const korean = 'id\tdocument\tlabel\n' + '1\t정말 좋은 영화\t1\n2\t정말 지루한 영화\t0\n'.repeat(10);

test('a table in Korean becomes a corpus with its own words', () => {
	const { said, vocabulary, metadata } = importTable(korean);
	assert.deepEqual([said.train_reviews, said.test_reviews], [16, 4]);
	assert.deepEqual(vocabulary.slice(0, 2), ['영화', '정말']);
	assert.deepEqual([said.positive, said.negative], ['1', '0']);
	assert.equal(metadata.source, 'table.csv');
});

test('what is guessed is shown, and can be overridden', () => {
	const rows = 'a;b;c\n1;x y z;good\n2;z y x;bad\n3;x x x;good\n4;z z z;bad\n';
	const table = write('table.csv', rows);
	const { stderr, stdout } = run(['corpus', 'csv', table, '-o', corpus]);
	assert.match(stderr, /3 columns with semicolons between them, a header, quotes enclose cells; the text is column 2, the label column 3/);
	assert.match(stdout, /positive \(good\) +2 +0\n/);
	const { said } = importTable(rows, '--label', 'c', '--text', '2', '--positive', 'bad', '--test', '0');
	assert.deepEqual([said.positive, said.negative, said.train_reviews], ['bad', 'good', 4]);
});

test('rows that cannot be used are counted, with their lines', () => {
	const text = 'text,label\ngood film,1\n,1\nbad film,0\nonly text\nno label,\n';
	const { said } = importTable(text, '--test', '0');
	assert.deepEqual([said.skipped_no_text, said.skipped_few_columns, said.skipped_no_label], [1, 1, 1]);
	const { stdout } = run(['corpus', 'csv', write('table.csv', text), '-o', corpus, '--test', '0']);
	assert.match(stdout, /skipped: 1 rows without text: line 3\n/);
	assert.match(stdout, /skipped: 1 rows with too few columns: line 5\n/);
});

test('labels that are not two are listed, with the way out', () => {
	const stars = 'text,stars\nfilm a,1\nfilm b,3\nfilm c,5\n';
	refuses(/must be two, but are "1" \(1\), "3" \(1\), "5" \(1\)/, stars);
	const { said } = importTable(stars, '--positive', '5', '--negative', '1', '--test', '0');
	assert.equal(said.skipped_other_label, 1);
	refuses(/All labels in column 2 are the same/, 'text,label\na b,1\nc d,1\n');
	refuses(/does not have two columns/, 'words\nmore words\n');
	refuses(/no row below the header/, Buffer.from('\ufefftext,label\n', 'utf16le'));
	refuses(/There is no column "stars"/, 'text,label\na b,1\nc d,0\n', '--label', 'stars');
	assert.deepEqual(filesIn(out), ['corpus']);
});

test('labels are compared whole; one that is not UTF-8 is refused', () => {
	const long = '영화가 정말로 아주 많이 재미있었다고 ';
	const text = `text,label\na,${long}좋음\nb,${long}나쁨\nc,${long}나쁨\n`;
	const { said } = importTable(text, '--positive', `${long}좋음`, '--negative', `${long}나쁨`, '--test', '0');
	assert.deepEqual([said.train_positive, said.train_reviews], [1, 3]);
	refuses(/No row has the label/, text, '--positive', long, '--negative', `${long}나쁨`);
	// A shell makes the byte: node would write it as UTF-8.
	const table = write('table.csv', 'text,label\na,pos\nb,neg\nc,neg\n');
	const command = `"${program}" corpus csv "${table}" -o "${join(out, 'never')}" --positive $'\\xff' --negative neg`;
	const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
	assert.equal(status, 1);
	assert.match(stderr, /positive is not UTF-8/);
	assert.deepEqual(filesIn(out), ['corpus']);
});

test('a table with a long name in Korean becomes a corpus; what is too long of its name is cut', () => {
	const table = write(`${'표'.repeat(60)}.csv`, 'text,label\ngood,1\nbad,0\n');
	done(['corpus', 'csv', table, '-o', corpus]);
	assert.equal(readCorpus(readFileSync(corpus)).metadata.source, '표'.repeat(31));
});

test('the classes keep their own names in corpus, model, checkpoint and predictions', () => {
	const { metadata } = importTable('text,label\n' + 'a fine film,Fresh\na poor film,rotten\n'.repeat(20), '--words', '20');
	assert.deepEqual([metadata.positive, metadata.negative], ['Fresh', 'rotten']);
	const [model, again, checkpoint] = ['model', 'again', 'checkpoint'].map((name) => join(folder, name));
	const small = ['--words', '20', '--length', '4', '--batch', '8', '--learning-rate', '0.05'];
	done(['train', corpus, '-o', model, ...small, '--epochs', '3']);
	const [kind, unkind] = jsonLines(done(['predict', model, '--json', 'a fine film', 'a poor film']));
	assert.deepEqual([kind.label, unkind.label], ['Fresh', 'rotten']);
	assert.match(done(['predict', model, 'a poor film']), / rotten /);
	done(['train', corpus, '-o', again, ...small, '--epochs', '1', '--checkpoint', checkpoint]);
	assert.match(readFileSync(checkpoint, 'latin1'), /"positive":"Fresh"/);
	// Names that mean nothing else, and numbers, are not stored.
	for (const labels of [['positive', 'negative'], ['1', '0'], ['4 stars', '1 star']]) {
		const text = 'text,label\n' + labels.map((label) => `a film,${label}\n`).join('').repeat(5);
		const { metadata: plain } = importTable(text);
		assert.deepEqual([plain.positive, plain.negative], [undefined, undefined]);
	}
});

test('a network learns from a table and knows its words; another table is a mismatch', () => {
	importTable(korean.repeat(4).replaceAll('\nid\tdocument\tlabel', ''), '--words', '20');
	const model = join(folder, 'model');
	done(['train', corpus, '-o', model, '--words', '20', '--length', '4', '--epochs', '3', '--batch', '8', '--learning-rate', '0.05']);
	const [kind, unkind] = jsonLines(done(['predict', model, '--json', '정말 좋은 영화', '정말 지루한 영화']));
	assert.deepEqual([kind.label, unkind.label, kind.unknown], ['positive', 'negative', 0]);
	const checkpoint = join(folder, 'checkpoint');
	done(['train', corpus, '-o', model, '--words', '20', '--length', '4', '--epochs', '1', '--batch', '8', '--checkpoint', checkpoint]);
	importTable('text,label\n' + 'a fine film,1\na poor film,0\n'.repeat(20), '--words', '20');
	fails(1, /other words than this corpus/, ['evaluate', model, corpus]);
	fails(1, /another corpus/, ['train', corpus, '--resume', checkpoint, '-o', model]);
});

test('classes keep their own names, also where one has several labels', () => {
	const rows = 'review,verdict\n' + 'a fine film,fresh\na dull film,rotten\na poor film,awful\n'.repeat(4);
	const named = (...options) => {
		const { metadata } = importTable(rows, ...options);
		return [metadata.positive, metadata.negative];
	};
	assert.deepEqual(named('--positive', 'fresh', '--negative', 'rotten', '--negative', 'awful'), ['fresh', 'rotten/awful']);
	assert.deepEqual(named(), ['fresh', 'rotten/awful']);
});

test('where nearly all labels are the same, what that means for the accuracy is said', () => {
	const rows = 'text,label\n' + Array.from({ length: 100 }, (_, i) => `film ${i} again,${i % 33 === 5 ? 0 : 1}\n`).join('');
	const { stdout } = run(['corpus', 'csv', write('table.csv', rows), '-o', corpus, '--test', '0']);
	assert.match(stdout, /97\.0 % of the training reviews are positive: always predicting that already reaches an accuracy of 0\.970\n/);
	const { stdout: even } = run(['corpus', 'csv', write('table.csv', 'text,label\na b,1\nc d,0\n'), '-o', corpus]);
	assert.doesNotMatch(even, /always predicting/);
});
