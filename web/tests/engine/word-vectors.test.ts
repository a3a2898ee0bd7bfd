// Word vectors in the page: read as a stream, packed or not, and the bits of the program.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { startExporter, type Exporter } from '../../src/engine/exporter.ts';
import { startEngine } from '../../src/engine/load.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import type { SettingTexts } from '../../src/protocol/types.ts';
import { textOf } from '../../src/worker/exporting/vector-text.ts';
import { AskedSession } from './asked-session.ts';
import { engineBytes, engineIsBuilt, exporterBytes } from './built.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const program = fileURLToPath(new URL('../../../build/native/unroll', import.meta.url));
const settings: SettingTexts = { ...pageDefaults, words: String(words), length: '18', batch: '32', epochs: '2', cell: 'lstm', 'embedding-trainable': 'no' };
/** Two words of the corpus, and so many of none that no part of a stream has all lines. */
const others = Array.from({ length: 9000 }, (_, at) => `other${at} 0.25 -0.5 ${at / 9000}`);
const text = [`${praise} 0.5 0.25 -1`, ...others, `${blame} 1e-3 2 -0.125`].join('\n');

describe.skipIf(!engineIsBuilt)('word vectors', () => {
	let engine: Engine;
	let exporter: Exporter;
	let folder = '';
	beforeAll(async () => {
		engine = await startEngine(engineBytes('simd'));
		exporter = await startExporter(exporterBytes());
		folder = mkdtempSync(join(tmpdir(), 'unroll-vectors-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const embed = (content: string | Uint8Array<ArrayBuffer>) => exporter.embed(settings, madeUpCorpus(), textOf(new Blob([content])));
	const trained = async (model: Uint8Array<ArrayBuffer>) => {
		const session = await AskedSession.open(settings);
		await session.ask({ type: 'start', run: 'embedded', settings, until: 'end', model: model.slice().buffer });
		session.work();
		return session.of('ended')[0]!.model;
	};

	test('of a text, packed or not, are the embedding of the words that have one; it is as large as they are', async () => {
		const embedded = await embed(text);
		expect(embedded).toMatchObject({ found: 2, of: words - 4, settings: { ...settings, embedding: '3' } });
		expect((await embed(new Uint8Array(gzipSync(text)))).file).toEqual(embedded.file);
		expect([...engine.openModel(embedded.file).embeddings([4, 5])!.values]).toEqual([0.5, 0.25, -1, Math.fround(1e-3), 2, -0.125]);
	});

	test.skipIf(!existsSync(program))('and of a model give the weights of the program after training', async () => {
		const [corpus, vectors, ofText, ofModel] = ['corpus', 'vectors.txt', 'model', 'further'].map((name) => join(folder, name)) as [string, string, string, string];
		writeFileSync(corpus, madeUpCorpus());
		writeFileSync(vectors, text);
		const { embedding: _, ...others } = settings;
		const options = Object.entries(others).flatMap(([name, value]) => [`--${name}`, value]);
		const train = (from: string, to: string) => execFileSync(program, ['train', corpus, '-o', to, '--embedding-from', from, ...options]);
		train(vectors, ofText);
		train(ofText, ofModel);
		const fingerprint = (file: ArrayBuffer | Buffer) => engine.openModel(new Uint8Array(file)).fingerprint();
		expect(fingerprint(await trained((await embed(text)).file))).toBe(fingerprint(readFileSync(ofText)));
		const from = exporter.embedFrom(settings, madeUpCorpus(), new Uint8Array(readFileSync(ofText)));
		expect(from).toMatchObject({ found: words - 4, of: words - 4 });
		expect(fingerprint(await trained(from.file))).toBe(fingerprint(readFileSync(ofModel)));
	});

	test('that cannot be used are refused in the words of the engine, and leave no memory behind', async () => {
		const refusals: [string, string][] = [
			['', 'no file of word vectors'],
			['a page of prose\nand more\n', 'no file of word vectors'],
			[`${praise} 1 2 3\n${blame} 1 2\n`, 'Line 2 of the word vectors has too few numbers'],
			['unheard 1 2 3\n', 'None of the words has a vector'],
		];
		const refused = async () => {
			for (const [content, message] of refusals) {
				await expect(embed(content)).rejects.toThrow(message);
			}
		};
		await refused();
		const before = exporter.exports.memory.buffer.byteLength;
		for (let times = 0; times < 60; times++) {
			await refused();
		}
		expect(exporter.exports.memory.buffer.byteLength).toBe(before);
	});
});
