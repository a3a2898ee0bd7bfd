// The window of a chart: one bad or one long run does not flatten the others, and what lies outside is reported.
import { describe, expect, test } from 'vitest';
import { epochTicks, planeOf, scaleOf, sizeOf, ticksOf, type Extent } from '../../src/view/charts/axes.ts';
import { chartLines, type ChartRun } from '../../src/view/charts/chart-lines.ts';
import { axisEnd, outsideOf, windowOf } from '../../src/view/charts/chart-window.ts';
import { learning, madeUpRun } from './made-up-curves.ts';

const past = { current: false, id: 'past', name: 'GRU 9' };
const windowFor = (runs: ChartRun[], logarithmic = false) => windowOf(runs, chartLines(runs, 'loss'), 'loss', logarithmic);
const outsideFor = (runs: ChartRun[]) => outsideOf(chartLines(runs, 'loss'), windowFor(runs)).filter(({ line }) => line.kind === 'validation');
/** The share of the height that the validation losses of a run take. */
function share(run: ChartRun, { low, high }: Extent): number {
	const losses = run.history.epochs.all.map(({ valLoss }) => valLoss);
	return (Math.max(...losses) - Math.min(...losses)) / (high - low);
}

describe('values', () => {
	test('the window reaches around all lines of runs that learn', () => {
		const runs = [madeUpRun([0.69, 0.5, 0.4]), madeUpRun([0.8, 0.7], past)];
		const { end, low, high } = windowFor(runs);
		expect(end).toBe(3);
		expect(low).toBeLessThan(0.35);
		expect(high).toBeGreaterThan(0.8);
		expect(outsideFor(runs)).toEqual([]);
	});

	test.each([
		['at once', [31, 33, 17, 15]],
		['little by little', [0.7, 1.2, 2.4, 5, 9]],
	])('a run of the race that diverges %s leaves the others their height, and is reported', (_, losses) => {
		const good = [madeUpRun(learning(8)), madeUpRun(learning(6), { id: 'b' })];
		const bad = madeUpRun(losses, { id: 'bad' });
		const alone = share(good[0]!, windowFor(good));
		const { high } = windowFor([...good, bad]);
		expect(share(good[0]!, windowFor([...good, bad]))).toBeGreaterThan(alone / 2);
		expect(high).toBeLessThan(1.2);
		const [outside] = outsideFor([...good, bad]);
		expect(outside).toMatchObject({ line: { run: { id: 'bad' } }, above: { most: Math.max(...losses) }, beyond: null });
	});

	test('so does a past one', () => {
		const good = madeUpRun(learning(8));
		const runs = [good, madeUpRun([12, 11], past)];
		expect(share(good, windowFor(runs))).toBeCloseTo(share(good, windowFor([good])), 5);
		expect(outsideFor(runs)).toMatchObject([{ above: { epoch: 1, most: 12 } }]);
	});

	test('a run that diverges alone is shown as far as its values typically are', () => {
		const { high } = windowFor([madeUpRun([4, 5, 6, 5, 80])]);
		expect(high).toBeGreaterThan(6);
		expect(high).toBeLessThan(10);
	});

	test('what is not a number breaks nothing: the rest has its window, and the run is reported', () => {
		const runs = [madeUpRun([0.6, NaN, 0.5]), madeUpRun([0.7, 0.6, 0.5], { id: 'b' })];
		const { low, high } = windowFor(runs);
		expect([low, high].every(Number.isFinite)).toBe(true);
		expect(high).toBeLessThan(0.8);
		expect(outsideFor(runs)).toMatchObject([{ line: { run: { id: 'a' } }, above: { epoch: 2, most: Infinity } }]);
		expect(windowFor([madeUpRun([NaN])])).toEqual({ end: 1, low: 0, high: 1, logarithmic: false });
	});

	test('one epoch, values that are all equal, and nothing at all have a window with a height', () => {
		expect(windowFor([])).toEqual({ end: 1, low: 0, high: 1, logarithmic: false });
		for (const losses of [[0.69], [0.5, 0.5, 0.5]]) {
			const { low, high } = windowFor([madeUpRun(losses)]);
			expect(low).toBeLessThan(losses[0]! - 0.05);
			expect(high).toBeGreaterThan(losses[0]!);
		}
	});

	test('accuracy has its bounds, whatever the losses', () => {
		const runs = [madeUpRun(learning(5)), madeUpRun([30, 30], { id: 'bad' })];
		const lines = chartLines(runs, 'accuracy');
		expect(outsideOf(lines, windowOf(runs, lines, 'accuracy'))).toEqual([]);
	});

	test('single batches do not set the window', () => {
		const run = madeUpRun([0.5]);
		run.history.add(new Float64Array(Array.from({ length: 200 }, (_, i) => [i / 200, i === 3 ? 0.99 : 0.6, 0.5]).flat()), []);
		expect(windowFor([run]).high).toBeLessThan(0.7);
	});
});

