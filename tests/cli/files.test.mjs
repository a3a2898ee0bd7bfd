// unroll corpus csv: several files at once, that keep their division or are labelled by their names.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readCorpus, tar } from '../import/made-up.mjs';
import { done, fails, jsonLines, program, run, temporaryFolder } from './program.mjs';

const folder = temporaryFolder();
const corpus = join(folder, 'corpus');
const write = (name, bytes) => {
	mkdirSync(dirname(join(folder, name)), { recursive: true });
	writeFileSync(join(folder, name), bytes);
	return join(folder, name);
};
const imports = (...args) => {
	const [said] = jsonLines(done(['corpus', 'csv', ...args, '-o', corpus, '--json']));
	const file = readFileSync(corpus);
	return { said, file, ...readCorpus(file) };
};
const refuses = (message, ...args) => fails(1, message, ['corpus', 'csv', ...args, '-o', join(folder, 'never')]);
const halves = ({ said }) => [said.train_reviews, said.test_reviews];

/** The same corpus, whatever its reviews came from. */
const data = (file) => file.subarray(8 + Number(file.readBigUInt64LE(0)));

const nsmcRows = (count, first) =>
	['id\tdocument\tlabel', ...Array.from({ length: count }, (_, i) => `${first + i}\t"${i % 2 ? '정말 좋다' : '지루하다'} ${i}\t${i % 2}`), ''].join('\n');

const nsmc = { 'nsmc/ratings_train.txt': nsmcRows(40, 1000), 'nsmc/ratings_test.txt': nsmcRows(10, 9000) };
const both = Object.entries(nsmc).map(([name, text]) => write(name, text));

test("NSMC's two files keep their division, however they are given", () => {
	const made = imports(...both);
	assert.deepEqual(halves(made), [40, 10]);
	assert.deepEqual([made.metadata.positive, made.metadata.negative, made.metadata.source], ['긍정', '부정', 'Naver Sentiment Movie Corpus (NSMC)']);
	const readme = { 'nsmc/README.md': 'about', 'nsmc/ratings.txt': nsmcRows(3, 1) };
	const archive = write('nsmc.tar.gz', gzipSync(tar({ ...readme, ...nsmc })));
	const packed = both.map((path, index) => write(`packed/${index ? 'ratings_test.txt.gz' : 'ratings_train.txt.gz'}`, gzipSync(readFileSync(path))));
	for (const args of [[both[1], both[0]], [join(folder, 'nsmc')], [`${folder}/nsmc/`], [archive], packed, [both[0], '--test', both[1]]]) {
		assert.deepEqual(imports(...args).file, made.file, args.join(' '));
	}
	const { stderr } = run(['corpus', 'csv', both[0], '-o', corpus]);
	assert.match(stderr, /Naver Sentiment Movie Corpus \(NSMC\)/);
	assert.match(stderr, /quotes are text/);
	assert.deepEqual(halves(imports(both[0])), [32, 8]);
});

test('any two tables become the halves, the one of --test the test half', () => {
	const one = write('a.csv', 'text,label\ngood film,1\nbad film,0\nfine film,1\n');
	const two = write('b.csv', 'text,label\ndull film,0\nwarm film,1\n');
	const made = imports(one, '--test', two);
	assert.deepEqual(halves(made), [3, 2]);
	assert.deepEqual(data(imports(write('train.csv', readFileSync(one)), write('test.csv', readFileSync(two))).file), data(made.file));
	refuses(/do not form one dataset[^]*"train" and "test" in their names/, one, two);
	refuses(/b\.csv and a\.csv have different columns/, one, '--test', write('other/b.csv', 'id,text\n1,dull\n'));
	fails(2, /--test "1.5": it must be 0 to 0.9, or the file of the test half/, ['corpus', 'csv', one, '-o', corpus, '--test', '1.5']);
});

const lines = { 'rt-polarity.neg': 'silly and tedious\ncaf\xe9 \xe0 la fian\xe7\xe9e\n', 'rt-polarity.pos': 'the r\xf4le of a lifetime\nd\xe9j\xe0 vu , na\xefve but warm\n' };

