// What a golden file holds: see README.md.

import { recurrentLayers, weightShapes } from './cases.js';
import { safetensorsFile } from './safetensors.js';

const recordedSteps = [1, 5, 20];

export function trainingFile(settings, source, initial, batches, recording) {
	const tensors = startTensors(settings, initial, batches);
	tensors.losses = floats([settings.steps], recording.losses);
	addWeights(tensors, 'gradient', settings, recording.gradients);
	for (const step of recordedSteps.filter((step) => step <= settings.steps)) {
		addWeights(tensors, `step/${step}`, settings, recording.weights[step - 1]);
	}
	return safetensorsFile(tensors, metadata(settings, source));
}

export function forwardFile(settings, source, initial, batches, states) {
	const tensors = startTensors(settings, initial, batches);
	tensors.states = floats([settings.length, batches[0].reviews, settings.units.at(-1)], states);
	return safetensorsFile(tensors, metadata(settings, source));
}

// Initial weights and batches.
function startTensors(settings, initial, batches) {
	const noIds = new Array(settings.length).fill(0);
	const tensors = {
		reviews: { type: 'U32', shape: [settings.steps], values: batches.map((batch) => batch.reviews) },
		ids: perReview('U16', batches, [settings.length], (batch, review) => batch.ids[review] ?? noIds),
		labels: perReview('U8', batches, [], (batch, review) => batch.labels[review] ?? 0),
	};
	addWeights(tensors, 'initial', settings, initial);
	if (batches[0].masks) addMasks(tensors, settings, batches);
	return tensors;
}

// 1 for what each layer keeps of its inputs and of its hidden state, 0 for what it drops.
function addMasks(tensors, settings, batches) {
	recurrentLayers(settings).forEach(({ name, inputs, units }, layer) => {
		const mask = (kind, size) =>
			perReview('U8', batches, [size], (batch, review) => {
				const row = batch.masks[layer][kind][review] ?? new Array(size).fill(0);
				return row.map((factor) => (factor > 0 ? 1 : 0));
			});
		tensors[`mask/${name}/input`] = mask('input', inputs);
		tensors[`mask/${name}/recurrent`] = mask('recurrent', units);
	});
}

// A tensor (steps, B, …shape) of what `valueOf` finds for each review; it is also asked for the reviews that a
// batch lacks to the widest, B.
function perReview(type, batches, shape, valueOf) {
	const widest = Math.max(...batches.map((batch) => batch.reviews));
	const reviews = [...new Array(widest).keys()];
	const values = batches.flatMap((batch) => reviews.flatMap((review) => valueOf(batch, review)));
	return { type, shape: [batches.length, widest, ...shape], values };
}

function addWeights(tensors, prefix, settings, weights) {
	const shapes = weightShapes(settings);
	for (const [name, values] of Object.entries(weights))
		tensors[`${prefix}/${name}`] = floats(shapes[name], values);
}

function floats(shape, values) {
	return { type: 'F32', shape, values };
}

// The settings by the names of include/unroll/settings.h, as text.
function metadata(settings, source) {
	const named = {
		cell: settings.cell,
		units: settings.units.join(','),
		input: settings.input,
		embedding: settings.embedding,
		words: settings.words,
		length: settings.length,
		'mask-zero': settings.maskZero === 'yes' ? 'yes' : undefined,
		dropout: settings.dropout,
		'recurrent-dropout': settings.recurrentDropout,
		optimizer: settings.optimizer,
		'learning-rate': settings.learningRate,
		momentum: settings.momentum,
		'clip-norm': settings.clipNorm,
		batch: Math.max(...settings.sizes),
		seed: settings.seed,
	};
	const entries = Object.entries(named).filter(([, value]) => value !== undefined);
	return {
		format: 'unroll-golden-1',
		source,
		...Object.fromEntries(entries.map(([name, value]) => [name, String(value)])),
	};
}
