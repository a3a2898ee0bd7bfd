// Several files, and files of other programs: what becomes of them in the worker, which is what the program makes of them.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { readCorpus, tar, workbook, zip } from '../../../tests/import/made-up.mjs';
import { startImporter, type Importer } from '../../src/engine/importer.ts';
import { everyClass } from '../../src/model/library/label-choice.ts';
import { LoadFailure } from '../../src/worker/failures.ts';
import { importReviews, lookAtRows, type TableOptions } from '../../src/worker/import/import-reviews.ts';
import { recogniseFiles } from '../../src/worker/import/recognise-files.ts';
import { engineIsBuilt, importerBytes } from './built.ts';

const program = fileURLToPath(new URL('../../../build/native/unroll', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'unroll-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, content: string | Uint8Array): File => new File([content as BlobPart], name);
const filesOf = (files: Record<string, string | Uint8Array>): File[] => Object.entries(files).map(([name, content]) => fileOf(name, content));

const inBytes = (files: Record<string, string>) => Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));

const nsmcRows = (count: number, first: number): string =>
	['id\tdocument\tlabel', ...Array.from({ length: count }, (_, i) => `${first + i}\t"${i % 2 ? '정말 좋다' : '지루하다'} ${i}\t${i % 2}`), ''].join('\n');
const nsmc = { 'ratings_train.txt': nsmcRows(40, 1000), 'ratings_test.txt': nsmcRows(10, 9000) };

const rows = 'text,label\n' + Array.from({ length: 20 }, (_, i) => `a ${i % 2 ? 'good' : 'bad'} film ${i},${i % 2}\n`).join('');

/** A block of LZ4 that is nothing but literals; and as Hadoop frames it, with both sizes before. */
function lz4Block(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const length = bytes.length < 15 ? [] : [...Array<number>(Math.floor((bytes.length - 15) / 255)).fill(255), (bytes.length - 15) % 255];
	return Uint8Array.from([Math.min(bytes.length, 15) << 4, ...length, ...bytes]);
}
function hadoopLz4(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const block = lz4Block(bytes);
	const sizes = new DataView(new ArrayBuffer(8));
	sizes.setUint32(0, bytes.length);
	sizes.setUint32(4, block.length);
	return Uint8Array.from([...new Uint8Array(sizes.buffer), ...block]);
}

