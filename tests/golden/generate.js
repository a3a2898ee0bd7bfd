// Writes the golden files beside this script: see README.md.
//
// A recording of a training is { losses, gradients, weights }: the loss of each step, the gradients of the
// first (name → numbers), and the weights after each. No file is written where two implementations disagree.

import { writeFileSync } from 'node:fs';

import {
	createRandom,
	drawBatches,
	drawWeights,
	onnxCases,
	referenceCases,
	tensorflowCases,
} from './cases.js';
import { agree, finiteDifference, recordingDifference, relativeDifference } from './compare.js';
import { forwardFile, trainingFile } from './contents.js';
import { gruStatesByOnnx, onnxVersion } from './onnx.js';
import { statesByReference, trainByReference } from './reference.js';
import { drawMasks } from './streams.js';
import { tensorflowVersion, trainByTensorflow } from './tensorflow.js';

const seed = 2026; // of initial weights and batches

const files = {};
for (const [name, settings] of Object.entries(tensorflowCases)) {
	const { initial, batches } = draw(settings);
	const recording = await trainByTensorflow(settings, initial, batches);
	const difference = recordingDifference(recording, trainByReference(settings, initial, batches));
	agree(name, 'reference', difference, 5e-6);
	files[name] = trainingFile(settings, `TensorFlow.js ${tensorflowVersion}`, initial, batches, recording);
}
for (const [name, settings] of Object.entries(referenceCases)) {
	const { initial, batches } = draw(settings);
	agree(name, 'finite differences', finiteDifference(settings, initial, batches[0]), 1e-7);
	const recording = trainByReference(settings, initial, batches);
	files[name] = trainingFile(settings, 'tests/golden/reference.js', initial, batches, recording);
}
for (const [name, settings] of Object.entries(onnxCases)) {
	const { initial, batches } = draw(settings);
	const states = await gruStatesByOnnx(settings, initial, batches[0]);
	const expected = statesByReference(settings, initial, batches[0]);
	agree(name, 'reference', relativeDifference(states, expected), 1e-6);
	files[name] = forwardFile(settings, `ONNX Runtime ${onnxVersion}`, initial, batches, states);
}
for (const [name, file] of Object.entries(files)) {
	writeFileSync(new URL(`${name}.safetensors`, import.meta.url), file);
}

// Initial weights, and batches that each hold `reviews`, `ids`, `labels` and `masks`, null where nothing is dropped.
function draw(settings) {
	const random = createRandom(seed);
	const initial = drawWeights(settings, random);
	const batches = drawBatches(settings, random);
	batches.forEach((batch, step) => (batch.masks = drawMasks(settings, step, batch.reviews)));
	return { initial, batches };
}
