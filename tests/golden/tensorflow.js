// Training by TensorFlow.js, on its plain CPU backend in single precision.

import * as tf from '@tensorflow/tfjs';

import { recurrentLayers, weightShapes } from './cases.js';

export const tensorflowVersion = tf.version.tfjs;

// Trains `settings.steps` steps from `initial` (name → numbers). Returns what a recording holds, see generate.js.
export async function trainByTensorflow(settings, initial, batches) {
	await tf.setBackend('cpu');
	const model = createModel(settings);
	const shapes = weightShapes(settings);
	model.setWeights(Object.entries(initial).map(([name, values]) => tf.tensor(values, shapes[name])));
	const optimizer = createOptimizer(settings);
	const recording = { losses: [], gradients: null, weights: [] };
	for (const batch of batches) {
		const { value, grads } = tf.variableGrads(() => meanLoss(settings, model, batch));
		optimizer.applyGradients(grads);
		recording.losses.push(value.dataSync()[0]);
		recording.gradients ??= named(
			settings,
			model.trainableWeights.map((weight) => grads[weight.val.name]),
		);
		recording.weights.push(named(settings, model.getWeights()));
		tf.dispose([value, grads]);
	}
	model.dispose();
	return recording;
}

function createModel(settings) {
	const model = tf.sequential();
	if (settings.input === 'embedding') {
		model.add(
			tf.layers.embedding({
				inputDim: settings.words,
				outputDim: settings.embedding,
				inputLength: settings.length,
				maskZero: settings.maskZero === 'yes',
			}),
		);
	}
	const stack = recurrentLayers(settings);
	stack.forEach(({ inputs, units }, index) => {
		const options = {
			units,
			inputShape: [settings.length, inputs],
			returnSequences: index < stack.length - 1,
		};
		// Keras' LSTM has the sigmoid on its gates; TensorFlow.js would take the piecewise linear one.
		const lstm = () => tf.layers.lstm({ ...options, recurrentActivation: 'sigmoid' });
		model.add(settings.cell === 'lstm' ? lstm() : tf.layers.simpleRNN(options));
	});
	model.add(tf.layers.dense({ units: 1 }));
	return model;
}

// The formulas of both are those of optimizers.js; RMSprop's epsilon stands under the root.
function createOptimizer({ optimizer, learningRate, momentum }) {
	if (optimizer === 'sgd') return tf.train.momentum(learningRate, momentum);
	return tf.train.rmsprop(learningRate, 0.9, 0, 1e-7);
}

function meanLoss(settings, model, { ids, labels }) {
	const words = tf.tensor2d(ids, undefined, 'int32');
	const inputs = settings.input === 'one-hot' ? tf.oneHot(words, settings.words) : words;
	const logits = model.apply(inputs, { training: true });
	return tf.losses.sigmoidCrossEntropy(tf.tensor2d(labels, [labels.length, 1]), logits);
}

// Tensors in the order of the layers → name → numbers.
function named(settings, tensors) {
	const names = Object.keys(weightShapes(settings));
	return Object.fromEntries(tensors.map((tensor, index) => [names[index], Array.from(tensor.dataSync())]));
}
