// How far one implementation is from another.

import { lossAndGradients } from './reference.js';

export function agree(name, other, difference, limit) {
	console.log(`${name}: differs from ${other} by ${difference.toExponential(1)}`);
	if (!(difference <= limit)) throw new Error(`${name} and ${other} differ by more than ${limit}`);
}

// The largest difference of two lists of numbers, relative to the largest magnitude in the second, or to 0.01
// where that is less: a tensor of one number may happen to be near zero.
export function relativeDifference(a, b) {
	const magnitude = Math.max(0.01, ...b.map(Math.abs));
	return Math.max(...a.map((value, k) => Math.abs(value - b[k]))) / magnitude;
}

export function recordingDifference(a, b) {
	const tensors = (left, right) =>
		Object.keys(right).map((name) => relativeDifference(left[name], right[name]));
	return Math.max(
		relativeDifference(a.losses, b.losses),
		...tensors(a.gradients, b.gradients),
		...a.weights.flatMap((weights, step) => tensors(weights, b.weights[step])),
	);
}

// How far the tape's gradients are from central differences of the loss, in every seventh weight of each tensor.
export function finiteDifference(settings, weights, batch) {
	const { gradients } = lossAndGradients(settings, weights, batch);
	const lossWith = (name, k, shift) => {
		const shifted = { ...weights, [name]: weights[name].with(k, weights[name][k] + shift) };
		return lossAndGradients(settings, shifted, batch).loss;
	};
	const shift = 1e-5;
	const slope = (name, k) => (lossWith(name, k, shift) - lossWith(name, k, -shift)) / (2 * shift);
	const differences = Object.entries(gradients).map(([name, values]) => {
		const chosen = [...values.keys()].filter((k) => k % 7 === 0);
		return relativeDifference(
			chosen.map((k) => slope(name, k)),
			chosen.map((k) => values[k]),
		);
	});
	return Math.max(...differences);
}
