// The operations that training a batch cannot do without: the multiplications and additions of its products.
// Activations, gathering words, the dense layer and the optimizer come on top, and are not counted.

const gates = { 'simple-rnn': 1, lstm: 4, gru: 3 };

export const flopMeaning =
	'FLOP of a batch = 2 · 3 · gates · units · (reviews · timesteps · units + distinct words · embedding): ' +
	'a multiplication and an addition, for the recurrent product and the words’ rows, each with its two gradients';

// `settings` by their names in include/unroll/settings.h; `distinct` is the mean number of distinct words of a batch.
export function batchFlop(settings, distinct) {
	const units = Number(settings.units);
	const recurrent = Number(settings.batch) * Number(settings.length) * units;
	const words = distinct * Number(settings.embedding);
	return 2 * 3 * gates[settings.cell] * units * (recurrent + words);
}
