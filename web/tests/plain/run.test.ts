import { describe, expect, test } from 'vitest';
import { epochsDone, Throughput, validationShare } from '../../src/model/runs/throughput.ts';
import { Run } from '../../src/model/runs/run.svelte.ts';
import { mostRuns, Runs } from '../../src/model/runs/runs.svelte.ts';
import { runEnd, runStanding } from '../../src/view/run-text.ts';
import { pageDefaults, type Cell } from '../../src/model/settings/settings.ts';
import { en } from '../../src/i18n/en.ts';
import { madeUpProgress } from './made-up-progress.ts';

describe('pace', () => {
	test('has nothing to show at first', () => {
		const pace = new Throughput();
		pace.add(madeUpProgress(), 0);
		expect(pace.reviewsPerSecond()).toBeNull();
		expect(pace.timeLeft(10)).toBeNull();
	});

	test('counts reviews per second of computing', () => {
		const pace = new Throughput();
		pace.add(madeUpProgress(), 0);
		pace.add(madeUpProgress({ batch: 100, batches: 200 }), 500);
		expect(pace.reviewsPerSecond()).toBeCloseTo(20_000);
	});

	test('estimates the time left from whole epochs, validation included', () => {
		const pace = new Throughput();
		for (let finishedEpochs = 0; finishedEpochs <= 4; finishedEpochs++) {
			pace.add(madeUpProgress({ finishedEpochs }), 400 * finishedEpochs);
		}
		expect(pace.timeLeft(10)).toBeCloseTo(6 * 400);
		expect(pace.timeLeft(4)).toBe(0);
	});

	test('counts validation as what it takes: all reviews of the test half, or a share of the others', () => {
		const share = (changes: Record<string, string>) => validationShare({ ...pageDefaults, ...changes });
		expect(share({})).toBeCloseTo(0.25 / 3.25);
		expect(share({ validation: '0.5', 'held-out': 'last' })).toBeCloseTo(0.25);
		expect(share({ 'held-out': 'test' })).toBeCloseTo(0.25);
		expect(share({ validation: 'x' })).toBe(0);
		const pace = new Throughput();
		pace.add(madeUpProgress(), 0, 0.25);
		pace.add(madeUpProgress({ batch: 100, batches: 200 }), 300, 0.25);
		expect(pace.timeLeft(1)).toBeCloseTo(500); // 300 ms of training to come, and 200 of validation
	});

	test('counts the part of an epoch that is done, and does not go back when it is validated', () => {
		const places = [
			madeUpProgress({ batch: 100, batches: 200 }),
			madeUpProgress({ batch: 200, batches: 200 }),
			madeUpProgress({ phase: 'validating', batch: 0, batches: 50 }),
			madeUpProgress({ phase: 'validating', batch: 25, batches: 50 }),
			madeUpProgress({ finishedEpochs: 1, batch: 0, batches: 200 }),
		];
		expect(places.map((progress) => epochsDone(progress, 0.2))).toEqual([0.4, 0.8, 0.8, 0.9, 1]);
	});

	test('at a pace that is set, is that of the pace', () => {
		const pace = new Throughput();
		pace.add(madeUpProgress(), 0);
		pace.add(madeUpProgress({ batch: 100, batches: 200 }), 500); // computing: 20,000 reviews per second
		expect(pace.reviewsPerSecond(320)).toBe(320);
		expect(pace.reviewsPerSecond(30_000)).toBeCloseTo(20_000);
		// Half of an epoch of 20,000 reviews has been trained.
		expect(pace.timeLeft(2, 320)).toBeCloseTo((1000 * 30_000) / 320);
		expect(pace.timeLeft(2, 1e9)).toBe(pace.timeLeft(2));
		const begun = new Throughput();
		begun.add(madeUpProgress(), 0);
		expect(begun.reviewsPerSecond(320)).toBe(320); // no need to measure first
	});

	test('forgets how fast it was long ago', () => {
		const pace = new Throughput();
		pace.add(madeUpProgress(), 0);
		pace.add(madeUpProgress({ finishedEpochs: 1 }), 20_000);
		pace.add(madeUpProgress({ finishedEpochs: 2 }), 21_000);
		pace.add(madeUpProgress({ finishedEpochs: 5 }), 24_000);
		expect(pace.reviewsPerSecond()).toBeCloseTo(20_000);
	});

	test('never goes back between training and validation', () => {
		const pace = new Throughput();
		pace.add(madeUpProgress({ batch: 312 }), 312);
		pace.add(madeUpProgress({ phase: 'validating', batch: 0, batches: 79 }), 313);
		expect(pace.timeLeft(1)).toBeGreaterThan(0);
		expect(pace.reviewsPerSecond()).toBeGreaterThan(0);
	});
});

