import { criticalT, twoSided } from './student-t.ts';

// Whether two groups of runs differ, or whether that could be luck of the seeds.

/** A run's figure, under its seed. */
export interface Sample {
	seed: string;
	value: number;
}

export interface GroupDifference {
	/**
	 * Paired: Student's t test of the differences between runs of one seed. Welch: the t test that assumes neither seeds in common nor
	 * equal variances (B. L. Welch, "The generalization of 'Student's' problem", Biometrika 34, 1947).
	 */
	method: 'paired' | 'welch';
	/** Mean of the second group less that of the first; of the pairs where they are paired. */
	mean: number;
	/** How many runs of each group were used. */
	counts: [number, number];
	/** The second is above the first, or equal, in so many of the pairs; 0 where there are none. */
	above: number;
	equal: number;
	/** What holds for two runs or more of each group; null otherwise. */
	test: { low: number; high: number; freedom: number; p: number } | null;
}

/** The mean, and the standard deviation of the sample; NaN of fewer than two. */
export function spreadOf(values: readonly number[]): { mean: number; deviation: number } {
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return { mean, deviation: values.length < 2 ? NaN : Math.sqrt(squares / (values.length - 1)) };
}

const ALPHA = 0.05;

/** The interval of 95 % around a mean with this standard error, and the probability of one so far from 0 by chance. */
function tTest(mean: number, error: number, freedom: number): GroupDifference['test'] {
	if (error === 0) {
		return { low: mean, high: mean, freedom, p: mean === 0 ? 1 : 0 };
	}
	const reach = criticalT(ALPHA, freedom) * error;
	return { low: mean - reach, high: mean + reach, freedom, p: twoSided(mean / error, freedom) };
}

/** Paired where the seeds of the smaller group are all in the other, otherwise Welch's. */
export function groupDifference(first: readonly Sample[], second: readonly Sample[]): GroupDifference {
	const bySeed = new Map(first.map(({ seed, value }) => [seed, value]));
	const differences = second.flatMap(({ seed, value }) => (bySeed.has(seed) ? [value - (bySeed.get(seed) ?? NaN)] : []));
	const smaller = Math.min(first.length, second.length);
	return smaller > 0 && differences.length === smaller ? paired(differences) : welch(first, second);
}

/** d̄ ± t · s / √n, of n − 1 degrees of freedom. */
function paired(differences: readonly number[]): GroupDifference {
	const n = differences.length;
	const { mean, deviation } = spreadOf(differences);
	const count = (is: (value: number) => boolean) => differences.filter(is).length;
	return {
		method: 'paired',
		mean,
		counts: [n, n],
		above: count((value) => value > 0),
		equal: count((value) => value === 0),
		test: n < 2 ? null : tTest(mean, deviation / Math.sqrt(n), n - 1),
	};
}

/** The standard error is √(s₁²/n₁ + s₂²/n₂), and the degrees of freedom (s₁²/n₁ + s₂²/n₂)² / (s₁⁴/(n₁²(n₁−1)) + s₂⁴/(n₂²(n₂−1))). */
function welch(first: readonly Sample[], second: readonly Sample[]): GroupDifference {
	const groups = [first, second].map((group) => group.map(({ value }) => value));
	const [a, b] = groups.map(spreadOf) as [ReturnType<typeof spreadOf>, ReturnType<typeof spreadOf>];
	const counts: [number, number] = [first.length, second.length];
	const [u, v] = [a.deviation ** 2 / counts[0], b.deviation ** 2 / counts[1]];
	const freedom = u + v === 0 ? counts[0] + counts[1] - 2 : (u + v) ** 2 / (u ** 2 / (counts[0] - 1) + v ** 2 / (counts[1] - 1));
	const mean = b.mean - a.mean;
	return { method: 'welch', mean, counts, above: 0, equal: 0, test: Math.min(...counts) < 2 ? null : tTest(mean, Math.sqrt(u + v), freedom) };
}
