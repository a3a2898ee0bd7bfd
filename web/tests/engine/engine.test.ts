// The bindings against the built engine, on a made-up corpus.
import { beforeEach, describe, expect, test } from 'vitest';
import { unroll_tensor } from '../../src/engine/boundary.ts';
import type { Corpus } from '../../src/engine/corpus.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { EngineFailure } from '../../src/engine/failure.ts';
import { startEngine } from '../../src/engine/load.ts';
import { Probe } from '../../src/engine/probe.ts';
import { Trace } from '../../src/engine/trace.ts';
import { WordMap } from '../../src/engine/word-map.ts';
import { mainFields, moreFields, pageDefaults, presets } from '../../src/model/settings/settings.ts';
import { engineBytes, engineIsBuilt, kinds } from './built.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const settings = {
	...pageDefaults,
	units: '6,5',
	words: String(words),
	length: '18',
	dropout: '0.1',
	batch: '32',
	epochs: '4',
};

describe.skipIf(!engineIsBuilt)('the engine', () => {
	let engine: Engine;
	let corpus: Corpus;

	beforeEach(async () => {
		engine = await startEngine(engineBytes('simd'));
		corpus = engine.openCorpus(madeUpCorpus());
	});

	test('describes a corpus', () => {
		expect(corpus.info()).toEqual({
			trainReviews: 400,
			testReviews: 20,
			words,
			tail: 0,
			knownWords: words - 4,
			tokenizer: 'words',
			source: 'made up',
		});
	});

	test('refuses a damaged corpus and names the culprit', () => {
		const damaged = madeUpCorpus();
		damaged.fill(0xff, 8, 16);
		const open = () => engine.openCorpus(damaged);
		expect(open).toThrow(EngineFailure);
		expect(open).toThrow(expect.objectContaining({ status: 'bad-file' }));
	});

	test('has the very settings that the form has, and the number of classes, which is the corpus’', () => {
		const ofForm = ['cell', 'classes', ...mainFields, ...Object.values(moreFields).flat()];
		ofForm.splice(ofForm.indexOf('layers'), 1); // it is part of `units`
		expect(new Set(engine.settingNames())).toEqual(new Set(ofForm));
		expect(new Set(Object.keys(pageDefaults))).toEqual(new Set(engine.settingNames()));
	});

	test('reads every preset, and run 6 of the textbook is its default', () => {
		for (const preset of Object.values(presets)) {
			expect(engine.checkSettings(preset)).toEqual([]);
		}
		expect(presets.run6).toEqual({ ...engine.defaultSettings(), shuffle: 'once' });
	});

	test('names each impossible setting', () => {
		const failures = engine.checkSettings({ ...settings, units: '0', dropout: 'much', seed: '' });
		expect(failures.map((failure) => failure.subject)).toEqual(['units', 'dropout', 'seed']);
		expect(failures.every((failure) => failure.status === 'bad-setting')).toBe(true);
	});

	test('reports the memory of a run before it is taken', () => {
		const small = engine.trainingMemory(settings, 400);
		expect(small).toBeGreaterThan(10_000);
		expect(engine.trainingMemory({ ...settings, units: '512' }, 400)).toBeGreaterThan(small);
		const tooMuch = { ...settings, units: '512,512,512,512', length: '2000', batch: '4096' };
		expect(engine.trainingMemory(tooMuch, 400)).toBeGreaterThan(2 ** 31);
	});

	test('describes the network as Keras’ summary() does', () => {
		const model = engine.createModel({ ...pageDefaults, words: String(words) }, corpus);
		expect(engine.layers({ ...pageDefaults, words: String(words) })).toEqual(model.layers());
		expect(model.layers()).toEqual([
			{ name: 'embedding', type: 'Embedding', steps: 100, features: 16, parameters: 16 * words },
			{ name: 'gru', type: 'GRU', steps: 0, features: 8, parameters: 624 },
			{ name: 'dense', type: 'Dense', steps: 0, features: 1, parameters: 9 },
		]);
		const kernel = model.tensors().find((tensor) => tensor.name === 'gru/recurrent_kernel');
		expect(kernel?.shape).toEqual([8, 24]);
		expect(kernel?.values.some((value) => value !== 0)).toBe(true);
	});

	test('learns', () => {
		const model = engine.createModel({ ...settings, dropout: '0', epochs: '12', patience: '0' }, corpus);
		const trainer = corpus.createTrainer(model);
		trainer.step(1_000_000);
		const progress = trainer.progress();
		expect(progress).toMatchObject({ phase: 'finished', finishedEpochs: 12, trainReviews: 320 });
		expect(trainer.epoch(progress.bestEpoch).valLoss).toBe(progress.bestValLoss);
		expect(progress.bestValLoss).toBeLessThan(0.3);
		expect(model.predict(`word1 ${praise} word2`).probability).toBeGreaterThan(0.7);
		expect(model.predict(`word1 ${blame} word2`).probability).toBeLessThan(0.3);
	});

	test('ends a run whose loss is no number', () => {
		const model = engine.createModel(settings, corpus);
		const trainer = corpus.createTrainer(model);
		const { values, shape } = engine.result(unroll_tensor, (place) => engine.exports.unroll_model_tensor(place, model.pointer, 0));
		const noNumbers = new Float32Array((shape[0] ?? 0) * (shape[1] ?? 0)).fill(NaN);
		engine.memory.writeBytes(values, new Uint8Array(noNumbers.buffer));
		expect(() => trainer.step(1)).toThrow(expect.objectContaining({ status: 'not-finite' }));
		expect(trainer.progress().phase).toBe('finished');
	});

	test('goes on from a checkpoint to the same bits, in the other build too', async () => {
		const model = engine.createModel(settings, corpus);
		const trainer = corpus.createTrainer(model);
		trainer.step(17);
		const checkpoint = trainer.save();
		trainer.step(1_000_000);

		for (const kind of kinds) {
			const other = await startEngine(engineBytes(kind));
			const resumed = other.resume(checkpoint, other.openCorpus(madeUpCorpus()));
			resumed.trainer.step(1_000_000);
			expect(resumed.model.fingerprint()).toBe(model.fingerprint());
			expect(resumed.model.save()).toEqual(model.save());
		}
	});

	test('saves and opens a model', () => {
		const model = engine.createModel(settings, corpus);
		const opened = engine.openModel(model.save());
		expect(opened.fingerprint()).toBe(model.fingerprint());
		expect(opened.settings()).toEqual(model.settings());
		expect(opened.settings().units).toBe('6,5');
	});

	test('predicts the probabilities of three classes', () => {
		const three = engine.openCorpus(madeUpCorpus(400, 3));
		const model = engine.createModel({ ...settings, classes: '3', dropout: '0', epochs: '12', patience: '0' }, three);
		const trainer = three.createTrainer(model);
		trainer.step(1_000_000);
		expect(trainer.epoch(trainer.progress().bestEpoch).valAccuracy).toBeGreaterThan(0.9);
		expect(model.layers().at(-1)).toMatchObject({ type: 'Dense', features: 3 });
		const { label, probability, all } = engine.openModel(model.save()).predict(`word7 ${blame} word9`);
		expect(all?.map(({ name }) => name)).toEqual(['class 0', 'class 1', 'class 2']);
		expect(label).toBe(1);
		expect(probability).toBe(all?.[1]?.probability);
		expect(all?.reduce((sum, one) => sum + one.probability, 0)).toBeCloseTo(1, 6);
		expect(() => corpus.createTrainer(model)).toThrow(expect.objectContaining({ status: 'mismatch', subject: 'classes' }));
	});

	test('marks the words that a model does not know', () => {
		const model = engine.createModel(settings, corpus);
		const text = `“${praise}!” naïve\n🎬 ${blame}, 재미있다`;
		const marked = model.pieces(text);
		expect(marked.map((piece) => piece.text).join('')).toBe(text);
		const unknown = marked.filter((piece) => piece.unknown).map((piece) => piece.text);
		expect(unknown).toEqual([`“${praise}`, '”', 'naïve', '🎬', '재미있다']);
		expect(model.predict(text)).toMatchObject({ words: 6, unknown: 5 });
		expect(model.pieces('')).toEqual([]);
	});

	test('refuses what is closed; closing once more does nothing', () => {
		const model = engine.createModel(settings, corpus);
		model.predict('a few words');
		model.close();
		model.close();
		expect(() => model.predict('a few words')).toThrow('a closed Model is used');
		expect(() => corpus.createTrainer(model)).toThrow('a closed Model is used');
		expect(() => model.save()).toThrow('a closed Model is used');
	});

	test.each([-1, 0.5, NaN, Infinity, 2 ** 32])('refuses %d where a whole number of 32 bits is due', (number) => {
		const model = engine.createModel(settings, corpus);
		const trainer = corpus.createTrainer(model);
		const trace = new Trace(engine, model);
		const refusal = (subject: string) => expect.objectContaining({ status: 'bad-setting', subject });
		expect(() => engine.trainingMemory(settings, number)).toThrow(refusal('reviews'));
		expect(() => trainer.step(number)).toThrow(refusal('batches'));
		expect(() => new Probe(engine, model, corpus, number)).toThrow(refusal('reviews'));
		expect(() => new WordMap(engine, model, number)).toThrow(refusal('words'));
		expect(() => trace.unit(0, number, 0)).toThrow(refusal('timestep'));
		for (const open of [trace, trainer, model]) {
			open.close();
		}
	});

	test('has no epoch that has not finished', () => {
		const model = engine.createModel(settings, corpus);
		const trainer = corpus.createTrainer(model);
		for (const number of [-1, 0, 1, 1.5, NaN]) {
			expect(() => trainer.epoch(number)).toThrow(RangeError);
		}
		trainer.close();
		model.close();
	});

	test('holds no memory of what is closed', () => {
		const runAndClose = () => {
			const model = engine.createModel(settings, corpus);
			const trainer = corpus.createTrainer(model);
			trainer.step(3);
			trainer.save();
			model.pieces('a few words');
			trainer.close();
			model.close();
		};
		runAndClose();
		const before = engine.exports.memory.buffer.byteLength;
		for (let i = 0; i < 200; i++) {
			runAndClose();
		}
		expect(engine.exports.memory.buffer.byteLength).toBe(before);
	});
});
