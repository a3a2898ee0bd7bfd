// Tokenizers as the page has them, on the built engine: the same bytes as the program makes, what is proposed of a table, progress
// and cancelling, and pieces that join to words wherever a network is looked into.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { startImporter, type Importer } from '../../src/engine/importer.ts';
import { startEngine } from '../../src/engine/load.ts';
import { visibleTokens, type Tokenizer } from '../../src/engine/tokens.ts';
import { Trace } from '../../src/engine/trace.ts';
import { WordMap } from '../../src/engine/word-map.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import type { CorpusEntry, ImportAnswer, ImportProgress } from '../../src/protocol/library.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { importReviews } from '../../src/worker/import/import-reviews.ts';
import { lookAtTokenizers } from '../../src/worker/import/look-at-tokenizers.ts';
import { Imports } from '../../src/worker/library/imports.ts';
import { Predictors } from '../../src/worker/library/predictors.ts';
import { Stores } from '../../src/worker/library/stores.ts';
import { Passes } from '../../src/worker/training/passes.ts';
import { engineBytes, engineIsBuilt, importerBytes } from './built.ts';
import { koreanRows } from './korean-rows.ts';

const program = fileURLToPath(new URL('../../../build/native/unroll', import.meta.url));
const file = (rows: string) => new File([rows], 'rows.csv');

