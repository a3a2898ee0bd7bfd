// The inside of a network as the training worker reports it, on the built engine.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Trace as EngineTrace } from '../../src/engine/trace.ts';
import { lookAtNothing, type Look } from '../../src/protocol/inside.ts';
import type { FromTraining, TrainingCommand } from '../../src/protocol/training.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { AskedSession } from './asked-session.ts';
import { engineIsBuilt } from './built.ts';
import { blame, madeUpCorpus, praise, words } from './made-up-corpus.ts';

const settings = { ...pageDefaults, cell: 'lstm', words: String(words), length: '18', batch: '32', epochs: '3', units: '5' };
const review = `word3 ${praise} word7 nonsense ${blame} word1`;
const trace: Look = { ...lookAtNothing, trace: true };

describe.skipIf(!engineIsBuilt)('the inside of a network', () => {
	let session: AskedSession;
	let now: number;

	const ask = (command: TrainingCommand) => session.ask(command);
	const of = <Type extends FromTraining['type']>(type: Type) => session.of(type);
	const traces = () => of('trace').map((message) => message.trace);
	const look = (look: Look) => ask({ type: 'look', look });
	const work = (most = 1000) => session.work(most);

	beforeEach(async () => {
		now = 0;
		vi.spyOn(performance, 'now').mockImplementation(() => now);
		session = await AskedSession.open(settings);
		await ask({ type: 'review', text: review });
		return () => vi.restoreAllMocks();
	});

	test('is posted only while it is shown', async () => {
		expect(traces()).toEqual([]);
		await look(trace);
		expect(traces()).toHaveLength(1);
		await look(lookAtNothing);
		await ask({ type: 'review', text: `${review} word2` });
		expect(traces()).toHaveLength(1);
	});

	test('ends in the prediction that the box shows', async () => {
		await look(trace);
		const [received] = traces();
		expect(received?.text).toBe(review);
		expect(received?.prediction).toEqual(of('prediction').at(-1)?.prediction.prediction);
		expect(received?.words.map(({ start, end }) => review.slice(start, end))).toEqual(review.split(' '));
		expect(received?.words.map(({ unknown }) => unknown)).toEqual([false, false, false, true, false, false]);
		expect(received?.timesteps.filter(({ kind }) => kind === 'padding')).toHaveLength(18 - 7);
		expect(received?.layers).toMatchObject([{ units: 5, rows: expect.arrayContaining(['h', 'c', 'i', 'f', 'g', 'o']) }]);
		expect(received?.layers[0]?.values).toHaveLength(18 * received!.layers[0]!.rows.length * 5);
	});

	test('follows the review, and has none of an empty one', async () => {
		await look(trace);
		await ask({ type: 'review', text: 'word1' });
		await ask({ type: 'review', text: '  ' });
		expect(traces().map(({ text }) => text)).toEqual([review, 'word1']);
	});

	test('has every word left out, with the prediction on the rest', async () => {
		await look({ ...trace, compare: true });
		work();
		const received = traces().at(-1)!;
		expect(received.compared).toBe(6);
		for (const [word, { without }] of received.words.entries()) {
			const rest = review.split(' ').filter((_, index) => index !== word).join(' ');
			await ask({ type: 'review', text: rest });
			expect(without, rest).toBe(of('prediction').at(-1)?.prediction.prediction.logit);
		}
	});

	test('leaves words out in slices, so that messages are answered, and reports the end', async () => {
		vi.mocked(performance.now).mockImplementation(() => (now += 15));
		await look({ ...trace, compare: true });
		expect(traces()[0]!.compared).toBeLessThan(6);
		const waiting = session.tasks.length;
		work();
		expect(waiting).toBe(1);
		expect(traces().at(-1)!.compared).toBe(6);
	});

	test('has the numbers of a unit, which add up', async () => {
		const unit = { layer: 0, unit: 3, word: 1 };
		await look({ ...trace, unit });
		const [received] = of('unit');
		expect(received?.unit).toMatchObject(unit);
		const { gates } = received!.unit.equations;
		expect(gates).toHaveLength(4);
		const layer = traces()[0]!.layers[0]!;
		const timestep = traces()[0]!.words[1]!.timestep!;
		for (const [gate, name] of ['i', 'f', 'g', 'o'].entries()) {
			const { input, recurrent, bias, sum, value } = gates[gate]!.terms;
			expect(input + recurrent + bias).toBeCloseTo(sum, 5);
			expect(value).toBe(layer.values[(timestep * layer.rows.length + layer.rows.indexOf(name)) * 5 + 3]);
		}
	});

	test('posts another unit without reading anew, and nothing of a word or unit that there is not', async () => {
		await look({ ...trace, unit: { layer: 0, unit: 0, word: 0 } });
		await look({ ...trace, unit: { layer: 0, unit: 4, word: 0 } });
		await look({ ...trace, unit: { layer: 0, unit: 5, word: 0 } });
		await look({ ...trace, unit: { layer: 1, unit: 0, word: 0 } });
		await look({ ...trace, unit: { layer: 0, unit: 0, word: 6 } });
		expect(traces()).toHaveLength(1);
		expect(of('unit').map((message) => message.unit.unit)).toEqual([0, 4]);
		expect(of('failed')).toEqual([]);
	});

	test('is renewed while the network trains, now and then, and once more when it has finished', async () => {
		await look({ ...trace, unit: { layer: 0, unit: 0, word: 0 } });
		const untrained = traces()[0]!.prediction.logit;
		await ask({ type: 'start', run: 'a', settings, until: 'end' });
		vi.mocked(performance.now).mockImplementation(() => (now += 10));
		work(3);
		const during = traces().length;
		work();
		expect(of('update').length).toBeGreaterThan(traces().length); // not with every update
		expect(traces().length).toBeGreaterThan(during);
		const last = traces().at(-1)!;
		expect(last.prediction.logit).not.toBe(untrained);
		expect(last.prediction).toEqual(of('prediction').at(-1)?.prediction.prediction);
		expect(of('unit')).toHaveLength(traces().length);
		expect(of('failed')).toEqual([]);
	});

	test('takes at most a twentieth of the time of a network that trains, however long a reading takes', async () => {
		const slow = 100;
		let taken = 0;
		await look(trace);
		const { read } = EngineTrace.prototype;
		vi.spyOn(EngineTrace.prototype, 'read').mockImplementation(function (this: EngineTrace, text) {
			now += slow;
			taken += slow;
			return read.call(this, text);
		});
		vi.mocked(performance.now).mockImplementation(() => (now += 10));
		const begin = now;
		await ask({ type: 'start', run: 'a', settings: { ...settings, epochs: '40', patience: '0' }, until: 'end' });
		work();
		expect(of('update').at(-1)?.update.activity).toBe('finished');
		expect(taken).toBeGreaterThan(2 * slow);
		expect(taken / (now - begin)).toBeLessThan(1 / 15);
	});

	test('goes on with the network of the next run, and with other settings', async () => {
		await look(trace);
		await ask({ type: 'prepare', settings: { ...settings, cell: 'gru' } });
		expect(traces().at(-1)?.layers[0]?.rows).toContain('z');
		for (const run of ['a', 'b']) {
			await ask({ type: 'start', run, settings: { ...settings, units: '4,3' }, until: 'batch' });
			work();
			expect(traces().at(-1)?.layers.map(({ units }) => units)).toEqual([4, 3]);
		}
		await ask({ type: 'corpus', file: madeUpCorpus(300).buffer });
		await ask({ type: 'review', text: praise });
		expect(traces().at(-1)?.text).toBe(praise);
		expect(of('failed')).toEqual([]);
	});

	describe('while it learns', () => {
		const run: Look = { ...lookAtNothing, run: true };
		const probes = () => of('probe').map((message) => message.probe);

		test('is posted only of a run, and only while it is shown', async () => {
			await look(run);
			expect(probes()).toEqual([]);
			await ask({ type: 'start', run: 'a', settings, until: 'batch' });
			work();
			expect(of('probe')).toMatchObject([{ run: 'a', probe: { epoch: 1, batches: 1 } }]);
			await look(lookAtNothing);
			await ask({ type: 'continue', until: 'batch' });
			work();
			expect(probes()).toHaveLength(1);
			await look(run); // a pause is no reason to wait
			expect(probes().at(-1)).toMatchObject({ batches: 2 });
		});

		test('has gradients at each timestep, gates of each unit, and a place for each word', async () => {
			await look(run);
			await ask({ type: 'start', run: 'a', settings, until: 'epoch' });
			work();
			const received = probes().at(-1)!;
			expect(received.layers).toMatchObject([{ units: 5, gates: [{ name: 'i' }, { name: 'f' }, { name: 'o' }] }]);
			expect(received.layers[0]!.gradients).toHaveLength(18);
			expect(received.words.words.slice(0, 2)).toEqual([praise, blame]);
			expect(received.words.places).toHaveLength(2 * received.words.words.length);
			const [good, bad] = received.words.effects;
			expect(good! > bad!).toBe(true);
		});

		test('once it has ended, says of which epoch its weights are, and on how many reviews they were probed', async () => {
			await look(run);
			await ask({ type: 'start', run: 'a', settings: { ...settings, epochs: '8', patience: '0', 'learning-rate': '0.5' }, until: 'end' });
			work();
			const { bestEpoch, finishedEpochs, trainReviews } = of('update').at(-1)!.update.progress;
			expect(bestEpoch).toBeLessThan(finishedEpochs);
			const batches = bestEpoch * Math.ceil(trainReviews / Number(settings.batch));
			expect(probes().at(-1)).toMatchObject({ epoch: bestEpoch, batches, reviews: 32 });
		});

		const reaches = () => of('reach').map((message) => message.reach);

		test('is measured for how far back it reads once it rests, and not while it trains or nobody looks', async () => {
			await ask({ type: 'start', run: 'a', settings, until: 'epoch' });
			work();
			expect(reaches()).toEqual([]);
			await look(run);
			work();
			const [reach] = reaches();
			expect(reach).toMatchObject({ epoch: 1, reviews: of('update').at(-1)!.update.progress.validationReviews, length: 18 });
			expect(reach!.words).toHaveLength(11);
			expect(reach!.accuracies[0]).toBe(of('update').at(-1)!.update.epochs.at(-1)!.valAccuracy);
			await look(run);
			await ask({ type: 'review', text: 'another' });
			work();
			expect(reaches()).toHaveLength(1); // of the same weights
			vi.mocked(performance.now).mockImplementation(() => (now += 50));
			await ask({ type: 'continue', until: 'end' });
			work();
			expect(reaches()).toHaveLength(2);
			const { bestEpoch } = of('update').at(-1)!.update.progress;
			expect(reaches()[1]).toMatchObject({ epoch: bestEpoch });
		});

		test('a measurement that training interrupts is given up, and changes nothing', async () => {
			const fingerprints = [];
			for (const [name, shown] of [['a', lookAtNothing], ['b', run]] as const) {
				await look(shown);
				vi.mocked(performance.now).mockImplementation(() => (now += 50)); // a batch of measuring per slice
				await ask({ type: 'start', run: name, settings, until: 'batch' });
				work(8);
				await ask({ type: 'continue', until: 'end' });
				work(10_000);
				fingerprints.push(of('update').at(-1)?.update.fingerprint);
			}
			expect(fingerprints[1]).toBe(fingerprints[0]);
			expect(reaches()).toHaveLength(1); // of the end, none of the pause
		});

		test('is probed now and then, and takes a small part of the time', async () => {
			await look(run);
			vi.mocked(performance.now).mockImplementation(() => (now += 10));
			await ask({ type: 'start', run: 'a', settings: { ...settings, epochs: '20', patience: '0' }, until: 'end' });
			work();
			expect(of('update').at(-1)?.update.activity).toBe('finished');
			expect(probes().length).toBeGreaterThan(2);
			expect(probes().length).toBeLessThan(of('update').length / 2);
		});

		test('changes nothing in the run', async () => {
			const fingerprints = [];
			for (const [name, shown] of [['a', lookAtNothing], ['b', run]] as const) {
				await look(shown);
				await ask({ type: 'start', run: name, settings, until: 'end' });
				work();
				fingerprints.push(of('update').at(-1)?.update.fingerprint);
			}
			expect(fingerprints[0]).toMatch(/^[0-9a-f]{64}$/);
			expect(fingerprints[1]).toBe(fingerprints[0]);
			expect(probes().length).toBeGreaterThan(0);
		});

		test('outlives its corpus and its run', async () => {
			await look(run);
			await ask({ type: 'start', run: 'a', settings, until: 'batch' });
			work();
			await ask({ type: 'corpus', file: madeUpCorpus(300).buffer });
			await ask({ type: 'start', run: 'b', settings: { ...settings, cell: 'simple-rnn' }, until: 'batch' });
			work();
			expect(probes().at(-1)?.layers[0]?.gates).toEqual([]);
			expect(of('failed')).toEqual([]);
		});
	});
});