describe('a run', () => {
	const begin = () => new Run({ id: 'gru-1', number: 1, settings: pageDefaults });
	const after = (activity: 'running' | 'paused' | 'finished', changes = {}) => {
		const run = begin();
		const progress = madeUpProgress(changes);
		run.advance({ activity, progress, batches: new Float64Array(), epochs: [], busy: 1, fingerprint: null });
		return run;
	};

	test('says where it stands', () => {
		expect(runStanding(begin(), en)).toBe(en.state.waiting);
		expect(runStanding(after('running'), en)).toBe(en.state.training(1));
		expect(runStanding(after('running', { epoch: 3, phase: 'validating' }), en)).toBe(en.state.validating(3));
		expect(runStanding(after('paused', { epoch: 3 }), en)).toBe(en.state.paused(3));
	});

	test('in slow motion, is as fast as its pace', () => {
		const run = after('running', { batch: 1 });
		expect(run.reviewsPerSecond(null)).toBeNull();
		expect(run.reviewsPerSecond(2)).toBeCloseTo((2 * 20_000) / 313); // the last batch of an epoch is smaller
		expect(run.timeLeft(2)).toBeCloseTo((1000 * (20 * 313 - 1)) / 2);
		expect(after('finished', { finishedEpochs: 20 }).timeLeft(2)).toBeNull();
	});

	test('stands by its last epoch, and by its best one once it has ended', () => {
		const run = begin();
		expect(run.standingEpoch).toBeNull();
		const epochs = [0.5, 0.4, 0.45].map((valLoss) => ({ loss: 0, accuracy: 0, valLoss, valAccuracy: 0.7 }));
		const update = { progress: madeUpProgress(), batches: new Float64Array(), epochs, busy: 1, fingerprint: null };
		run.advance({ activity: 'running', ...update });
		expect(run.standingEpoch?.number).toBe(3);
		run.advance({ activity: 'finished', ...update, epochs: [] });
		expect(run.standingEpoch?.number).toBe(2);
	});

	test('distinguishes its three ends', () => {
		expect(runEnd(after('running'), en)).toBeNull();
		const patience = { phase: 'finished', stoppedEarly: true, epochsWithoutImprovement: 3, finishedEpochs: 9 };
		expect(runEnd(after('finished', patience), en)).toBe(en.state.stoppedEarly(3));
		expect(runEnd(after('finished', { finishedEpochs: 9 }), en)).toBe(en.state.stopped);
		expect(runEnd(after('finished', { finishedEpochs: 20 }), en)).toBe(en.state.finished);
	});
});

describe('the list of runs', () => {
	const run = (number: number, cell: Cell, activity: 'running' | 'finished' = 'finished') => {
		const settings = { ...pageDefaults, cell };
		const made = new Run({ id: `${cell}-${number}`, number, settings });
		made.activity = activity;
		return made;
	};

	test('stands in the order of races and cells, whichever began first', () => {
		const runs = new Runs();
		runs.add(run(1, 'gru'));
		runs.add(run(1, 'simple-rnn'));
		runs.add(run(2, 'lstm'));
		expect(runs.all.map(({ id }) => id)).toEqual(['simple-rnn-1', 'gru-1', 'lstm-2']);
	});

	test('is sixty long at most: the oldest that has finished goes', () => {
		const runs = new Runs();
		runs.add(run(1, 'gru', 'running'));
		for (let number = 2; number <= 200; number++) {
			runs.add(run(number, 'gru'));
		}
		expect(runs.all).toHaveLength(mostRuns);
		expect(runs.all[0]?.number).toBe(1);
		expect(runs.all.at(-1)?.number).toBe(200);
	});

	test('a run that still trains is not deleted', () => {
		const runs = new Runs();
		const running = run(1, 'gru', 'running');
		runs.add(running);
		runs.remove(running);
		expect(runs.all).toHaveLength(1);
		running.activity = 'finished';
		runs.remove(running);
		expect(runs.all).toHaveLength(0);
	});
});
