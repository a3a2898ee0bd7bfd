// Keras 3's optimizers, in double precision. Each takes the settings and returns a function that moves
// weights (name → array of numbers) by their gradients (the same names), in place.

// keras/src/optimizers/rmsprop.py: v ← 0.9·v + 0.1·g²; w ← w − lr·g/√(v + 1e-7)
function rmsprop(settings) {
	const meanSquares = new State();
	return (weights, gradients) =>
		forEachWeight(weights, gradients, (name, values, k, g) => {
			const v = meanSquares.of(name, values.length);
			v[k] = 0.9 * v[k] + 0.1 * g * g;
			values[k] -= (settings.learningRate * g) / Math.sqrt(v[k] + 1e-7);
		});
}

// keras/src/optimizers/adam.py: m ← 0.9·m + 0.1·g; v ← 0.999·v + 0.001·g²;
// w ← w − lr·√(1 − 0.999ᵗ)/(1 − 0.9ᵗ) · m/(√v + 1e-7). TensorFlow.js adds its epsilon to the corrected √v
// instead, so its Adam takes other steps.
function adam(settings) {
	const means = new State();
	const meanSquares = new State();
	let t = 0;
	return (weights, gradients) => {
		t++;
		const rate = (settings.learningRate * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
		forEachWeight(weights, gradients, (name, values, k, g) => {
			const m = means.of(name, values.length);
			const v = meanSquares.of(name, values.length);
			m[k] = 0.9 * m[k] + 0.1 * g;
			v[k] = 0.999 * v[k] + 0.001 * g * g;
			values[k] -= (rate * m[k]) / (Math.sqrt(v[k]) + 1e-7);
		});
	};
}

// keras/src/optimizers/sgd.py: m ← momentum·m − lr·g; w ← w + m
function sgd(settings) {
	const velocities = new State();
	return (weights, gradients) =>
		forEachWeight(weights, gradients, (name, values, k, g) => {
			const m = velocities.of(name, values.length);
			m[k] = settings.momentum * m[k] - settings.learningRate * g;
			values[k] += m[k];
		});
}

export function createOptimizer(settings) {
	return { rmsprop, adam, sgd }[settings.optimizer](settings);
}

// Keras' global_clipnorm (clip_by_global_norm in keras/src/optimizers/base_optimizer.py): a gradient whose
// norm, over all tensors together, is above the limit is scaled down to it, in place. A limit of 0 never clips.
export function clipGlobalNorm(gradients, limit) {
	const norm = Math.sqrt(
		Object.values(gradients)
			.flat()
			.reduce((sum, g) => sum + g * g, 0),
	);
	if (limit > 0 && norm > limit) {
		for (const values of Object.values(gradients))
			values.forEach((g, k) => (values[k] = (g * limit) / norm));
	}
}

// Arrays of zeros, one for each tensor, made when first asked for.
class State {
	#arrays = {};
	of(name, size) {
		return (this.#arrays[name] ??= new Array(size).fill(0));
	}
}

function forEachWeight(weights, gradients, move) {
	for (const [name, values] of Object.entries(weights)) {
		for (let k = 0; k < values.length; k++) move(name, values, k, gradients[name][k]);
	}
}
