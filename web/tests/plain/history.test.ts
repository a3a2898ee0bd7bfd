import { describe, expect, test } from 'vitest';
import { axisEnd, chartData } from '../../src/state/chart-data.ts';
import { History, ThinnedLine } from '../../src/state/history.ts';

const batch = (position: number, loss = 0.5, accuracy = 0.7) => ({ position, loss, accuracy });
const epoch = (loss: number) => ({ loss, accuracy: 1 - loss, valLoss: loss + 0.1, valAccuracy: 0.9 - loss });

describe('a thinned line', () => {
	test('keeps few points as they are', () => {
		const line = new ThinnedLine();
		line.add([batch(0.1), batch(0.2)]);
		expect(line.points.map((point) => point.position)).toEqual([0.1, 0.2]);
	});

	test('stays small however long the run, keeps its mean, and reaches to its end', () => {
		const line = new ThinnedLine();
		const count = 2 ** 17;
		for (let i = 0; i < count; i++) {
			line.add([batch(i + 1, i % 2, i / count)]);
		}
		expect(line.points.length).toBeLessThan(1000);
		expect(line.points.length).toBeGreaterThan(300);
		expect(line.points.every((point) => Math.abs(point.loss - 0.5) < 1e-9)).toBe(true);
		expect(line.points.at(-1)?.position).toBeGreaterThan(count * 0.99);
		const positions = line.points.map((point) => point.position);
		expect(positions).toEqual([...positions].sort((a, b) => a - b));
	});
});

describe('the data of a chart', () => {
	test('puts batches and epochs on one axis, an epoch at its end', () => {
		const history = new History();
		history.add([batch(0.5, 0.69), batch(1, 0.6), batch(1.5, 0.58)], [epoch(0.62)]);
		expect(chartData(history, 'loss')).toEqual([
			[0.5, 1, 1.5],
			[0.69, 0.6, 0.58],
			[null, 0.62, null],
			[null, 0.72, null],
		]);
		expect(chartData(history, 'accuracy')[3]).toEqual([null, 0.9 - 0.62, null]);
	});

	test('keeps epochs whose batches were merged away, in order', () => {
		const history = new History();
		history.add([batch(0.9), batch(2.1)], [epoch(0.6), epoch(0.5), epoch(0.4)]);
		expect(chartData(history, 'loss')[0]).toEqual([0.9, 1, 2, 2.1, 3]);
		expect(chartData(history, 'loss')[2]).toEqual([null, 0.6, 0.5, null, 0.4]);
	});

	test('is empty before a run', () => {
		expect(chartData(new History(), 'loss')).toEqual([[], [], [], []]);
	});

	test('its axis grows in steps and always reaches the run', () => {
		expect([0, 0.3, 1, 1.01, 60, 10_000].map(axisEnd)).toEqual([1, 1, 1, 2, 80, 10_000]);
		expect(axisEnd(12_345)).toBe(12_345);
	});
});
