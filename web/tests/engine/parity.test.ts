// Same seed, same bits: a short run of every kind ends in the same weights in the native program, as gcc and as clang
// compile it, and in both builds of engine.wasm. (In Chromium: tests/browser/parity.test.ts.)
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine } from '../../src/engine/load.ts';
import { engineBytes, engineIsBuilt, kinds } from './built.ts';
import { madeUpCorpus, words } from './made-up-corpus.ts';

const programs = ['native', 'native-clang'].map((preset) =>
	fileURLToPath(new URL(`../../../build/${preset}/unroll`, import.meta.url)),
);
const allAreBuilt = engineIsBuilt && programs.every((program) => existsSync(program));
if (!allAreBuilt) {
	console.warn('Not every build is there (./dev test makes them): their bits are not compared.');
}

// No size is a multiple of the lanes.
const common = { words: String(words), length: '18', embedding: '7', epochs: '2', 'learning-rate': '0.01', batch: '70' };
const runs: Record<string, Record<string, string>> = {
	'SimpleRNN on one-hot words': { cell: 'simple-rnn', input: 'one-hot', units: '9' },
	'LSTM with dropout': { cell: 'lstm', units: '5', dropout: '0.3', 'recurrent-dropout': '0.2' },
	'two GRUs, Adam, clipped': { cell: 'gru', units: '7,3', optimizer: 'adam', 'clip-norm': '0.1' },
	'LSTM of 33 units, SGD, padded behind': { cell: 'lstm', units: '33', optimizer: 'sgd', momentum: '0.9', padding: 'post' },
};

describe.skipIf(!allAreBuilt)('the same bits everywhere', () => {
	let folder: string;

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'unroll-parity-'));
		writeFileSync(join(folder, 'corpus'), madeUpCorpus());
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	test.each(Object.entries(runs))('%s', async (_, chosen) => {
		const settings = { ...common, ...chosen };
		const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
		const models = programs.map((program) => {
			const model = join(folder, 'model');
			execFileSync(program, ['train', join(folder, 'corpus'), '-o', model, '--json', ...flags]);
			return new Uint8Array(readFileSync(model));
		});
		for (const kind of kinds) {
			const engine = await startEngine(engineBytes(kind));
			const corpus = engine.openCorpus(madeUpCorpus());
			const model = engine.createModel({ ...engine.defaultSettings(), ...settings }, corpus);
			corpus.createTrainer(model).step(1_000_000);
			models.push(model.save());
		}
		expect(models).toHaveLength(4);
		for (const model of models) {
			expect(model).toEqual(models[0]);
		}
	});
});
