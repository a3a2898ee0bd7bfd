// Probes and word maps through the bindings, beside a run on a made-up corpus. What the numbers are is proven in
// tests/inspection/; here, that they arrive under the right names and tell of learning.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Corpus } from '../../src/engine/corpus.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { startEngine } from '../../src/engine/load.ts';
import { Probe } from '../../src/engine/probe.ts';
import { WordMap } from '../../src/engine/word-map.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { engineBytes, engineIsBuilt, kinds } from './built.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const LENGTH = 18;
const settings = {
	...pageDefaults,
	cell: 'lstm',
	units: '6,5',
	words: String(words),
	length: String(LENGTH),
	batch: '32',
	epochs: '6',
	patience: '0',
};

describe.skipIf(!engineIsBuilt)('looking inside a run', () => {
	let engine: Engine;
	let corpus: Corpus;

	beforeEach(async () => {
		engine = await startEngine(engineBytes('simd'));
		corpus = engine.openCorpus(madeUpCorpus());
	});

	test.each([
		['simple-rnn', []],
		['lstm', ['i', 'f', 'o']],
		['gru', ['z', 'r']],
	])('a probe shows the layers of a %s', (cell, gates) => {
		const model = engine.createModel({ ...settings, cell }, corpus);
		const probe = new Probe(engine, model, corpus, 20);
		expect(probe.reviews).toBe(20);
		const layers = probe.run();
		expect(layers.map((layer) => layer.name)).toEqual(model.layers().slice(1, 3).map((layer) => layer.name));
		expect(layers.map((layer) => layer.units)).toEqual([6, 5]);
		for (const layer of layers) {
			expect(layer.gradients).toHaveLength(LENGTH);
			expect(layer.gradients.every((length) => length > 0 && length < 10)).toBe(true);
			expect(layer.gates.map((gate) => gate.name)).toEqual(gates);
			for (const { openness } of layer.gates) {
				expect(openness).toHaveLength(layer.units);
				expect(openness.every((share) => share > 0 && share < 1)).toBe(true);
			}
		}
		if (cell === 'lstm') {
			// Its bias of 1 opens the forget gate from the start; nothing opens the others.
			const [input = NaN, forget = NaN] = layers[0]?.gates.map((gate) => gate.openness[0]) ?? [];
			expect(forget).toBeCloseTo(1 / (1 + Math.exp(-1)), 1);
			expect(input).toBeCloseTo(0.5, 1);
		}
	});

	test('a probe takes what the split has', () => {
		const model = engine.createModel(settings, corpus);
		expect(new Probe(engine, model, corpus, 10_000).reviews).toBe(80);
	});

	test('a map learns which words praise and which blame', () => {
		const model = engine.createModel({ ...settings, units: '6', 'learning-rate': '0.01' }, corpus);
		const map = new WordMap(engine, model, 12);
		expect(map.words).toHaveLength(12);
		expect(new WordMap(engine, model, 1000).words).toHaveLength(words - 4);
		const trainer = corpus.createTrainer(model);
		trainer.step(1_000_000);
		const { places, effects, shown } = map.run();
		expect(shown).toBeGreaterThan(0.2);
		const [good, bad] = [map.words.indexOf(praise), map.words.indexOf(blame)];
		expect(effects[good]).toBe(Math.max(...effects));
		expect(effects[bad]).toBe(Math.min(...effects));
		expect(places[2 * good]).toBe(Math.max(...places.filter((_, i) => i % 2 === 0)));
		expect(places[2 * bad]).toBe(Math.min(...places.filter((_, i) => i % 2 === 0)));
	});

	test('both builds see the same bits, and a run that is looked into ends in the same bits', async () => {
		const seen = await Promise.all(
			kinds.map(async (kind) => {
				const other = await startEngine(engineBytes(kind));
				const own = other.openCorpus(madeUpCorpus());
				const model = other.createModel(settings, own);
				const trainer = own.createTrainer(model);
				const probe = new Probe(other, model, own, 7);
				const map = new WordMap(other, model, 9);
				trainer.step(15);
				const shown = { layers: probe.run(), places: map.run() };
				trainer.step(1_000_000);
				return { ...shown, fingerprint: model.fingerprint() };
			}),
		);
		expect(seen[0]).toEqual(seen[1]);
		const model = engine.createModel(settings, corpus);
		corpus.createTrainer(model).step(1_000_000);
		expect(seen[0]?.fingerprint).toBe(model.fingerprint());
	});

	test('holds no memory once it is closed', () => {
		const model = engine.createModel(settings, corpus);
		const lookAndClose = () => {
			const probe = new Probe(engine, model, corpus, 40);
			const map = new WordMap(engine, model, 40);
			probe.run();
			map.run();
			map.close();
			probe.close();
		};
		lookAndClose();
		const before = engine.exports.memory.buffer.byteLength;
		for (let i = 0; i < 100; i++) {
			lookAndClose();
		}
		expect(engine.exports.memory.buffer.byteLength).toBe(before);
	});
});
