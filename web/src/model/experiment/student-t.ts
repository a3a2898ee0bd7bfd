// Student's t distribution, to some 1e-13: tests/golden/t_tests.json has SciPy's values.

/** Lanczos' coefficients for g = 7 and nine terms. */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
	-0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x ≥ 0.5, by Lanczos' approximation: Γ(z + 1) ≈ √(2π) · (z + g + ½)^(z + ½) · e^−(z + g + ½) · (c₀ + Σ cᵢ / (z + i)). */
function logGamma(x: number): number {
	const z = x - 1;
	const t = z + 7.5;
	const sum = LANCZOS.reduce((all, coefficient, index) => all + (index === 0 ? coefficient : coefficient / (z + index)), 0);
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** 1 / (1 + d₁ / (1 + d₂ / …)) of DLMF 8.17.22, by Lentz' method. */
function continuedFraction(x: number, a: number, b: number): number {
	const tiny = 1e-300;
	const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
	let c = 1;
	let d = 1 / away(1 - ((a + b) * x) / (a + 1));
	let value = d;
	for (let m = 1; m < 1000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		let factor = 1;
		for (const term of [even, odd]) {
			d = 1 / away(1 + term * d);
			c = away(1 + term / c);
			factor = c * d;
			value *= factor;
		}
		if (Math.abs(factor - 1) < 1e-16) {
			break;
		}
	}
	return value;
}

/** The regularized incomplete beta function: I_x(a, b) = x^a (1 − x)^b / (a B(a, b)) · the fraction, or 1 − I_{1−x}(b, a) where that converges faster. `y` is 1 − x. */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
	if (x === 0 || y === 0) {
		return x === 0 ? 0 : 1;
	}
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y));
	return x < (a + 1) / (a + b + 2) ? (front * continuedFraction(x, a, b)) / a : 1 - (front * continuedFraction(y, b, a)) / b;
}

/** P(|T| > |t|) with `freedom` degrees of freedom: I_{ν / (ν + t²)}(ν / 2, 1 / 2). */
export function twoSided(t: number, freedom: number): number {
	const sum = freedom + t * t;
	return incompleteBeta(freedom / sum, (t * t) / sum, freedom / 2, 0.5);
}

/** The t that |T| exceeds with probability `alpha`. */
export function criticalT(alpha: number, freedom: number): number {
	let [low, high] = [0, 1];
	while (twoSided(high, freedom) > alpha) {
		[low, high] = [high, 2 * high];
	}
	for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
		if (twoSided(middle, freedom) > alpha) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return (low + high) / 2;
}
