// Same seed, same bits: a short run of every kind ends in the same weights in the native program, as gcc and as clang
// compile it, and in every build of engine.wasm. (In Chromium: tests/browser/parity.test.ts.)
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEngine } from '../../src/engine/load.ts';
import { engineBytes, engineIsBuilt, kinds } from './built.ts';
import { madeUpCorpus } from './made-up-corpus.ts';
import { classRuns, shortRuns } from './short-runs.ts';

const programs = ['native', 'native-clang'].map((preset) =>
	fileURLToPath(new URL(`../../../build/${preset}/unroll`, import.meta.url)),
);
const allAreBuilt = engineIsBuilt && programs.every((program) => existsSync(program));
if (!allAreBuilt) {
	console.warn('Not every build is there (./dev test makes them): their bits are not compared.');
}

describe.skipIf(!allAreBuilt)('the same bits everywhere', () => {
	let folder: string;

	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'unroll-parity-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	test.each(Object.entries({ ...shortRuns, ...classRuns }))('%s', { timeout: 60_000 }, async (_, settings) => {
		const file = madeUpCorpus(400, Number(settings.classes));
		writeFileSync(join(folder, 'corpus'), file);
		const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
		const models = programs.map((program) => {
			const model = join(folder, 'model');
			execFileSync(program, ['train', join(folder, 'corpus'), '-o', model, '--json', ...flags]);
			return new Uint8Array(readFileSync(model));
		});
		for (const kind of kinds) {
			const engine = await startEngine(engineBytes(kind));
			const corpus = engine.openCorpus(file);
			const model = engine.createModel({ ...engine.defaultSettings(), ...settings }, corpus);
			corpus.createTrainer(model).step(1_000_000);
			models.push(model.save());
		}
		expect(models).toHaveLength(programs.length + kinds.length);
		for (const model of models) {
			expect(model).toEqual(models[0]);
		}
	});
});
