// Helpers: the same bits with 1, 2 and 4 threads, and what they must not disturb.
import { afterEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { SettingTexts } from '../../src/engine/settings.ts';
import { loadEngine, startEngine } from '../../src/engine/load.ts';
import { possibleThreads } from '../../src/worker/training/threads.ts';
import { engineBytes, engineIsBuilt } from './built.ts';
import { madeUpCorpus } from './made-up-corpus.ts';
import { engineWithHelpers, type Helped } from './node-helpers.ts';
import { classRuns, shortRuns } from './short-runs.ts';

// The model file and the checkpoint in the middle of a run.
function train(engine: Engine, settings: SettingTexts): Uint8Array[] {
	const corpus = engine.openCorpus(madeUpCorpus(400, Number(settings.classes)));
	const model = engine.createModel(settings, corpus);
	const trainer = corpus.createTrainer(model);
	trainer.step(6);
	const checkpoint = trainer.save();
	trainer.step(1_000_000);
	const file = model.save();
	trainer.close();
	model.close();
	corpus.close();
	return [checkpoint, file];
}

const STACK = 65536; // src/wasm/threads/helpers.c

async function until(happened: () => boolean): Promise<void> {
	while (!happened()) {
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
}

// Parts are taken by whoever is there first, so a helper gets some sooner or later.
async function untilHelped({ exports }: Engine, work: () => void): Promise<void> {
	const parts = () => exports.helper_parts?.() ?? 0;
	const enough = parts() + 20;
	await until(() => {
		work();
		return parts() >= enough;
	});
}

describe('how many threads make sense', () => {
	test.each([
		[false, 8, 1],
		[true, 1, 1],
		[true, 2, 2],
		[true, 3, 2],
		[true, 4, 4],
		[true, 64, 4],
		[true, NaN, 1],
	])('isolated %s, %d processors: %d', (isolated, processors, threads) => {
		expect(possibleThreads(isolated, processors)).toBe(threads);
	});
});

describe.skipIf(!engineIsBuilt)('helpers', () => {
	let helped: Helped | null = null;
	afterEach(async () => {
		await helped?.end();
		helped = null;
	});

	test.each(Object.entries({ ...shortRuns, ...classRuns }))('the same bits on 1, 2 and 4 threads: %s', { timeout: 60_000 }, async (_, settings) => {
		const alone = train(await startEngine(engineBytes('simd')), settings);
		for (const threads of [2, 4]) {
			helped = await engineWithHelpers(threads);
			expect(train(helped.engine, settings)).toEqual(alone);
			await helped.end();
		}
	});

	test('helpers work', { timeout: 60_000 }, async () => {
		helped = await engineWithHelpers(2);
		const { engine } = helped;
		await untilHelped(engine, () => train(engine, shortRuns['two GRUs, Adam, clipped']!));
	});

	test('helpers sleep when there is nothing left to do', async () => {
		helped = await engineWithHelpers(4);
		const { exports } = helped.engine;
		for (let time = 0; time < 3; time++) {
			train(helped.engine, shortRuns['LSTM with dropout']!);
			await until(() => exports.helper_sleeping?.() === 3);
		}
	});

	test('memory grows under sleeping and working helpers', { timeout: 60_000 }, async () => {
		const settings = shortRuns['LSTM of 33 units, SGD, padded behind']!;
		const large = { ...settings, units: '90', batch: '320', length: '80', epochs: '1' };
		const alone = train(await startEngine(engineBytes('simd')), large);
		helped = await engineWithHelpers(4);
		const { exports } = helped.engine;
		const size = exports.memory.buffer.byteLength;
		expect(train(helped.engine, large)).toEqual(alone);
		expect(exports.memory.buffer.byteLength).toBeGreaterThan(size);
	});

	test('a helper that never comes is not missed', async () => {
		const settings = shortRuns['LSTM with dropout']!;
		const { engine, kind } = await loadEngine(async (kind) => engineBytes(kind), {
			count: 4,
			startHelper: () => {},
		});
		expect(kind).toBe('threads');
		expect(train(engine, settings)).toEqual(train(await startEngine(engineBytes('simd')), settings));
	});

	test('a helper’s stack has room to spare', { timeout: 60_000 }, async () => {
		const paint = 0xa5;
		let bottom = 0;
		helped = await engineWithHelpers(2, ({ memory, stack }) => {
			bottom = stack;
			new Uint8Array(memory.buffer).fill(paint, stack, stack + STACK);
		});
		const { engine } = helped;
		for (const settings of Object.values(shortRuns)) {
			await untilHelped(engine, () => train(engine, settings));
		}
		const used = STACK - engine.memory.bytes(bottom, STACK).findIndex((byte) => byte !== paint);
		expect(used).toBeGreaterThan(0);
		expect(used).toBeLessThan(STACK / 4);
	});
});