describe.skipIf(!engineIsBuilt)('tokenizers', () => {
	let engine: Engine;
	let importer: Importer;
	const loadImporter = () => startImporter(importerBytes());
	const korean = koreanRows(1500);

	beforeEach(async () => {
		engine = await startEngine(engineBytes('simd'));
		importer = await loadImporter();
	});

	const corpusOf = async (rows: string, tokenizer: Tokenizer) => {
		const { corpusFile } = await importReviews(importer, [file(rows)], { tokenizer, subwords: 200 });
		return engine.openCorpus(corpusFile);
	};
	const modelOf = async (tokenizer: Tokenizer) => {
		const corpus = await corpusOf(korean, tokenizer);
		return engine.createModel({ ...pageDefaults, words: String(corpus.info().words), length: '20' }, corpus);
	};

	test.skipIf(!existsSync(program)).each([
		['subwords', 300, ['--subwords', '300']],
		['subwords', 8000, ['--tokenizer', 'subwords']],
		['characters', 8000, ['--tokenizer', 'characters']],
		['words', 8000, []],
	] as const)('%s, %d merges at most: the same bytes as the program', async (tokenizer, subwords, options) => {
		const folder = mkdtempSync(join(tmpdir(), 'unroll-tokenizers-'));
		try {
			writeFileSync(join(folder, 'rows.csv'), korean);
			const out = join(folder, 'out');
			const { status, stderr } = spawnSync(program, ['corpus', 'csv', join(folder, 'rows.csv'), '-o', out, ...options], { encoding: 'utf8' });
			expect(status, stderr).toBe(0);
			const { corpusFile } = await importReviews(importer, [file(korean)], { tokenizer, subwords });
			expect(Buffer.compare(corpusFile, readFileSync(out))).toBe(0);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('where many words would be unknown, subwords are proposed, with a text as each cuts it', async () => {
		const example = '이 영화는 정말 재미있었다.';
		const look = await lookAtTokenizers({ loadImporter, engine }, [file(korean)], {}, example);
		expect(look.proposed).toBe('subwords');
		expect(look.unknown / look.words).toBeGreaterThan(0.3);
		const shown = (tokenizer: Tokenizer) => look.example[tokenizer].map(({ text }) => text);
		expect(shown('words')).toEqual(['이', '영화는', '정말', '재미있었다']);
		expect(shown('characters').join('')).toBe('이영화는정말재미있었다');
		expect(shown('subwords').join('')).toBe('이영화는정말재미있었다');
		expect(look.example.subwords.length).toBeGreaterThan(4);
		expect(look.example.subwords.map(({ word }) => word).at(-1)).toBe(3);
		expect(look.example.subwords.some(({ unknown }) => unknown)).toBe(false);
		// Counted here: the words of every fifth row of each label that no other row has, as all words are within the vocabulary.
		const rows = korean.trim().split('\n').slice(1).map((row) => row.split(','));
		const halves = [new Array<string>(), new Array<string>()];
		for (const label of ['0', '1']) {
			const texts = rows.filter(([, of]) => of === label).map(([text]) => text!.split(' '));
			texts.forEach((words, index) => halves[index % 5 === 4 ? 1 : 0]!.push(...words));
		}
		const known = new Set(halves[0]);
		expect(known.size).toBeLessThan(look.vocabulary - 4);
		expect(look.words).toBe(halves[1]!.length);
		expect(look.unknown).toBe(halves[1]!.filter((word) => !known.has(word)).length);
	});

	test('where few would be, or too few words can be counted, words are', async () => {
		const english = 'text,label\n' + 'a warm and funny film,1\na dull and endless film,0\n'.repeat(400);
		expect((await lookAtTokenizers({ loadImporter, engine }, [file(english)], {}, 'a film')).proposed).toBe('words');
		const chinese = `text,label\n${'房间很干净，服务员也热情,1\n等了一个小时还没上菜,0\n'.repeat(10)}`;
		expect(await lookAtTokenizers({ loadImporter, engine }, [file(chinese)], {}, '房间很干净，服务员也热情')).toMatchObject({ proposed: 'subwords', withoutBlanks: true });
		expect((await lookAtTokenizers({ loadImporter, engine }, [file(koreanRows(60))], {}, '영화')).proposed).toBe('words');
	});

	test('a table that needs no question is cut as is proposed; again, as the reader wants', async () => {
		const nsmc = korean.trim().split('\n').slice(1).map((row, id) => `${1000 + id}\t${row.replace(',', '\t')}\n`).join('');
		const given = { files: [new File([`id\tdocument\tlabel\n${nsmc}`], 'ratings_train.txt')] };
		const around = { openStorage: () => Promise.resolve(new MemoryStorage()), post: () => {}, tellOthers: () => {} };
		const imports = new Imports(new Stores(around), { loadImporter, post: () => {} });
		const imported: CorpusEntry[] = [];
		const answer = (message: ImportAnswer) => void (message.type === 'imported' && imported.push(message.corpus));
		await imports.run({ request: 1, answer }, Promise.resolve(engine), given, null);
		await imports.run({ request: 2, answer }, Promise.resolve(engine), given, { tokenizer: 'characters', subwords: 8000 });
		expect(imported).toMatchObject([
			{ name: 'NSMC (ratings_train.txt)', tokenizer: 'subwords' },
			{ name: 'NSMC (ratings_train.txt)', tokenizer: 'characters' },
		]);
	});

	test('learning subwords is reported as it goes on, and ends where it is cancelled', async () => {
		const stop = new AbortController();
		const seen: ImportProgress[] = [];
		const options = { tokenizer: 'subwords', subwords: 8000 } as const;
		const note = (progress: ImportProgress) => {
			seen.push(progress);
			if (progress.learned) stop.abort();
		};
		await expect(importReviews(importer, [file(koreanRows(12_000))], options, note, stop.signal)).rejects.toThrow('aborted');
		expect(seen.map(({ learned }) => learned).filter((learned) => learned !== undefined)).toEqual([0, expect.any(Number)]);
		expect(seen.at(-1)?.learned).toBeLessThan(1);
	});

	test('full-width and non-breaking blanks divide words in pieces, and not in Keras’ words', async () => {
		for (const blank of ['\u00a0', '\u3000', '\u2009']) {
			const words = (tokenizer: Tokenizer) => corpusOf(korean, tokenizer).then((corpus) => corpus.tokens(`영화는${blank}정말`).at(-1)?.word);
			expect(await Promise.all(['words', 'subwords', 'characters'].map((name) => words(name as Tokenizer)))).toEqual([0, 1, 1]);
		}
	});

	test('a trace, the unrolled network and the word map name pieces as a reader sees them', async () => {
		const model = await modelOf('subwords');
		const text = '영화는 재미있었겠다';
		const { words } = new Trace(engine, model).read(text);
		expect(words.every(({ piece }, index) => piece?.startsWith('·') === (index > 0 && words[index - 1]?.word === words[index]?.word))).toBe(true);
		expect(words.map(({ piece }) => piece?.replace(/[·▁]/, '')).join('')).toBe('영화는재미있었겠다');
		expect(words.length).toBeGreaterThan(2);
		const passes = new Passes(engine, model);
		expect(passes.ofText(text, []).timesteps.filter(({ kind }) => kind === 'word').map((timestep) => timestep.text)).toEqual(words.map(({ piece }) => piece));
		const map = new WordMap(engine, model, 200).words;
		expect(map.length).toBe(200);
		expect(map.some((name) => name.includes('▁') && name !== '▁')).toBe(false);
		expect(map.some((name) => name.startsWith('·'))).toBe(true);
		expect((await modelOf('words')).word(4)).not.toContain('·');
	});

	test('the bytes of a character that is no piece stand where it does', async () => {
		const text = '영화는 뷁하다';
		const { words } = new Trace(engine, await modelOf('subwords')).read(text);
		const bytes = words.filter(({ piece }) => piece?.startsWith('<0x'));
		expect(bytes.map(({ piece }) => piece)).toEqual(['<0xeb>', '<0xb7>', '<0x81>']);
		expect(bytes.map(({ start, end }) => text.slice(start, end))).toEqual(['뷁', '뷁', '뷁']);
		const corpus = await corpusOf(korean, 'subwords');
		const visible = visibleTokens(text, corpus.tokens(text)).map((token) => token.text);
		expect(visible.join('')).toBe('영화는뷁하다');
		expect(visible).not.toContain('');
	});

	test('a predictor says what it predicts after each word, whole', async () => {
		const predictors = new Predictors(engine, () => {});
		const [words, pieces] = [await modelOf('words'), await modelOf('characters')];
		predictors.add('words', 'run', words.save(), {});
		predictors.add('pieces', 'run', pieces.save(), {});
		const text = '영화는 정말 지루했다';
		const [first, second] = predictors.predict(text, 'ko').results.map((result) => result.words);
		const places = (list: typeof first) => list?.map(({ start, end }) => text.slice(start, end));
		expect(places(first)).toEqual(text.split(' '));
		expect(places(second)).toEqual(text.split(' '));
		expect(second?.at(-1)?.probability).toBeCloseTo(pieces.predict(text).probability, 6);
	});
});
