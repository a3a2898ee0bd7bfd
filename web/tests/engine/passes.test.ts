// The passes of a review that a training worker reports, on the built engine: they are the engine's own traces and probes, of
// the review and the weights that they are said to be of, and a run that is looked at ends in the same bits.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Corpus } from '../../src/engine/corpus.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { startEngine } from '../../src/engine/load.ts';
import { Probe } from '../../src/engine/probe.ts';
import { Trace } from '../../src/engine/trace.ts';
import { lookAtNothing, type NetworkPass } from '../../src/protocol/inside.ts';
import type { FromTraining, TrainingCommand } from '../../src/protocol/training.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { AskedSession } from './asked-session.ts';
import { engineBytes, engineIsBuilt } from './built.ts';
import { madeUpCorpus, praise, words } from './made-up-corpus.ts';

const settings = { ...pageDefaults, cell: 'gru', words: String(words), length: '18', batch: '32', epochs: '3', units: '5,21' };
const batchesPerEpoch = 10;
/** The first validation review then has five words. */
const SHORT_FIRST = '3';
const look = { ...lookAtNothing, network: true };

describe.skipIf(!engineIsBuilt)('a pass', () => {
	let session: AskedSession;
	let now: number;
	/** Beside the session: the same corpus and settings, so the same weights after as many batches. */
	let engine: Engine;
	let corpus: Corpus;

	const ask = (command: TrainingCommand) => session.ask(command);
	const of = <Type extends FromTraining['type']>(type: Type) => session.of(type);
	const passes = () => of('pass').map((message) => message.pass);
	const last = (): NetworkPass => passes().at(-1)!;
	const work = (most?: number) => session.work(most);
	const trained = (batches: number) => {
		const model = engine.createModel(settings, corpus);
		const trainer = corpus.createTrainer(model);
		for (let batch = 0; batch < batches; batch++) {
			trainer.step(1);
		}
		return { model, trainer };
	};

	beforeEach(async () => {
		now = 0;
		vi.spyOn(performance, 'now').mockImplementation(() => now);
		session = await AskedSession.open(settings);
		engine = await startEngine(engineBytes('simd'));
		corpus = engine.openCorpus(madeUpCorpus());
		return () => vi.restoreAllMocks();
	});

	test('is reported only while somebody looks', async () => {
		await ask({ type: 'start', run: 'a', settings, until: 'batch' });
		work();
		expect(passes()).toEqual([]);
		await ask({ type: 'look', look });
		expect(passes()).toHaveLength(1);
		await ask({ type: 'look', look: lookAtNothing });
		await ask({ type: 'continue', until: 'batch' });
		work();
		expect(passes()).toHaveLength(1);
	});

	test('is of a review with words enough to see what a review is', async () => {
		const split = { ...settings, 'split-seed': SHORT_FIRST };
		const model = engine.createModel(split, corpus);
		const [probe, trace] = [new Probe(engine, model, corpus, 32), new Trace(engine, model)];
		const lengths = Array.from({ length: 32 }, (_, place) => trace.readReview(corpus, probe.review(place)).words.length);
		expect(lengths[0]).toBeLessThan(6);
		await ask({ type: 'look', look });
		await ask({ type: 'prepare', settings: split });
		expect(last().timesteps.filter(({ kind }) => kind === 'word')).toHaveLength(lengths.find((length) => length >= 6)!);
	});

	test('before a run is that of the first validation review through the initial weights', async () => {
		await ask({ type: 'look', look });
		const { model } = trained(0);
		const probe = new Probe(engine, model, corpus, 32);
		const trace = new Trace(engine, model);
		const review = trace.readReview(corpus, probe.review(0));
		expect(of('pass').at(-1)?.run).toBe(null);
		expect(last()).toMatchObject({ of: 'validation', epoch: 0, batches: 0, probed: 32, trained: null });
		expect(last().label).toBe(corpus.label(probe.review(0)));
		expect([last().logit, last().probability]).toEqual([review.prediction.logit, review.prediction.probability]);
		expect(last().timesteps.map(({ id }) => id)).toEqual(review.timesteps.map(({ id }) => id));
		expect(last().timesteps.filter(({ kind }) => kind === 'word').every(({ id, text }) => text === model.word(id) && text !== '')).toBe(true);
		expect(last().layers.map(({ gradients }) => gradients)).toEqual(probe.run().map(({ gradients }) => gradients));
	});

	test('has the states of all units or, of many, of some evenly among them', async () => {
		await ask({ type: 'look', look });
		const { model } = trained(0);
		const trace = new Trace(engine, model);
		trace.readReview(corpus, new Probe(engine, model, corpus, 1).review(0));
		const [small, large] = trace.layers();
		expect(last().layers).toMatchObject([{ name: 'gru', units: 5, shown: 5 }, { name: 'gru_1', units: 21, shown: 16 }]);
		const row = (layer: typeof small, timestep: number) => layer!.values.slice(timestep * layer!.rows.length * layer!.units).slice(0, layer!.units);
		for (const timestep of [0, 9, 17]) {
			expect(last().layers[0]!.values.slice(5 * timestep, 5 * timestep + 5)).toEqual(row(small, timestep));
			const shown = last().layers[1]!.values.slice(16 * timestep, 16 * timestep + 16);
			const units = [0, 1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 19, 20];
			expect(shown).toEqual(Float32Array.from(units, (unit) => row(large, timestep)[unit]!));
		}
		const { values, dimensions } = model.embeddings(last().timesteps.map(({ id }) => id))!;
		expect(last().embedding).toMatchObject({ units: 16, shown: 8 });
		expect(last().embedding!.values[8 * 17 + 7]).toBe(values[dimensions * 17 + 15]);
	});

	test('of a typed review follows it, in its own words', async () => {
		await ask({ type: 'look', look });
		await ask({ type: 'review', text: `Nonsense, ${praise.toUpperCase()}!` });
		const { model } = trained(0);
		const { logit } = model.predict(`nonsense ${praise}`);
		expect(last()).toMatchObject({ of: 'typed', label: null, logit, probed: 32 });
		expect(last().timesteps.slice(-3)).toEqual([
			{ kind: 'start', id: 1, text: '' },
			{ kind: 'word', id: 2, text: 'Nonsense' },
			{ kind: 'word', id: 4, text: praise.toUpperCase() },
		]);
	});

	test('of a batch is its first review before the update, and how far each layer then moved', async () => {
		await ask({ type: 'look', look });
		await ask({ type: 'start', run: 'a', settings, until: 'batch' });
		work();
		await ask({ type: 'continue', until: 'batch' });
		work();
		const { model, trainer } = trained(1);
		const index = trainer.nextReview();
		const trace = new Trace(engine, model);
		const { prediction } = trace.readReview(corpus, index);
		const label = corpus.label(index);
		expect(last()).toMatchObject({ of: 'batch', epoch: 1, batches: 2, label, logit: prediction.logit, probed: 0 });
		const [, top] = trace.layers();
		const error = Math.abs(prediction.probability - label);
		for (const timestep of [0, 17]) {
			const norm = Math.hypot(...top!.dHidden.subarray(21 * timestep, 21 * timestep + 21));
			expect(last().layers[1]!.gradients[timestep]).toBeCloseTo(error * norm, 12);
		}

		const before = model.tensors();
		const { batchLoss } = trainer.step(1);
		const after = model.tensors();
		const moved = (layer: string) => {
			const differences: number[] = [];
			const weights: number[] = [];
			before.forEach(({ name, values }, tensor) => {
				if (name.startsWith(`${layer}/`)) {
					weights.push(...values);
					values.forEach((value, at) => differences.push(after[tensor]!.values[at]! - value));
				}
			});
			return Math.hypot(...differences) / Math.hypot(...weights);
		};
		const { single, loss, reviewLoss, updates } = last().trained!;
		expect(single).toBe(true);
		expect(loss).toBe(batchLoss);
		expect(reviewLoss).toBeCloseTo(-Math.log(label === 1 ? prediction.probability : 1 - prediction.probability), 6);
		expect(updates.map(({ layer }) => layer)).toEqual(['embedding', 'gru', 'gru_1', 'dense']);
		for (const { layer, relative } of updates) {
			expect(relative).toBeGreaterThan(0);
			expect(relative).toBeCloseTo(moved(layer), 9);
		}
	});

	test('of a batch stays in sight until a review is typed, also where nobody looks for a moment', async () => {
		await ask({ type: 'look', look });
		await ask({ type: 'start', run: 'a', settings, until: 'batch' });
		work();
		await ask({ type: 'look', look: lookAtNothing });
		await ask({ type: 'look', look });
		expect(last().of).toBe('batch');
		await ask({ type: 'review', text: praise });
		expect(last().of).toBe('typed');
	});

	test('is that of every batch at a slow pace, and of the probe at full speed', async () => {
		await ask({ type: 'look', look });
		await ask({ type: 'pace', pace: 1 });
		await ask({ type: 'start', run: 'a', settings: { ...settings, epochs: '1' }, until: 'end' });
		const begin = passes().length;
		for (let slice = 0; session.tasks.length > 0 && slice < 4; slice++) {
			work(1);
			now += 1000;
		}
		expect(passes().slice(begin).map(({ of, batches }) => [of, batches])).toEqual([1, 2, 3, 4].map((batch) => ['batch', batch]));
		expect(last().trained?.single).toBe(false);
		await ask({ type: 'pace', pace: null });
		now += 1000;
		work();
		expect(last()).toMatchObject({ of: 'validation', batches: batchesPerEpoch });
	});

	test('changes nothing in a run, at any pace', async () => {
		const fingerprints = [];
		for (const [name, shown, pace] of [['a', lookAtNothing, null], ['b', look, null], ['c', look, 25]] as const) {
			await ask({ type: 'look', look: shown });
			await ask({ type: 'pace', pace });
			await ask({ type: 'start', run: name, settings: { ...settings, dropout: '0.2' }, until: 'end' });
			vi.mocked(performance.now).mockImplementation(() => (now += 10));
			work();
			fingerprints.push(of('update').at(-1)?.update.fingerprint);
		}
		expect(fingerprints[0]).toMatch(/^[0-9a-f]{64}$/);
		expect(new Set(fingerprints).size).toBe(1);
		expect(passes().filter((pass) => pass.of === 'batch').length).toBeGreaterThan(2);
	});

	test('needs the corpus that the network was made for', async () => {
		await ask({ type: 'look', look });
		const before = passes().length;
		await ask({ type: 'corpus', file: madeUpCorpus(200).buffer });
		await ask({ type: 'review', text: praise });
		expect(passes()).toHaveLength(before); // the network is still that of the reviews before
		await ask({ type: 'prepare', settings });
		expect(last()).toMatchObject({ of: 'typed' });
		expect(of('failed')).toEqual([]);
	});
});
