import { describe, expect, test } from 'vitest';
import { rateCurve, rateText } from '../../../src/view/network/rate-curve.ts';

const points = (losses: number[]) =>
	losses.map((smoothed, index) => ({ rate: 1e-6 * 10 ** (index / 2), loss: smoothed, smoothed }));

describe('the curve of a search for a learning rate', () => {
	const curve = rateCurve({ points: points([0.7, 0.7, 0.6, 0.5, 0.8, 1.2]), suggested: 1e-6 });

	test('stands on the lowest loss, and leaves the chart where training diverges', () => {
		expect(curve.lowest).toEqual({ rate: 1e-6 * 10 ** 1.5, loss: 0.5 });
		expect(curve.height(0.5)).toBe(0);
		expect(curve.height(0.65)).toBeCloseTo(0.5);
		expect(curve.height(0.7)).toBeCloseTo(2 / 3);
		expect(curve.height(1.2)).toBeNull();
		expect(curve.ticks.map(({ loss }) => loss.toFixed(2))).toEqual(['0.50', '0.65', '0.80']);
	});

	test('says where it diverged, unless it went on to the highest rate', () => {
		expect(curve.diverged).toBe(1e-6 * 10 ** 2.5);
		expect(rateCurve({ points: [{ rate: 1, loss: 1, smoothed: 1 }, { rate: 10, loss: 1, smoothed: 1 }], suggested: 1 }).diverged).toBeNull();
	});

	test('is marked at powers of ten', () => {
		const all = Array.from({ length: 15 }, () => 0.7);
		expect(rateCurve({ points: points(all), suggested: 1 }).marks).toEqual([
			{ step: 0, label: '10⁻⁶' },
			{ step: 4, label: '10⁻⁴' },
			{ step: 8, label: '0.01' },
			{ step: 12, label: '1' },
		]);
	});

	test('has a height also where nothing was learned', () => {
		const flat = rateCurve({ points: points([0.7, 0.7]), suggested: 1e-7 });
		expect(flat.height(0.7)).toBe(0);
		expect(flat.height(0.71)).toBeCloseTo(0.5);
	});

	test('suggests a rate that the field can show', () => {
		expect([0.0020912, 0.00000031415, 1, 0.2].map(rateText)).toEqual(['0.0021', '3.1e-7', '1', '0.2']);
	});
});
