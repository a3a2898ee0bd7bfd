// The tables of an embedding against the engine's own words and vectors.
import { describe, expect, test } from 'vitest';
import { startEngine } from '../../src/engine/load.ts';
import { embeddingTables } from '../../src/model/exports/embedding-tables.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { engineBytes, engineIsBuilt } from './built.ts';
import { madeUpCorpus, praise, words } from './made-up-corpus.ts';

describe.skipIf(!engineIsBuilt)('an embedding for the projector', () => {
	const model = async (changes: Record<string, string>) => {
		const engine = await startEngine(engineBytes('simd'));
		const corpus = engine.openCorpus(madeUpCorpus());
		return engine.createModel({ ...pageDefaults, words: String(words), embedding: '5', ...changes }, corpus);
	};

	test('has a vector for every id that has one, and its word', async () => {
		const made = await model({});
		const { vectors, metadata } = embeddingTables(made.save().buffer)!;
		const [header, ...rows] = metadata.trimEnd().split('\n').map((row) => row.split('\t'));
		expect(header).toEqual(['word', 'id']);
		expect(rows.slice(0, 4)).toEqual([['<padding>', '0'], ['<start>', '1'], ['<unknown>', '2'], [praise, '4']]);
		const ids = rows.map(([, id]) => Number(id));
		expect(ids).toEqual(Array.from({ length: words }, (_, id) => id).filter((id) => id !== 3));
		expect(rows.slice(3).map(([word]) => word)).toEqual(ids.slice(3).map((id) => made.word(id)));
		const numbers = vectors.trimEnd().split('\n').map((row) => row.split('\t').map(Number));
		expect(new Float32Array(numbers.flat())).toEqual(made.embeddings(ids)!.values);
	});

	test('is not there with one-hot input', async () => {
		expect(embeddingTables((await model({ input: 'one-hot' })).save().buffer)).toBe(null);
	});
});