describe('epochs', () => {
	test('a past run of eighty is cut to the window of five, and reported', () => {
		const runs = [madeUpRun(learning(5)), madeUpRun(learning(80), past)];
		expect(windowFor(runs).end).toBe(5);
		const [outside] = outsideFor(runs);
		expect(outside).toMatchObject({ line: { run: { id: 'past' } }, above: null, beyond: { last: 80 } });
		expect(outside!.beyond!.value).toBeCloseTo(0.35 + 0.35 / 5, 5);
	});

	test('a past run that is little longer, or as long as the current one is to be, is seen to its end', () => {
		expect(windowFor([madeUpRun(learning(5)), madeUpRun(learning(9), past)]).end).toBe(12);
		const goesOn = { planned: 20, ended: false };
		expect(windowFor([madeUpRun(learning(1), goesOn), madeUpRun(learning(20), past)]).end).toBe(20);
		expect(windowFor([madeUpRun([], goesOn), madeUpRun(learning(80), past)]).end).toBe(1);
	});

	test('the axis ends with the last epoch that there is to be', () => {
		expect(windowFor([madeUpRun(learning(4), { planned: 4 })]).end).toBe(4);
		expect(windowFor([madeUpRun(learning(4), { planned: 20 })]).end).toBe(5);
		expect(windowFor([madeUpRun(learning(4), { planned: 4 }), madeUpRun(learning(7), past)]).end).toBe(7);
	});

	test('without a current run, one of eighty does not flatten those of five', () => {
		const five = (id: string) => madeUpRun(learning(5), { ...past, id });
		expect(windowFor([five('a'), five('b'), madeUpRun(learning(80), past)]).end).toBe(5);
	});

	test('on a logarithmic axis all of it is seen, and the first eight of eighty take almost half', () => {
		const runs = [madeUpRun(learning(8)), madeUpRun(learning(80), past)];
		const extent = windowFor(runs, true);
		expect(extent.end).toBe(80);
		const scale = scaleOf({ left: 0, top: 0, width: 100, height: 100 }, extent);
		expect(scale.x(8)).toBeGreaterThan(45);
		expect(scale.epochAt(scale.x(8))).toBeCloseTo(8, 9);
		expect(scale.epochAt(0)).toBe(0);
		const ticks = epochTicks(scale, extent, 9);
		expect(ticks).toEqual([0, 1, 2, 5, 10, 20, 50]);
	});

	test('the axis grows in steps and always reaches the run', () => {
		expect([0, 0.3, 1, 1.01, 60, 10_000].map(axisEnd)).toEqual([1, 1, 1, 2, 80, 10_000]);
		expect(axisEnd(12_345)).toBe(12_345);
	});
});

describe('the box', () => {
	test('type grows with it, from the size of the page on; a strip has room for the curves alone', () => {
		expect(sizeOf(480, 260, 1)).toMatchObject({ compact: false, unit: expect.closeTo(1.04, 1) });
		expect(sizeOf(400, 200, 1).unit).toBe(1);
		expect(sizeOf(400, 200, 1.5)).toMatchObject({ unit: 1.5, compact: false });
		expect(sizeOf(930, 700, 1).unit).toBeGreaterThan(2);
		expect(sizeOf(150, 80, 1)).toMatchObject({ compact: true, unit: 0.85 });
	});

	test('the plane is never larger than it, nor negative', () => {
		for (const [width, height] of [[150, 80], [300, 80], [480, 260], [1900, 900], [0, 0], [10, 10]] as const) {
			const plane = planeOf(sizeOf(width, height, 1), 60);
			expect(plane.left + plane.width).toBeLessThanOrEqual(Math.max(width, plane.left));
			expect(plane.top + plane.height).toBeLessThanOrEqual(Math.max(height, plane.top));
			expect(Math.min(plane.width, plane.height)).toBeGreaterThanOrEqual(0);
		}
		expect(planeOf(sizeOf(300, 80, 1), 40).height).toBeGreaterThan(60);
	});

	test('numbers beside an axis are round, and far enough apart', () => {
		expect(ticksOf(0.33, 0.72, 200, 25)).toEqual([0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7].map((tick) => expect.closeTo(tick, 9)));
	});
});