describe.skipIf(!engineIsBuilt)('files', () => {
	let importer: Importer;

	beforeEach(async () => {
		importer = await startImporter(importerBytes());
	});

	const made = async (files: File[], options: Partial<TableOptions> & { paths?: string[] } = {}) => {
		const { corpusFile, report } = await importReviews(importer, files, options);
		return { corpusFile, report, ...readCorpus(corpusFile) };
	};

	const problemOf = async (files: File[], paths?: string[]): Promise<string> => {
		const thrown: unknown = await importReviews(importer, files, paths ? { paths } : {}).catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(LoadFailure);
		const { failure } = thrown as LoadFailure;
		return failure.kind === 'import' ? failure.problem : failure.kind;
	};

	/** What the program makes of files that lie in a folder. */
	function programs(name: string, files: Record<string, string | Uint8Array>, ...given: string[]): Buffer {
		for (const [path, content] of Object.entries(files)) {
			mkdirSync(dirname(join(folder, name, path)), { recursive: true });
			writeFileSync(join(folder, name, path), content);
		}
		const out = join(folder, 'corpus');
		const { status, stderr } = spawnSync(program, ['corpus', 'csv', ...given.map((one) => join(folder, name, one)), '-o', out]);
		expect(status, String(stderr)).toBe(0);
		return readFileSync(out);
	}

	test("NSMC's two files are recognised, named and keep their division", async () => {
		const { report, metadata } = await made(filesOf(nsmc));
		expect([report.train, report.test]).toEqual([{ negative: 20, positive: 20 }, { negative: 5, positive: 5 }]);
		expect(metadata).toMatchObject({ positive: '긍정', negative: '부정', source: 'Naver Sentiment Movie Corpus (NSMC)' });
		const found = await recogniseFiles(filesOf(nsmc));
		const guess = found.kind === 'csv' ? await lookAtRows(importer, found.source) : null;
		expect([guess?.layout.dataset, guess?.question]).toEqual(['nsmc', 'ask-nothing']);
		const one = await made(filesOf({ 'ratings_train.txt': nsmc['ratings_train.txt'] }));
		expect([one.metadata.positive, one.train.labels.length, one.test.labels.length]).toEqual(['긍정', 32, 8]);
	});

	const lines = {
		'rt-polarity.neg': Buffer.from('silly and tedious\ncaf\xe9 \xe0 la fian\xe7\xe9e\n', 'latin1'),
		'rt-polarity.pos': Buffer.from('the r\xf4le of a lifetime\n\nd\xe9j\xe0 vu , na\xefve but\twarm\n', 'latin1'),
	};
	const texts = Object.fromEntries(
		[1, 2, 3, 4, 5].flatMap((n) => [[`mail/긍정/${n}.txt`, `\ufeff좋은\n영화 ${n}`], [`mail/부정/${n}.txt`, `나쁜\r\n영화 ${n}`], [`mail/.hidden${n}`, 'x']]),
	);

	test.skipIf(!existsSync(program))('several files, a folder, a zip and a tar give the same bytes as the program', async () => {
		const same = async (wanted: Buffer, files: File[], paths?: string[]) => {
			const { corpusFile } = await made(files, paths ? { paths } : {});
			expect(Buffer.compare(corpusFile, wanted), files.map(({ name }) => name).join(' ')).toBe(0);
		};
		await same(programs('nsmc', nsmc, ...Object.keys(nsmc)), filesOf(nsmc));
		await same(programs('rt', lines, ...Object.keys(lines)), filesOf(lines));
		const paths = Object.keys(texts);
		const inFolder = programs('texts', texts, 'mail');
		await same(inFolder, filesOf(texts), paths);
		await same(inFolder, filesOf(texts).reverse(), [...paths].reverse());
		const decomposed = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name.normalize('NFD'), text.normalize('NFD')]));
		const packed = { 'mail.tar.gz': gzipSync(tar(decomposed)), 'mail.zip': zip(inBytes(texts)), 'mail.tar': tar(texts) };
		for (const [name, archive] of Object.entries(packed)) {
			await same(programs('packed', { [name]: archive }, name), [fileOf(name, archive)]);
		}
	});

	test('a folder for each of several classes, and a file of lines for each', async () => {
		const topics = ['sports', 'arts', 'law'];
		const folders = Object.fromEntries(topics.flatMap((topic) => [1, 2, 3, 4, 5].map((n) => [`news/${topic}/${n}.txt`, `the ${topic} of day ${n}`])));
		const files = Object.fromEntries(topics.map((topic) => [`${topic}.txt`, `the ${topic} of one day\nand the ${topic} of another\n`]));
		for (const [given, paths] of [[folders, Object.keys(folders)], [files, undefined]] as const) {
			const found = await recogniseFiles(filesOf(given), paths);
			const guess = found.kind === 'csv' ? await lookAtRows(importer, found.source, { rule: everyClass }) : null;
			expect(guess?.rule.classes).toEqual(['arts', 'law', 'sports']);
			const { report } = await made(filesOf(given), { layout: guess!.layout, rule: guess!.rule, ...(paths && { paths }) });
			expect(report.classes?.map(({ name }) => name)).toEqual(['arts', 'law', 'sports']);
		}
	});

	test('the official archive is recognised as a folder and a zip too', async () => {
		const reviews = { 'aclImdb/README': 'about', 'aclImdb/train/pos/0_9.txt': 'a good film', 'aclImdb/train/neg/0_2.txt': 'a bad film', 'aclImdb/test/neg/1_1.txt': 'bad' };
		const wanted = (await made([fileOf('acl.tar', tar(reviews))])).corpusFile;
		for (const [files, paths] of [[filesOf(reviews), Object.keys(reviews)], [[fileOf('acl.zip', zip(inBytes(reviews)))], undefined]] as const) {
			expect(Buffer.compare((await made([...files], paths ? { paths } : {})).corpusFile, wanted)).toBe(0);
		}
	});

	test('files that do not belong together are refused in words', async () => {
		expect(await problemOf(filesOf({ 'a.csv': rows, 'b.csv': rows }))).toBe('several-files');
		expect(await problemOf(filesOf({ 'train.csv': rows, 'test.csv': 'id,text\n1,dull\n' }))).toBe('other-columns');
		expect(await problemOf([fileOf('two.zip', zip(inBytes({ 'a.csv': rows, 'b.csv': rows })))])).toBe('zip');
		expect(await problemOf(filesOf({ 'spam.txt': 'buy now\nbuy\n', 'ham.txt': 'see you\n' }))).toBe('labels');
		expect(await problemOf(filesOf({ 'x.pdf': '%PDF-1.4' }))).toBe('pdf');
		expect(await problemOf([fileOf('x.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))])).toBe('old-office');
		expect(await problemOf([fileOf('x.xz', Buffer.from('\xfd7zXZ\0', 'latin1'))])).toBe('other-packing');
		expect(await problemOf([fileOf('x.sqlite', 'SQLite format 3\0')])).toBe('database');
	});

	test('a tar that is cut anywhere is refused, or gives what was whole in it', async () => {
		const whole = tar({ 'train.csv': rows, 'test.csv': rows });
		for (let size = 512; size < whole.length - 1024; size += 151) {
			const result = await importReviews(importer, [fileOf('cut.tar', whole.subarray(0, size))]).catch((error: unknown) => error);
			expect(result instanceof LoadFailure || size % 512 === 0, `${size}`).toBe(true);
		}
	});

	// --- Parquet

	const columns = { text: Array.from({ length: 20 }, (_, i) => `a "${i % 2 ? 'good' : 'bad'}" film,\nreally ${i}`), label: Array.from({ length: 20 }, (_, i) => i % 2) };
	const zstd = spawnSync('zstd', ['--version']).status === 0;
	const codecs = {
		UNCOMPRESSED: (bytes: Uint8Array) => bytes,
		SNAPPY: undefined,
		GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)),
		BROTLI: (bytes: Uint8Array) => new Uint8Array(brotliCompressSync(bytes)),
		LZ4_RAW: lz4Block,
		LZ4: hadoopLz4,
		...(zstd ? { ZSTD: (bytes: Uint8Array) => new Uint8Array(spawnSync('zstd', ['-c', '-q'], { input: bytes }).stdout) } : {}),
	};
	type Codec = keyof typeof codecs;
	const parquet = (codec: Codec = 'SNAPPY', metadata: { key: string; value: string }[] = [], count = 20): Uint8Array<ArrayBuffer> =>
		new Uint8Array(
			parquetWriteBuffer({
				columnData: [
					{ name: 'idx', data: columns.label.slice(0, count).map((_, i) => BigInt(i)), type: 'INT64' },
					{ name: 'text', data: columns.text.slice(0, count), type: 'STRING' },
					{ name: 'label', data: columns.label.slice(0, count).map(BigInt), type: 'INT64' },
				],
				codec: codec as 'SNAPPY',
				kvMetadata: metadata,
				...(codec === 'SNAPPY' ? {} : { compressors: { [codec]: codecs[codec] ?? ((bytes: Uint8Array) => bytes) } }),
			}),
		);
	const plain = 'text,label\n' + columns.text.map((text, i) => `"${text.replaceAll('"', '""').replace('\n', ' ')}",${columns.label[i]}\n`).join('');

	test.each(Object.keys(codecs) as Codec[])('Parquet with %s is what its rows are as CSV', async (codec) => {
		const wanted = (await made([fileOf('table.csv', plain)], { source: 'x' })).corpusFile;
		const { corpusFile, report } = await made([fileOf('table.parquet', parquet(codec))], { source: 'x' });
		expect(report.train.positive + report.test.positive).toBe(10);
		expect(Buffer.compare(corpusFile, wanted)).toBe(0);
	});

	test('Parquet with a codec that is not read is refused, and the codec is named', async () => {
		const file = fileOf('table.parquet', parquet('LZO' as Codec));
		const failure: unknown = await importReviews(importer, [file]).catch((error: unknown) => error);
		expect(failure).toMatchObject({ failure: { problem: 'codec', file: 'table.parquet', detail: expect.stringContaining('LZO') as string } });
	});

	test('Parquet in two halves, with classes that Hugging Face has names for', async () => {
		const info = JSON.stringify({ info: { features: { label: { names: ['rotten', 'fresh'], _type: 'ClassLabel' } } } });
		const files = ['train-00000-of-00001.parquet', 'test-00000-of-00001.parquet'].map((name, index) => fileOf(name, parquet('SNAPPY', [{ key: 'huggingface', value: info }], index ? 6 : 20)));
		const { train, test: held, metadata } = await made(files);
		expect([train.labels.length, held.labels.length]).toEqual([20, 6]);
		expect([metadata.positive, metadata.negative]).toEqual(['fresh', 'rotten']);
	});

	test('Parquet that is cut or changed at any byte is refused, or is the same', async () => {
		const whole = parquet();
		const wanted = (await made([fileOf('p', whole)])).corpusFile;
		for (let size = 4; size < whole.length; size++) {
			expect(await problemOf([fileOf('p', whole.subarray(0, size))]), `${size}`).toBe('damaged');
		}
		for (let at = 4; at < whole.length; at += 7) {
			const wrong = whole.slice();
			wrong[at] = (wrong[at] ?? 0) ^ 0x20;
			const result = await made([fileOf('p', wrong)]).catch((error: unknown) => error);
			expect(result instanceof LoadFailure || 'corpusFile' in (result as typeof wanted | { corpusFile: Uint8Array }), `${at}`).toBe(true);
		}
	}, 60_000);

	// --- Excel

	const sheet = (count: number): (string | number)[][] => [['text', 'label'], ...columns.text.slice(0, count).map((text, i) => [text, columns.label[i] ?? 0])];

	test('an Excel workbook is what its rows are as CSV, whichever sheet has the reviews', async () => {
		const wanted = (await made([fileOf('table.csv', plain)], { source: 'x' })).corpusFile;
		const notes = [['Sheet', 'of'], [1, 2], ['notes', 3]];
		for (const sheets of [{ Reviews: sheet(20) }, { Notes: notes, Reviews: sheet(20) }]) {
			expect(Buffer.compare((await made([fileOf('table.xlsx', workbook(sheets))], { source: 'x' })).corpusFile, wanted)).toBe(0);
		}
		const { train, test: held } = await made([fileOf('both.xlsx', workbook({ Train: sheet(20), Test: sheet(6) }))]);
		expect([train.labels.length, held.labels.length]).toEqual([20, 6]);
	});

	test('an Excel workbook that is cut at any byte is refused', async () => {
		const whole = workbook({ Reviews: sheet(4) });
		for (let size = 4; size < whole.length; size += 3) {
			expect(['damaged', 'not-keras', 'zip']).toContain(await problemOf([fileOf('w.xlsx', whole.subarray(0, size))]));
		}
	});
});
