// Word-pair statistics through the bindings: what is drawn from them, and that both builds of engine.wasm draw the very
// bytes that the native program does.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { EngineFailure } from '../../src/engine/failure.ts';
import { startEngine } from '../../src/engine/load.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { engineBytes, engineIsBuilt, kinds } from './built.ts';
import { madeUpCorpus, words } from './made-up-corpus.ts';

const program = fileURLToPath(new URL('../../../build/native/unroll', import.meta.url));
const shipped = fileURLToPath(new URL('../../../models/imdb-statistics.safetensors', import.meta.url));
const isBuilt = engineIsBuilt && existsSync(program);

describe.skipIf(!isBuilt)('word-pair statistics', () => {
	let folder: string;
	let engine: Engine;
	let file: Uint8Array;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'unroll-statistics-'));
		writeFileSync(join(folder, 'corpus'), madeUpCorpus());
		execFileSync(program, ['statistics', join(folder, 'corpus'), '-o', join(folder, 'statistics')]);
		file = new Uint8Array(readFileSync(join(folder, 'statistics')));
		engine = await startEngine(engineBytes('simd'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const drawnByProgram = (statistics: string, ...options: string[]) => {
		const corpus = join(folder, 'drawn');
		execFileSync(program, ['corpus', 'synthetic', statistics, '-o', corpus, ...options]);
		return new Uint8Array(readFileSync(corpus));
	};

	test('describe themselves', () => {
		const statistics = engine.openStatistics(file);
		const { pairs, ...rest } = statistics.info();
		expect(rest).toEqual({ words, tail: 200, source: 'made up' });
		expect(pairs).toBeGreaterThan(100);
		statistics.close();
	});

	test('give a corpus to train on, which says that it is synthetic', () => {
		const statistics = engine.openStatistics(file);
		const corpus = engine.openCorpus(statistics.draw(300, 1));
		statistics.close();
		expect(corpus.info()).toEqual({
			trainReviews: 300,
			testReviews: 0,
			words,
			tail: 200,
			knownWords: 36,
			tokenizer: 'words',
			source: 'Synthetic, drawn from word pairs of: made up',
		});
		const model = engine.createModel({ ...pageDefaults, words: String(words), length: '18', epochs: '2' }, corpus);
		const trainer = corpus.createTrainer(model);
		trainer.step(1000);
		expect(trainer.progress().finishedEpochs).toBe(2);
	});

	test.each(kinds)('give the same bytes in %s as in the native program', async (kind) => {
		const statistics = (await startEngine(engineBytes(kind))).openStatistics(file);
		for (const [reviews, seed] of [
			[2, 0],
			[301, 42],
			[500, 4294967295],
		] as const) {
			const native = drawnByProgram(join(folder, 'statistics'), '--reviews', `${reviews}`, '--seed', `${seed}`);
			expect(statistics.draw(reviews, seed)).toEqual(native);
		}
		statistics.close();
	});

	test('of the real reviews, as they are shipped, give the same 25,000 reviews', { timeout: 60_000 }, () => {
		const statistics = engine.openStatistics(new Uint8Array(readFileSync(shipped)));
		const drawn = statistics.draw(25_000, 42);
		expect(Buffer.from(drawn).equals(drawnByProgram(shipped))).toBe(true);
		statistics.close();
	});

	test('are refused where they are damaged or of another kind, naming the culprit', () => {
		const damaged = file.slice();
		damaged.fill(0xff, damaged.length - 4);
		expect(() => engine.openStatistics(damaged)).toThrow(
			expect.objectContaining({ status: 'bad-file', subject: 'sha256' }),
		);
		expect(() => engine.openStatistics(madeUpCorpus())).toThrow(EngineFailure);
		expect(() => engine.openStatistics(new Uint8Array())).toThrow(EngineFailure);
	});

	test('refuse to draw no reviews', () => {
		const statistics = engine.openStatistics(file);
		expect(() => statistics.draw(0, 1)).toThrow(
			expect.objectContaining({ status: 'bad-setting', subject: 'reviews' }),
		);
		statistics.close();
	});
});
