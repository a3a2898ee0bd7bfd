// Imports as the worker runs them, against the built engine: every kind of file, recognised by its contents; the same bytes as
// the program makes, where it is built; damage and cancelling.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { kerasArrays, npyOfLists, readCorpus, tar, wordIndex, zip } from '../../../tests/import/made-up.mjs';
import type { Engine } from '../../src/engine/engine.ts';
import { defaultImportOptions, ReviewImport, type Encoding } from '../../src/engine/import.ts';
import { startImporter, type Importer } from '../../src/engine/importer.ts';
import { startEngine } from '../../src/engine/load.ts';
import { defaultOptions } from '../../src/model/library/corpus-options.ts';
import { everyClass, initialChoice, isDecided, moved, ruleOf, toggled, type LabelChoice } from '../../src/model/library/label-choice.ts';
import type { CorpusOptions, ImportProgress } from '../../src/protocol/library.ts';
import type { ImportProblem } from '../../src/protocol/types.ts';
import { LoadFailure } from '../../src/worker/failures.ts';
import { eachChunk } from '../../src/worker/import/each-chunk.ts';
import { importReviews, lookAtRows, type ImportResult } from '../../src/worker/import/import-reviews.ts';
import { recogniseFiles } from '../../src/worker/import/recognise-files.ts';
import { recognise } from '../../src/worker/import/recognise.ts';
import { GivenFiles } from '../../src/worker/import/sources.ts';
import { engineBytes, engineIsBuilt, importerBytes } from './built.ts';