test('a text in each line of files that are named after their label, in Windows-1252', () => {
	const paths = Object.entries(lines).map(([name, text]) => write(`rt/${name}`, Buffer.from(text, 'latin1')));
	const made = imports(...paths);
	assert.deepEqual(halves(made), [4, 0]);
	assert.deepEqual([made.metadata.positive, made.metadata.negative], ['pos', 'neg']);
	assert.ok(made.vocabulary.includes('fiançée') && made.vocabulary.includes('naïve'));
	write('rt/rt-polaritydata.README.1.0.txt', 'about');
	assert.deepEqual(data(imports(join(folder, 'rt')).file), data(made.file));
});

test('names whose meaning is not known are asked', () => {
	const paths = [write('ham.txt', 'see you soon\nsee you later\n'), write('spam.txt', 'buy now\n')];
	refuses(/"ham" \(2\), "spam" \(1\); which of them is positive is not known/, ...paths);
	const { metadata } = imports(...paths, '--positive', 'ham');
	assert.deepEqual([metadata.positive, metadata.negative], ['ham', 'spam']);
});

test('a folder for each label with a text in each file, in a folder, a zip and a tar', () => {
	const files = Object.fromEntries([1, 2, 3, 4, 5].flatMap((n) => [[`mail/긍정/${n}.txt`, `좋은\n영화 ${n}`], [`mail/부정/${n}.txt`, `나쁜\n영화 ${n}`]]));
	Object.entries(files).forEach(([name, text]) => write(name, text));
	write('mail/.hidden', 'x');
	const made = imports(join(folder, 'mail'));
	assert.deepEqual(halves(made), [8, 2]);
	assert.equal(made.said.positive, '긍정');
	const decomposed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name.normalize('NFD'), text.normalize('NFD')]));
	assert.deepEqual(data(imports(write('mail.tar', tar(decomposed))).file), data(made.file));
	const zip = join(folder, 'mail.zip');
	if (spawnSync('zip', ['-qr', zip, 'mail/긍정', 'mail/부정'], { cwd: folder }).status === 0) {
		assert.deepEqual(halves(imports(zip)), [8, 2]);
	}
	symlinkSync('..', join(folder, 'mail/긍정/up'));
	assert.deepEqual(imports(join(folder, 'mail')).file, made.file, 'a link to a folder above is not followed');
});

test('what is no table is named, with what to do', () => {
	refuses(/is a Parquet file: import it in the page, or save it as CSV/, write('x.parquet', 'PAR1....'));
	refuses(/is a PDF/, write('x.csv', '%PDF-1.4 …'));
	refuses(/packed with xz: unpack it/, write('x.txt.xz', Buffer.from('\xfd7zXZ\0', 'latin1')));
	refuses(/is damaged: it ends too early/, write('cut.csv.gz', gzipSync(Buffer.from('text,label\ngood,1\n'.repeat(99))).subarray(0, 40)));
	refuses(/Large Movie Review Dataset: unroll corpus imdb reads it/, write('acl.tar', tar({ 'a/train/pos/0_9.txt': 'x', 'a/train/neg/0_2.txt': 'y' })));
	refuses(/cannot be read/, join(folder, 'nothing.csv'));
});

test('an archive that is cut anywhere is refused, or gives what was whole in it', () => {
	const whole = tar({ 'train.csv': 'text,label\ngood film,1\nbad film,0\n', 'test.csv': 'text,label\ndull,0\n' });
	for (let size = 0; size < whole.length - 1024; size += 97) {
		const { status, signal } = spawnSync(program, ['corpus', 'csv', write('cut.tar', whole.subarray(0, size)), '-o', corpus]);
		assert.ok(signal === null && (status === 0 || status === 1), `${size}: ${status} ${signal}`);
		assert.ok(status === 1 || size > 1024, `${size}`);
	}
});
