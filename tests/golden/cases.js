// What is trained: the settings of each case, and its initial weights and batches, drawn from a seed.
//
// All sizes of a case differ and none is a multiple of another, so that no swapped index can hide. `steps`
// is the number of training steps, `sizes` how many reviews the batches hold, in turn: the engine works on
// blocks of 16, so 19 are a whole block and a part of one.

const common = {
	padding: 'pre',
	optimizer: 'rmsprop',
	learningRate: 0.01,
	momentum: 0,
	clipNorm: 0,
	dropout: 0,
	recurrentDropout: 0,
	steps: 20,
};

const small = { input: 'embedding', embedding: 5, words: 23, length: 11, units: [7], sizes: [3] };
const oneHot = { input: 'one-hot', words: 23, length: 11, units: [7], sizes: [3] };
const stacked = { input: 'embedding', embedding: 3, words: 29, length: 11, units: [7, 5], sizes: [19, 4] };

const dropping = { dropout: 0.3, recurrentDropout: 0.5, seed: 42, steps: 5 };

// Trained by TensorFlow.js.
export const tensorflowCases = {
	simple_rnn: { ...common, cell: 'simple-rnn', ...small },
	simple_rnn_one_hot: { ...common, cell: 'simple-rnn', ...oneHot },
	simple_rnn_stacked: { ...common, cell: 'simple-rnn', ...stacked },
	lstm: { ...common, cell: 'lstm', ...small },
	lstm_one_hot: { ...common, cell: 'lstm', ...oneHot },
	lstm_stacked: { ...common, cell: 'lstm', ...stacked },
	simple_rnn_masked: { ...common, cell: 'simple-rnn', ...stacked, maskZero: 'yes' },
	lstm_masked: { ...common, cell: 'lstm', ...stacked, maskZero: 'yes', padding: 'post' },
	lstm_sgd: { ...common, cell: 'lstm', ...small, optimizer: 'sgd', learningRate: 0.1, momentum: 0.9 },
};

// Trained in double precision by reference.js.
export const referenceCases = {
	lstm_adam: { ...common, cell: 'lstm', ...small, optimizer: 'adam' },
	// The norm of the gradient is above 0.3 in some of the steps, though never by much, and below it in others.
	lstm_clipped: { ...common, cell: 'lstm', ...small, clipNorm: 0.3 },
	gru: { ...common, cell: 'gru', ...small },
	gru_one_hot: { ...common, cell: 'gru', ...oneHot },
	gru_stacked: { ...common, cell: 'gru', ...stacked },
	gru_masked: { ...common, cell: 'gru', ...stacked, maskZero: 'yes', padding: 'post' },
	gru_masked_dropout: { ...common, cell: 'gru', ...stacked, ...dropping, maskZero: 'yes' },
	simple_rnn_dropout: { ...common, cell: 'simple-rnn', ...stacked, ...dropping },
	lstm_dropout: { ...common, cell: 'lstm', ...stacked, ...dropping },
	gru_dropout: { ...common, cell: 'gru', ...stacked, ...dropping },
	gru_one_hot_dropout: { ...common, cell: 'gru', ...oneHot, ...dropping },
};

// Run forward by ONNX Runtime.
export const onnxCases = {
	gru_forward: { cell: 'gru', ...small, steps: 1 },
};

const gateCount = { 'simple-rnn': 1, lstm: 4, gru: 3 };

// The layers from input to output: Keras' name of each recurrent one, and its inputs and units.
export function recurrentLayers(settings) {
	const name = settings.cell.replace('-', '_');
	return settings.units.map((units, layer) => ({
		name: layer === 0 ? name : `${name}_${layer}`,
		inputs: layer > 0 ? settings.units[layer - 1] : inputSize(settings),
		units,
	}));
}

function inputSize(settings) {
	return settings.input === 'one-hot' ? settings.words : settings.embedding;
}

// Shape of every weight tensor under its Keras name, in the order of the layers.
export function weightShapes(settings) {
	const shapes = {};
	if (settings.input === 'embedding') shapes['embedding/embeddings'] = [settings.words, settings.embedding];
	const gates = gateCount[settings.cell];
	for (const { name, inputs, units } of recurrentLayers(settings)) {
		shapes[`${name}/kernel`] = [inputs, gates * units];
		shapes[`${name}/recurrent_kernel`] = [units, gates * units];
		shapes[`${name}/bias`] = settings.cell === 'gru' ? [2, gates * units] : [gates * units];
	}
	shapes['dense/kernel'] = [settings.units.at(-1), 1];
	shapes['dense/bias'] = [1];
	return shapes;
}

// Initial weights within ±0.5, name → numbers that are exact in single precision. Biases too are drawn:
// where they start at zero, two that are swapped look alike.
export function drawWeights(settings, random) {
	const weights = {};
	for (const [name, shape] of Object.entries(weightShapes(settings))) {
		const count = shape.reduce((product, size) => product * size, 1);
		weights[name] = Array.from({ length: count }, () => Math.fround(random() - 0.5));
	}
	return weights;
}

// One batch a step: `reviews` how many there are, `ids` a padded row for each, `labels` 0 or 1 for each.
export function drawBatches(settings, random) {
	return Array.from({ length: settings.steps }, (_, step) => {
		const reviews = settings.sizes[step % settings.sizes.length];
		return {
			reviews,
			ids: Array.from({ length: reviews }, () => drawReview(settings, random)),
			labels: Array.from({ length: reviews }, () => (random() < 0.5 ? 0 : 1)),
		};
	});
}

// A review of 2 to 3/2·length ids that begins with the start id (1), cut at the front and padded (0) at either end. Low ids
// are the more frequent ones, as in real reviews, so that words occur more than once in a batch.
function drawReview({ words, length, padding }, random) {
	const size = 2 + Math.floor(random() * 1.5 * length);
	const ids = [1, ...Array.from({ length: size - 1 }, () => 2 + Math.floor(random() ** 2 * (words - 2)))];
	const kept = ids.slice(-length);
	const zeros = new Array(length - kept.length).fill(0);
	return padding === 'post' ? [...kept, ...zeros] : [...zeros, ...kept];
}

// Numbers in [0, 1), the same on every machine: xorshift32 (Marsaglia, "Xorshift RNGs", 2003, triple 13, 17, 5).
// The first draws follow the seed too closely and are thrown away.
export function createRandom(seed) {
	let state = seed;
	const next = () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
	for (let draw = 0; draw < 16; draw++) next();
	return next;
}
