import { describe, expect, test } from 'vitest';
import { Pace } from '../../src/state/pace.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { runEnd, runStanding } from '../../src/state/run-text.ts';
import { pageDefaults } from '../../src/state/settings.ts';
import { en } from '../../src/text/en.ts';
import { madeUpProgress } from './made-up-progress.ts';

describe('pace', () => {
	test('has nothing to tell at first', () => {
		const pace = new Pace();
		pace.add(madeUpProgress(), 0);
		expect(pace.reviewsPerSecond()).toBeNull();
		expect(pace.timeLeft(10)).toBeNull();
	});

	test('counts reviews per second of computing', () => {
		const pace = new Pace();
		pace.add(madeUpProgress(), 0);
		pace.add(madeUpProgress({ batch: 100, batches: 200 }), 500);
		expect(pace.reviewsPerSecond()).toBeCloseTo(20_000);
	});

	test('tells the time left from whole epochs, validation included', () => {
		const pace = new Pace();
		for (let finishedEpochs = 0; finishedEpochs <= 4; finishedEpochs++) {
			pace.add(madeUpProgress({ finishedEpochs }), 400 * finishedEpochs);
		}
		expect(pace.timeLeft(10)).toBeCloseTo(6 * 400);
		expect(pace.timeLeft(4)).toBe(0);
	});

	test('forgets how fast it was long ago', () => {
		const pace = new Pace();
		pace.add(madeUpProgress(), 0);
		pace.add(madeUpProgress({ finishedEpochs: 1 }), 20_000);
		pace.add(madeUpProgress({ finishedEpochs: 2 }), 21_000);
		pace.add(madeUpProgress({ finishedEpochs: 5 }), 24_000);
		expect(pace.reviewsPerSecond()).toBeCloseTo(20_000);
	});

	test('never goes back between training and validation', () => {
		const pace = new Pace();
		pace.add(madeUpProgress({ batch: 312 }), 312);
		pace.add(madeUpProgress({ phase: 'validating', batch: 0, batches: 79 }), 313);
		expect(pace.timeLeft(1)).toBeGreaterThan(0);
		expect(pace.reviewsPerSecond()).toBeGreaterThan(0);
	});
});

describe('a run', () => {
	const begin = () =>
		new Run({ id: 'gru-1', number: 1, settings: pageDefaults, network: { layers: [], memory: 0 }, corpus: null });
	const after = (activity: 'running' | 'paused' | 'finished', changes = {}) => {
		const run = begin();
		const progress = madeUpProgress(changes);
		run.advance({ activity, progress, batches: new Float64Array(), epochs: [], busy: 1, fingerprint: null });
		return run;
	};

	test('tells where it stands', () => {
		expect(runStanding(begin(), en)).toBe(en.state.training(1));
		expect(runStanding(after('running', { epoch: 3, phase: 'validating' }), en)).toBe(en.state.validating(3));
		expect(runStanding(after('paused', { epoch: 3 }), en)).toBe(en.state.paused(3));
	});

	test('tells its three ends apart', () => {
		expect(runEnd(after('running'), en)).toBeNull();
		const patience = { phase: 'finished', stoppedEarly: true, epochsWithoutImprovement: 3, finishedEpochs: 9 };
		expect(runEnd(after('finished', patience), en)).toBe(en.state.stoppedEarly(3));
		expect(runEnd(after('finished', { finishedEpochs: 9 }), en)).toBe(en.state.stopped);
		expect(runEnd(after('finished', { finishedEpochs: 20 }), en)).toBe(en.state.finished);
	});
});
