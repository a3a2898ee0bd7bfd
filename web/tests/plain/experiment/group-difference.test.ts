// Whether two groups of runs differ: the t tests, to 1e-9 of SciPy's (tests/golden/t_tests_by_scipy.py).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { groupDifference, spreadOf, type Sample } from '../../../src/model/experiment/group-difference.ts';
import { criticalT, twoSided } from '../../../src/model/experiment/student-t.ts';

interface Expected {
	mean: number;
	low: number;
	high: number;
	freedom: number;
	p: number;
}

const golden = JSON.parse(readFileSync(new URL('../../../../tests/golden/t_tests.json', import.meta.url), 'utf8')) as {
	two_sided: [t: number, freedom: number, p: number][];
	critical: [alpha: number, freedom: number, t: number][];
	groups: { a: number[]; b: number[]; paired?: Expected; welch: Expected }[];
};

const near = (value: number | undefined, expected: number) => expect(Math.abs((value ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
const samples = (values: readonly number[], firstSeed: number): Sample[] => values.map((value, index) => ({ seed: `${firstSeed + index}`, value }));

describe('the t distribution', () => {
	test.each(golden.two_sided)('P(|T| > %f), %f degrees of freedom', (t, freedom, p) => {
		near(twoSided(t, freedom), p);
		expect(Math.abs(twoSided(t, freedom) / p - 1)).toBeLessThan(1e-9); // small ones too
	});
	test.each(golden.critical)('exceeded with probability %f, %f degrees of freedom', (alpha, freedom, t) => near(criticalT(alpha, freedom), t));
});

describe('two groups of runs', () => {
	const check = (found: ReturnType<typeof groupDifference>, expected: Expected) => {
		near(found.mean, expected.mean);
		for (const name of ['low', 'high', 'freedom', 'p'] as const) {
			near(found.test?.[name], expected[name]);
		}
	};

	test('with other seeds are compared by Welch’s test', () => {
		for (const { a, b, welch } of golden.groups) {
			const found = groupDifference(samples(a, 1), samples(b, 1000));
			expect(found.method).toBe('welch');
			check(found, welch);
		}
	});

	test('with the same seeds are compared in pairs, whatever their order', () => {
		const equal = golden.groups.filter(({ paired }) => paired);
		expect(equal.length).toBeGreaterThan(8);
		for (const { a, b, paired } of equal) {
			const found = groupDifference(samples(a, 1), samples(b, 1).reverse());
			expect(found.method).toBe('paired');
			expect(found.counts).toEqual([a.length, a.length]);
			expect(found.above).toBe(b.filter((value, index) => value > a[index]!).length);
			check(found, paired!);
		}
	});

	test('of which one has all seeds of the other: the others count in neither', () => {
		const [first, second] = [samples([1, 2, 3], 1), samples([5, 5, 5, 99], 1)];
		expect(groupDifference(first, second)).toMatchObject({ method: 'paired', mean: 3, counts: [3, 3], above: 3, equal: 0 });
		expect(groupDifference(samples([1, 2, 3], 1), samples([1, 2, 3], 3)).method).toBe('welch');
	});

	test('one run each says nothing, and equal figures differ by nothing', () => {
		expect(groupDifference(samples([1], 1), samples([2], 1))).toMatchObject({ mean: 1, test: null });
		expect(groupDifference(samples([1], 1), samples([2, 3], 5))).toMatchObject({ method: 'welch', test: null });
		expect(groupDifference([], samples([2, 3], 5)).test).toBe(null);
		expect(groupDifference(samples([1, 2], 1), samples([1, 2], 1))).toMatchObject({ equal: 2, test: { low: 0, high: 0, p: 1 } });
		expect(groupDifference(samples([1, 2], 1), samples([2, 3], 1))).toMatchObject({ test: { low: 1, high: 1, p: 0 } });
	});

	test('the deviation is that of a sample', () => {
		expect(spreadOf([1, 2, 3, 4])).toEqual({ mean: 2.5, deviation: Math.sqrt(5 / 3) });
		expect(spreadOf([1]).deviation).toBeNaN();
	});
});
