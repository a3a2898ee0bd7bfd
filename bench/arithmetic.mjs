// The operations that training a batch takes: multiplications, additions, subtractions, divisions and square roots, each
// counted as one. What only moves or compares numbers is not counted: gathering words, transposing, clamping.

const cells = {
	// gates: products per unit. forward, backward: operations per unit and timestep, as in src/layers/*.h.
	'simple-rnn': { gates: 1, activations: 1, forward: 0, backward: 3 },
	lstm: { gates: 4, activations: 5, forward: 4, backward: 22 },
	gru: { gates: 3, activations: 3, forward: 6, backward: 17 },
};

// tanh or sigmoid: 8 for the two polynomials, 7 for the quotient (src/kernels/activations.h).
const ACTIVATION = 15;

// Per parameter: the running averages and the update (formulas: include/unroll/settings.h).
const optimizers = { sgd: 2, rmsprop: 9, adam: 12 };

export const flopMeaning =
	'FLOP of a batch’s products = 2 · 3 · gates · units · (reviews · timesteps · units + distinct words · embedding): ' +
	'a multiplication and an addition, for the recurrent product and the words’ rows, each with its two gradients. The whole ' +
	`step adds the gates (${ACTIVATION} for each tanh and sigmoid), the sums of gradients by word and bias, the dense layer and the optimizer.`;

// The products alone. `settings` by their names in include/unroll/settings.h, with one layer on an embedding; `distinct` is
// the mean number of distinct words of a batch.
export function productFlop(settings, distinct) {
	const { units, places, embedding, cell } = numbersOf(settings);
	return 2 * 3 * cell.gates * units * (places * units + distinct * embedding);
}

// A whole update.
export function stepFlop(settings, distinct) {
	const { units, places, batch, words, embedding, cell, optimizer } = numbersOf(settings);
	const gates = places * units * (cell.activations * ACTIVATION + cell.forward + cell.backward);
	const sums = places * units * cell.gates * 2; // each gate's gradient joins its word's row and its bias
	const dense = 2 * 3 * batch * units;
	const biases = settings.cell === 'gru' ? 2 : 1;
	const parameters = words * embedding + cell.gates * units * (embedding + units + biases) + units + 1;
	return productFlop(settings, distinct) + gates + sums + dense + optimizer * parameters;
}

function numbersOf(settings) {
	const [units, batch, length, words, embedding] = ['units', 'batch', 'length', 'words', 'embedding'].map((name) => Number(settings[name]));
	return { units, batch, places: batch * length, words, embedding, cell: cells[settings.cell], optimizer: optimizers[settings.optimizer] };
}
