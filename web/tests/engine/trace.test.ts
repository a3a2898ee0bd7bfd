// A look inside a model through the bindings, on a made-up corpus. What the numbers are is proven in
// tests/inspection/; here, that they arrive under the right names.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Corpus } from '../../src/engine/corpus.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { startEngine } from '../../src/engine/load.ts';
import type { Model } from '../../src/engine/model.ts';
import { Trace } from '../../src/engine/trace.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { engineBytes, engineIsBuilt, kinds } from './built.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const LENGTH = 9;
const DIMENSIONS = 7;
const settings = { ...pageDefaults, embedding: String(DIMENSIONS), cell: 'lstm', units: '6,5', words: String(words), length: String(LENGTH) };
const text = `“재미” ${praise}, 🎬! word3 ${blame}`;

describe.skipIf(!engineIsBuilt)('a trace', () => {
	let engine: Engine;
	let corpus: Corpus;

	const trained = (changes: Record<string, string> = {}): Model => {
		const model = engine.createModel({ ...settings, ...changes }, corpus);
		const trainer = corpus.createTrainer(model);
		trainer.step(12);
		trainer.close();
		return model;
	};

	beforeEach(async () => {
		engine = await startEngine(engineBytes('simd'));
		corpus = engine.openCorpus(madeUpCorpus());
	});

	test('has a layer for each direction, with its name and cell', () => {
		const trace = new Trace(engine, trained({ bidirectional: 'concat,no', 'upper-cells': 'gru' }));
		trace.read(text);
		const layers = trace.layers();
		expect(layers.map(({ name, cell, backward, units, inputs }) => [name, cell, backward, units, inputs])).toEqual([
			['bidirectional/forward_lstm', 'lstm', false, 6, DIMENSIONS],
			['bidirectional/backward_lstm', 'lstm', true, 6, DIMENSIONS],
			['gru', 'gru', false, 5, 12],
		]);
		expect(layers.map(({ rows }) => rows[2])).toEqual(['i', 'i', 'r']);
		expect(layers.map(({ values }) => values.every(Number.isFinite))).toEqual([true, true, true]);
		expect(trace.unit(2, LENGTH - 1, 4).x).toHaveLength(12);
	});

	test('finds the words in the text and in the timesteps', () => {
		const review = new Trace(engine, trained()).read(text);
		expect(review.words.map((word) => text.slice(word.start, word.end))).toEqual([
			'“재미”',
			praise,
			'🎬',
			'word3',
			blame,
		]);
		expect(review.words.map((word) => word.unknown)).toEqual([true, false, true, false, false]);
		expect(review.words.map((word) => word.timestep)).toEqual([4, 5, 6, 7, 8]);
		expect(review.timesteps.map((timestep) => timestep.kind)).toEqual(
			Array.from({ length: LENGTH }, (_, t) => (t < 3 ? 'padding' : t === 3 ? 'start' : 'word')),
		);
		expect(review.timesteps.map((timestep) => timestep.word)).toEqual([null, null, null, null, 0, 1, 2, 3, 4]);
		expect(review.timesteps[5]?.id).toBe(review.words[1]?.id);
	});

	test('ends in the prediction, in both builds with the same bits', async () => {
		const model = trained();
		const review = new Trace(engine, model).read(text);
		expect(review.prediction).toEqual(model.predict(text));
		expect(review.timesteps.at(-1)).toMatchObject({
			logit: review.prediction.logit,
			probability: review.prediction.probability,
		});
		for (const kind of kinds) {
			const other = await startEngine(engineBytes(kind));
			const trace = new Trace(other, other.openModel(model.save()));
			expect(trace.read(text)).toEqual(review);
		}
	});

	test('says what the review is without a word and up to it', () => {
		const model = trained();
		const trace = new Trace(engine, model);
		const before = trace.read(`${praise} word3`);
		expect(before.words.map(({ without, upTo }) => [without, upTo])).toEqual([
			[null, null],
			[null, null],
		]);
		expect(trace.compare(1)).toBe(1);
		const { words: found, compared } = trace.review();
		expect(compared).toBe(1);
		expect(found[0]?.without).toBe(model.predict('word3').logit);
		expect(found[0]?.upTo).toBe(model.predict(praise).logit);
		expect(found[1]?.without).toBeNull();
		expect(trace.compare(100)).toBe(2);
	});

	test.each([
		['simple-rnn', ['h', 'a']],
		['lstm', ['h', 'c', 'i', 'f', 'g', 'o', 'a_i', 'a_f', 'a_c', 'a_o']],
		['gru', ['h', 'z', 'r', 'g', 'a_z', 'a_r', 'x_h', 'q', 'a_h']],
	])('hands out the layers of a %s', (cell, rows) => {
		const model = trained({ cell });
		const trace = new Trace(engine, model);
		trace.read(text);
		const layers = trace.layers();
		expect(layers.map((layer) => layer.name)).toEqual(model.layers().slice(1, 3).map((layer) => layer.name));
		expect(layers.map((layer) => layer.units)).toEqual([6, 5]);
		expect(layers.map((layer) => layer.inputs)).toEqual([DIMENSIONS, 6]);
		for (const layer of layers) {
			expect(layer.rows).toEqual(rows);
			expect(layer.values).toHaveLength(LENGTH * rows.length * layer.units);
			expect(layer.dHidden).toHaveLength(LENGTH * layer.units);
			expect(layer.dInputs).toHaveLength(LENGTH * layer.inputs);
			expect(layer.dInputs.every(Number.isFinite)).toBe(true);
			expect(layer.values.some((value) => value !== 0)).toBe(true);
		}
		// The gradient after the last timestep is the dense kernel, whatever the cell.
		const dense = model.tensors().find((tensor) => tensor.name === 'dense/kernel');
		expect(layers[1]?.dHidden.slice(-5)).toEqual(dense?.values);
	});

	test('opens a unit to its equations', () => {
		const model = trained({ cell: 'gru', units: '6' });
		const trace = new Trace(engine, model);
		trace.read(text);
		const [layer] = trace.layers();
		const { x, h, gates } = trace.unit(0, 5, 2);
		expect(x).toHaveLength(DIMENSIONS);
		const row = (timestep: number, name: string) => {
			const start = (timestep * 9 + (layer?.rows.indexOf(name) ?? NaN)) * 6;
			return layer?.values.slice(start, start + 6) ?? new Float32Array();
		};
		expect(h).toEqual(row(4, 'h'));
		const [z, r, g] = gates.map((gate) => gate.terms);
		expect([z?.value, r?.value, g?.value]).toEqual(['z', 'r', 'g'].map((name) => row(5, name)[2]));
		expect((z?.value ?? 0) * (h[2] ?? 0) + (1 - (z?.value ?? 0)) * (g?.value ?? 0)).toBeCloseTo(row(5, 'h')[2] ?? NaN, 6);
		const product = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? NaN), 0);
		for (const { kernel, recurrentKernel, terms } of gates) {
			expect(product(x, kernel)).toBeCloseTo(terms.input, 12);
			expect(product(h, recurrentKernel)).toBeCloseTo(terms.recurrent, 12);
		}
		expect(() => trace.unit(0, LENGTH, 0)).toThrow(
			expect.objectContaining({ status: 'bad-setting', subject: 'timestep' }),
		);
	});

	test('reads one-hot input as one number', () => {
		const model = trained({ input: 'one-hot', cell: 'simple-rnn' });
		const trace = new Trace(engine, model);
		const review = trace.read(praise);
		expect(trace.layers()[0]?.inputs).toBe(1);
		expect(trace.unit(0, LENGTH - 1, 0).x).toEqual(new Float32Array([1]));
		expect(Math.abs(review.words[0]?.moved ?? NaN)).toBe(review.words[0]?.norm);
	});

	test('holds no memory once it is closed', () => {
		const model = trained();
		const readAndClose = () => {
			const trace = new Trace(engine, model);
			trace.read(text.repeat(20));
			trace.compare(3);
			trace.close();
		};
		readAndClose();
		const before = engine.exports.memory.buffer.byteLength;
		for (let i = 0; i < 300; i++) {
			readAndClose();
		}
		expect(engine.exports.memory.buffer.byteLength).toBe(before);
	});
});