const program = fileURLToPath(new URL('../../../build/native/unroll', import.meta.url));
const shared = fileURLToPath(new URL('../../../../shared/imdb/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unroll-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, content: string | Uint8Array): File =>
	new File([typeof content === 'string' ? content : new Uint8Array(content)], name);

const lookAtTableFile = (importer: Importer, file: File, wish: Parameters<typeof lookAtRows>[2] = {}) =>
	lookAtRows(importer, new GivenFiles([{ file, path: file.name, packed: false }]), wish);

/** What the program makes of the same files. */
function programsCorpus(kind: string, files: File[], contents: (string | Uint8Array)[], ...options: string[]): Uint8Array {
	files.forEach((file, index) => writeFileSync(join(folder, file.name), contents[index] ?? ''));
	const paths = files.map(({ name }) => join(folder, name));
	const out = join(folder, 'out');
	const { status, stderr } = spawnSync(program, ['corpus', kind, paths[0] ?? '', '-o', out, ...options], { encoding: 'utf8' });
	expect(status, stderr).toBe(0);
	return readFileSync(out);
}

const archiveFiles: Record<string, string> = {
	'aclImdb/': '',
	'aclImdb/README': 'about',
	'aclImdb/train/pos/0_9.txt': 'a good film, a good one',
	'aclImdb/train/pos/1_8.txt': '',
	'aclImdb/train/neg/0_2.txt': 'a bad film<br />truly bad',
	'aclImdb/train/unsup/0_0.txt': 'nobody knows',
	'aclImdb/test/pos/0_10.txt': 'good',
	'aclImdb/test/neg/3_1.txt': 'bad bad bad',
};

const table = 'id,document,label\n1,"a good film, really\nvery ""good""",긍정\n2,bad,부정\n3,so bad,부정\n4,fine,긍정\n5,,부정\n6,dull\n';

describe.skipIf(!engineIsBuilt)('imports', () => {
	let engine: Engine;
	let importer: Importer;

	beforeEach(async () => {
		engine = await startEngine(engineBytes('simd'));
		importer = await startImporter(importerBytes());
	});

	const problemOf = async (files: File[], options = {}): Promise<ImportProblem | undefined> => {
		const error: unknown = await importReviews(importer, files, options).then(
			() => null,
			(thrown: unknown) => thrown,
		);
		expect(error).toBeInstanceOf(LoadFailure);
		const { failure } = error as LoadFailure;
		return failure.kind === 'import' ? failure.problem : undefined;
	};

	test('files are recognised by their contents, whatever they are called', async () => {
		const kinds = {
			'archive-packed': gzipSync(tar(archiveFiles)),
			archive: tar(archiveFiles),
			npz: zip(kerasArrays().files),
			'word-index': JSON.stringify(wordIndex(5)),
			table,
			'table-packed': gzipSync(table),
			unknown: new Uint8Array([1, 2, 0, 3]),
		};
		for (const [kind, content] of Object.entries(kinds)) {
			expect(await recognise(fileOf('file.bin', content))).toBe(kind);
		}
		expect(await recognise(fileOf('page.gz', gzipSync(Buffer.alloc(600))))).toBe('unknown');
		expect(await recognise(fileOf('empty', ''))).toBe('unknown');
		expect(await recognise(fileOf('windows', new Uint8Array([0xff, 0xfe, 0x61, 0])))).toBe('table');
	});

	test('the archive, packed or not, gives a corpus and its report', async () => {
		for (const content of [gzipSync(tar(archiveFiles)), tar(archiveFiles)]) {
			const { corpusFile, report } = await importReviews(importer, [fileOf('reviews', content)]);
			const corpus = readCorpus(corpusFile);
			expect(corpus.vocabulary.slice(0, 3)).toEqual(['a', 'bad', 'film']);
			expect(corpus.train.labels).toEqual([0, 1, 1]);
			expect(report.train).toEqual({ negative: 1, positive: 2 });
			expect(report.test).toEqual({ negative: 1, positive: 1 });
			expect(report.lengths[0]).toBe(5);
			expect(report.skipped).toEqual([
				{ reason: 'unlabelled', count: 1, lines: [] },
				{ reason: 'other-file', count: 1, lines: [] },
			]);
			expect([report.shortest, report.longest, report.duplicates]).toEqual([0, 6, 0]);
			engine.openCorpus(corpusFile).close();
		}
	});

	test.skipIf(!existsSync(program))('every kind gives the same bytes as the program', async () => {
		const npz = zip(kerasArrays().files, { wide: true });
		const json = JSON.stringify(wordIndex(40));
		const packed = gzipSync(tar(archiveFiles));
		const archive = fileOf('reviews.tar.gz', packed);
		const arrays = fileOf('imdb.npz', npz);
		const index = fileOf('imdb_word_index.json', json);
		const rows = fileOf('table.csv', table);
		const same = async (files: File[], wanted: Uint8Array) => {
			const { corpusFile } = await importReviews(importer, files, { words: 30 });
			expect(Buffer.compare(corpusFile, wanted)).toBe(0);
		};
		const words = ['--words', '30'];
		await same([archive], programsCorpus('imdb', [archive], [packed], ...words));
		await same([arrays], programsCorpus('keras', [arrays], [npz], ...words));
		const withIndex = ['--word-index', join(folder, index.name), ...words];
		await same([index, arrays], programsCorpus('keras', [arrays, index], [npz, json], ...withIndex));
		await same([rows], programsCorpus('csv', [rows], [table], ...words));
	});

	const topics = ['sports', 'Arts', 'law', '经济'];
	const ofTopics = `text,topic\n${Array.from({ length: 60 }, (_, i) => `the ${topics[i % 4]} of day ${i},${topics[i % 4]}\n`).join('')}`;
	const graded = `text,stars\n${Array.from({ length: 60 }, (_, i) => `a film of ${i % 5} and ${i},${(i * 7) % 5}\n`).join('')}`;

	test.skipIf(!existsSync(program)).each([
		['names', ofTopics, (choice: LabelChoice) => choice, ['Arts', 'law', 'sports', '经济']],
		['grades', graded, (choice: LabelChoice) => choice, ['0', '1', '2', '3', '4']],
		['those that are left, in another order', ofTopics, (choice: LabelChoice) => moved(toggled(choice, 3), 2, -2), ['sports', 'Arts', 'law']],
	] as const)('what the page chooses of several classes is what the program is told: %s', async (_, content, change, expected) => {
		const file = fileOf('topics.csv', content);
		const guess = await lookAtTableFile(importer, file, { rule: everyClass });
		const choice = change(initialChoice(guess));
		const { classes } = ruleOf(guess, choice);
		expect(classes).toEqual(expected);
		expect(isDecided(guess, choice)).toBe(true);
		const { corpusFile, report } = await importReviews(importer, [file], { layout: guess.layout, rule: ruleOf(guess, choice) });
		const told = expected.length === guess.labels.length ? ['all'] : expected;
		const wanted = programsCorpus('csv', [file], [content], ...told.flatMap((one) => ['--classes', one]));
		expect(Buffer.compare(corpusFile, wanted)).toBe(0);
		expect(report.classes?.map(({ name }) => name)).toEqual(expected);
	});

	const korean = Array.from({ length: 40 }, (_, i) => `정말 ${i % 2 ? '좋은' : '지루한'} 영화였다 ${i},${i % 2 ? '긍정' : '부정'}\n`).join('');
	const texts: Partial<Record<Encoding, string>> = {
		'euc-kr': `리뷰,감정\n${korean}`,
		'shift-jis': `本文,評価\n${'とても楽しい映画だった。おすすめです,良い\nとても退屈な映画だった、残念,悪い\n'.repeat(12)}`,
		gb18030: `评论,标签\n${'这是一部很好看的电影我们都喜欢,好评\n这部电影太无聊了不值得去看,差评\n'.repeat(12)}`,
		'windows-1252': `text;urteil\n${'Ein schöner Film, für alle großartig;gut\nÜble Geschichte, gähnend öde, schade;schlecht\n'.repeat(12)}`,
		'windows-1254': `yorum,duygu\n${'Çok güzel bir film kaçırmayın ışıklı,olumlu\nKötü bir hikâye, sıkıldım, değmez şu iş,olumsuz\n'.repeat(12)}`,
		'windows-1251': `текст,оценка\n${'Очень хороший фильм и прекрасная игра,хорошо\nСкучная история и плохая игра,плохо\n'.repeat(12)}`,
	};

	test.skipIf(!existsSync(program)).each(Object.entries(texts))('%s is recognised, and gives what UTF-8 gives, here and in the program', async (encoding, text) => {
		const encoded = spawnSync('iconv', ['-f', 'UTF-8', '-t', encoding === 'euc-kr' ? 'CP949' : encoding], { input: text.replaceAll('"', '') }).stdout;
		const file = fileOf('table.csv', encoded);
		expect((await lookAtTableFile(importer, file)).encoding).toBe(encoding);
		const plain = (await importReviews(importer, [fileOf('table.csv', text)])).corpusFile;
		const { corpusFile } = await importReviews(importer, [file]);
		expect(Buffer.compare(corpusFile, plain)).toBe(0);
		expect(Buffer.compare(programsCorpus('csv', [file], [encoded]), plain)).toBe(0);
	});

	test.skipIf(!existsSync(program))('UTF-16, decomposed letters, gzip, zip and JSON give what the plain table gives', async () => {
		const text = `text,label\n${korean}"café, déjà",긍정\n`;
		const plain = (await importReviews(importer, [fileOf('table.csv', text)])).corpusFile;
		const rows = text.trim().split('\n').slice(1).map((row) => {
			const [review, label] = [row.slice(0, row.lastIndexOf(',')), row.slice(row.lastIndexOf(',') + 1)];
			return { text: review.replaceAll('"', ''), label };
		});
		const utf16be = Buffer.from(text, 'utf16le').swap16();
		const others: Record<string, Uint8Array | string> = {
			'utf-16le': Buffer.from(`\ufeff${text}`, 'utf16le'),
			'utf-16le, no mark': Buffer.from(text, 'utf16le'),
			'utf-16be': utf16be,
			'letters apart': text.normalize('NFD'),
			gzip: gzipSync(text),
			zip: zip({ 'folder/table.csv': Buffer.from(text), '__MACOSX/._table.csv': Buffer.from('x') }),
			json: JSON.stringify(rows, null, 1),
			lines: rows.map((row) => JSON.stringify(row)).join('\n'),
			'escaped json': JSON.stringify(rows).replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
			bars: text.replace(/"?(.*?)"?,(긍정|부정|label)\n/g, '$1|$2\n'),
		};
		for (const [kind, content] of Object.entries(others)) {
			const file = fileOf('table.csv', content); // of the same name, which the corpus has in it
			const { corpusFile } = await importReviews(importer, [file]);
			expect(Buffer.compare(corpusFile, plain), kind).toBe(0);
			expect(Buffer.compare(programsCorpus('csv', [file], [content]), plain), `${kind} in the program`).toBe(0);
		}
	});

	test.skipIf(!existsSync(program))('bytes that are none of the encoding lose their row, which is counted, here and in the program', async () => {
		const bad = (good: Buffer, ...bytes: number[]) =>
			Buffer.concat([good, Buffer.from('bad '), Buffer.from(bytes), Buffer.from(',1\nworse '), Buffer.from(bytes), Buffer.from(',0\n')]);
		const euckr = spawnSync('iconv', ['-t', 'CP949'], { input: `text,label\n${korean.replaceAll('긍정', '1').replaceAll('부정', '0')}` }).stdout;
		for (const [encoding, content] of [
			['utf-8', bad(Buffer.from(`text,label\n${korean.replaceAll('긍정', '1').replaceAll('부정', '0')}`), 0xe1, 0x84)],
			['euc-kr', bad(euckr, 0xc9, 0x20)],
		] as const) {
			const file = fileOf('table.csv', content);
			const { corpusFile, report } = await importReviews(importer, [file], { encoding });
			expect(report.skipped, encoding).toMatchObject([{ reason: 'bad-text', count: 2, lines: [42, 43] }]);
			expect(Buffer.compare(corpusFile, programsCorpus('csv', [file], [content], '--encoding', encoding)), encoding).toBe(0);
		}
	});

	test('a table is looked at, and what was guessed can be corrected', async () => {
		const file = fileOf('table.csv', table);
		expect((await recogniseFiles([file])).kind).toBe('csv');
		const guess = await lookAtTableFile(importer, file);
		expect(guess.layout).toMatchObject({ delimiter: ',', quotes: true, header: true, columns: 3, text: 1, label: 2 });
		expect(guess.labels.map(({ value }) => value)).toEqual(['긍정', '부정']);
		expect(guess).toMatchObject({ question: 'ask-nothing', rule: { positive: ['긍정'], negative: ['부정'] }, rows: 6 });
		expect(guess.labels[0]).toMatchObject({ rows: 2, meaning: 'positive', example: 'a good film, really\nvery "good"' });
		expect(guess.preview[1]).toEqual(['1', 'a good film, really\nvery "good"', '긍정']);
		const other = await lookAtTableFile(importer, file, { text: 0, header: false });
		expect(other.layout).toMatchObject({ text: 0, label: 2, header: false });
	});

	test('a table gives its report: rows skipped with their lines, the labels, the share for the test', async () => {
		const options = { testShare: 0.5, rule: { positive: ['부정'], negative: [], grades: null } };
		const { report, corpusFile } = await importReviews(importer, [fileOf('table.csv', table)], options);
		expect(report.train).toEqual({ negative: 1, positive: 1 });
		expect(report.test).toEqual({ negative: 1, positive: 1 });
		expect([report.positive, report.negative]).toEqual(['부정', '긍정']);
		expect(report.skipped).toEqual([
			{ reason: 'no-text', count: 1, lines: [7] },
			{ reason: 'few-columns', count: 1, lines: [8] },
		]);
		expect(engine.openCorpus(corpusFile).info().source).toBe('table.csv');
	});

	test('labels are compared whole, however long they are and whichever is chosen as positive', async () => {
		const long = '영화가 정말로 아주 많이 재미있었다고 ';
		const file = fileOf(`${'표'.repeat(60)}.csv`, `text,label\na,${long}좋음\nb,${long}나쁨\nc,${long}나쁨\n`);
		const { labels, question } = await lookAtTableFile(importer, file);
		const values = labels.map(({ value }) => value);
		expect([values, question]).toEqual([[`${long}좋음`, `${long}나쁨`], 'ask-labels']);
		for (const [positive = '', negative = ''] of [values, values.toReversed()]) {
			const rule = { positive: [positive], negative: [negative], grades: null };
			const { report, corpusFile } = await importReviews(importer, [file], { rule, testShare: 0 });
			expect(report.train.positive).toBe(positive === `${long}좋음` ? 1 : 2);
			expect(report.train.negative).toBe(positive === `${long}좋음` ? 2 : 1);
			expect(engine.openCorpus(corpusFile).info().source).toBe('표'.repeat(31));
		}
		expect(await problemOf([file], { rule: { positive: [long], negative: [values[0] ?? ''], grades: null } })).toBe('labels');
	});

	test('a corpus of ids alone knows no words, and a model trained on it classifies no typed review', async () => {
		const { corpusFile, report } = await importReviews(importer, [fileOf('a', zip(kerasArrays().files))], { words: 30 });
		expect(report.vocabulary).toBe(0);
		const corpus = engine.openCorpus(corpusFile);
		expect(corpus.info().knownWords).toBe(0);
		const model = engine.createModel({ words: '30' }, corpus);
		expect(() => model.predict('a good film')).toThrow(/knows no words/);
	});

	test('an archive that ends too early is refused, wherever it ends, as is one with another checksum', async () => {
		const packed = gzipSync(tar(archiveFiles));
		for (let end = 20; end < packed.length; end += 7) {
			expect(await problemOf([fileOf('short.tar.gz', packed.subarray(0, end))]), `${end}`).toBe('damaged');
		}
		const plain = tar(archiveFiles);
		for (const end of [600, 1024, 2000, 5120]) {
			expect(await problemOf([fileOf('short.tar', plain.subarray(0, end))]), `${end}`).toBe('damaged');
		}
		packed[packed.length - 6] = (packed[packed.length - 6] ?? 0) ^ 1;
		expect(await problemOf([fileOf('wrong.tar.gz', packed)])).toBe('damaged');
	});

	test('an npz that ends too early, or has a wrong bit, is refused', async () => {
		for (const deflate of [true, false]) {
			const bytes = zip(kerasArrays().files, { deflate });
			const whole = (await importReviews(importer, [fileOf('whole.npz', bytes)])).corpusFile;
			for (let end = 4; end < bytes.length; end += 97) {
				expect(await problemOf([fileOf('short.npz', bytes.subarray(0, end))]), `${end}`).toBe('damaged');
			}
			for (let at = 100; at < 2000; at += 131) {
				const wrong = Buffer.from(bytes);
				wrong[at] = (wrong[at] ?? 0) ^ 16;
				// A bit of what the zip tells twice means nothing; any other is refused.
				const result = await importReviews(importer, [fileOf('wrong.npz', wrong)]).catch((thrown: unknown) => thrown);
				if (!(result instanceof LoadFailure)) {
					expect(Buffer.compare((result as ImportResult).corpusFile, whole), `${at}`).toBe(0);
				}
			}
		}
	});

	test('a file that belongs to no dataset is reported', async () => {
		const npz = fileOf('imdb.npz', zip(kerasArrays().files));
		const json = fileOf('index.json', JSON.stringify(wordIndex(40)));
		expect(await problemOf([])).toBe('unknown-file');
		expect(await problemOf([fileOf('picture', new Uint8Array([0x89, 0x50, 0, 1]))])).toBe('unknown-file');
		expect(await problemOf([json])).toBe('word-index-alone');
		expect(await problemOf([npz, npz])).toBe('several-files');
		expect(await problemOf([fileOf('table.csv', table), json])).toBe('several-files');
		expect(await problemOf([fileOf('other.npz', zip({ 'a.npy': npyOfLists([[1]]) }))])).toBe('not-keras');
		expect(await problemOf([npz, fileOf('index.json', '{"the": "one"}')])).toBe('not-keras');
		expect(await problemOf([npz, fileOf('index.json', JSON.stringify(wordIndex(3)))])).toBe('not-together');
		expect(await problemOf([fileOf('other.tar', tar({ 'a/b.txt': 'c' }))])).toBe('no-columns');
		expect(await problemOf([fileOf('words.txt', 'one\ntwo\n')])).toBe('no-columns');
		expect(await problemOf([fileOf('bytes.csv', Buffer.from('text,label\n\x81\x8d\x8f,1\n\x90\x9d\xff,0\n', 'latin1'))])).toBe('encoding');
		expect(await problemOf([fileOf('cut.json', '[{"text": "a b", "label": 1}, {"te')])).toBe('json');
		expect(await problemOf([fileOf('two.zip', zip({ 'a.csv': Buffer.from('a'), 'b.csv': Buffer.from('b') }))])).toBe('zip');
		expect(await problemOf([fileOf('stars.csv', 'text,stars\na,1\nb,2\nc,3\n')])).toBe('labels');
		expect(await problemOf([fileOf('same.csv', 'text,label\na,1\nb,1\n')])).toBe('labels');
		expect(await problemOf([fileOf('good.tar', tar({ 'train/pos/0_9.txt': 'good', 'test/neg/0_1.txt': 'bad' }))])).toBe('one-label');
	});

	test.skipIf(!existsSync(program))('what the page offers of a corpus, the program can be told, and gives the same bytes', async () => {
		const text = `text,label\n${'a good film. really good,1\na bad film. It was, well, bad,0\nso dull that i left early,0\n'.repeat(40)}`;
		const rows = fileOf('table.csv', text);
		const archive = fileOf('reviews.tar', tar(archiveFiles));
		const same = async (kind: string, file: File, content: string | Uint8Array, options: Partial<CorpusOptions>, ...told: string[]) => {
			const { corpusFile } = await importReviews(importer, [file], { ...defaultOptions(), ...options });
			expect(Buffer.compare(corpusFile, programsCorpus(kind, [file], [content], ...told)), told.join(' ')).toBe(0);
		};
		const plain = await importReviews(importer, [rows]);
		const passages = await importReviews(importer, [rows], { passages: 4 });
		expect(passages.corpusFile.length).toBeGreaterThan(plain.corpusFile.length * 2);
		await same('csv', rows, text, { passages: 4 }, '--passages', '4');
		await same('csv', rows, text, { tail: 3, words: 8 }, '--tail', '3', '--words', '8');
		await same('csv', rows, text, { limit: 20, testShare: 0.5 }, '--limit', '20', '--test', '0.5');
		await same('csv', rows, text, { testShare: 0 }, '--test', '0');
		await same('imdb', archive, tar(archiveFiles), { trainOnly: true, passages: 2 }, '--half', 'train', '--passages', '2');
	});

	test('cancelling ends it between two chunks, and leaves nothing behind', async () => {
		const rows = ['text,label\n', ...Array<string>(20).fill('a good film,1\na bad film,0\n'.repeat(1000))];
		const file = new File(rows, 'table.csv'); // its parts come one after another
		const stop = new AbortController();
		const seen: ImportProgress[] = [];
		const running = importReviews(importer, [file], {}, (progress) => {
			seen.push(progress);
			if (seen.length === 2) stop.abort();
		}, stop.signal);
		await expect(running).rejects.toThrow('aborted');
		expect(seen.length).toBe(2);
		expect(seen[1]?.reviews).toBeGreaterThan(0);
		expect(seen[1]?.read).toBeLessThan(file.size);
		const { report } = await importReviews(importer, [file]);
		expect(report.train.positive + report.test.positive).toBe(20_000);
	});

	test('a message is read in time, also where all chunks are there at once', async () => {
		const chunk = new Uint8Array(1 << 16);
		const stream = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(chunk) }); // without end, and never a task between
		const stop = new AbortController();
		setTimeout(() => stop.abort()); // as a message does
		let chunks = 0;
		const read = eachChunk(stream, () => ++chunks < 5_000_000, stop.signal);
		await expect(read).rejects.toThrow('aborted');
	});

	test('cancelling while the corpus is made, which no message interrupts, leaves nothing either', async () => {
		const file = fileOf('table.csv', `text,label\n${'a good film,1\na bad film,0\n'.repeat(20_000)}`);
		const stop = new AbortController();
		const finish = vi.spyOn(ReviewImport.prototype, 'finish').mockImplementationOnce(function (this: ReviewImport) {
			setTimeout(() => stop.abort()); // a message that arrives meanwhile
			finish.mockRestore();
			return this.finish();
		});
		await expect(importReviews(importer, [file], {}, () => {}, stop.signal)).rejects.toThrow('aborted');
	});

	test('too little memory is said of the file, and how much an import takes before it begins', async () => {
		const file = fileOf('table.csv', `text,label\n${'a good film of many words,1\na bad film of many words,0\n'.repeat(50_000)}`);
		const { memory, layout, rule } = await lookAtTableFile(importer, file);
		const { corpusFile } = await importReviews(importer, [file], { layout, rule });
		const taken = importer.exports.memory.buffer.byteLength + corpusFile.length;
		expect(memory.reviews / taken).toBeGreaterThan(0.7);
		expect(memory.reviews / taken).toBeLessThan(1.5);
		const full = await startImporter(importerBytes());
		while (full.exports.malloc(1 << 20) !== 0); // nothing is written there, so it is only reserved
		const failure: unknown = await importReviews(full, [file], { layout, rule }).catch((error: unknown) => error);
		expect(failure).toMatchObject({ failure: { kind: 'import', problem: 'memory', file: 'table.csv' } });
	}, 30_000);

	test('a limit keeps no more in memory than it says, and gives the same reviews', async () => {
		const rows = `text,label\n${'a good film,1\na bad film,0\n'.repeat(20_000)}`;
		const limited = new ReviewImport(importer, 'csv', { ...defaultImportOptions, limit: 100 });
		limited.begin('table.csv');
		limited.add(new TextEncoder().encode(rows.slice(11)));
		limited.end();
		expect(limited.count).toBe(200);
		const { report } = limited.finish();
		limited.close();
		expect([report.train, report.test]).toEqual(Array(2).fill({ positive: 50, negative: 50 }));
	});

	test.each([-1, 0.5, NaN, Infinity, 2 ** 32])('refuses %d where a whole number of 32 bits is due', (number) => {
		const wrong = () => new ReviewImport(importer, 'csv', { ...defaultImportOptions, limit: number });
		expect(wrong).toThrow(expect.objectContaining({ status: 'bad-setting', subject: 'limit' }));
	});

	test('a second import takes no more memory than the first', async () => {
		const rows = 'text,label\n' + 'a good film,1\na bad film,0\n'.repeat(20_000);
		const file = fileOf('table.csv', rows);
		await importReviews(importer, [file]);
		const size = importer.exports.memory.buffer.byteLength;
		for (let round = 0; round < 5; round++) await importReviews(importer, [file]);
		expect(importer.exports.memory.buffer.byteLength).toBe(size);
	});

	const sample = join(shared, 'keras_format_small.npz');
	test.skipIf(!existsSync(sample) || !existsSync(program))('real files in Keras’ format give the same bytes as the program', async () => {
		const bytes = readFileSync(sample);
		const file = fileOf('keras_format_small.npz', bytes);
		const { corpusFile } = await importReviews(importer, [file], { words: 500 });
		expect(Buffer.compare(corpusFile, programsCorpus('keras', [file], [bytes], '--words', '500'))).toBe(0);
		// The 50 reviews of the other one, which is stored and not deflated, are all negative.
		const stored = fileOf('stored.npz', readFileSync(join(shared, 'keras_format_stored_protocol2.npz')));
		expect(await problemOf([stored])).toBe('one-label');
	});
});
