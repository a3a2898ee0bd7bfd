// The networks of Keras in double precision, written as their forward formulas on a tape, and their training.
//
// Names: x an input, h a hidden state, c a cell state, W the kernel, U the recurrent kernel, b the bias.

import { recurrentLayers } from './cases.js';
import { clipGlobalNorm, createOptimizer } from './optimizers.js';
import { Tape } from './tape.js';

// Trains `settings.steps` steps from `initial` (name → numbers; not changed). Returns what a recording holds,
// see generate.js.
export function trainByReference(settings, initial, batches) {
	const weights = structuredClone(initial);
	const move = createOptimizer(settings);
	const recording = { losses: [], gradients: null, weights: [] };
	for (const batch of batches) {
		const { loss, gradients } = lossAndGradients(settings, weights, batch);
		recording.losses.push(loss);
		recording.gradients ??= structuredClone(gradients);
		clipGlobalNorm(gradients, settings.clipNorm);
		move(weights, gradients);
		recording.weights.push(structuredClone(weights));
	}
	return recording;
}

// The mean cross-entropy of a batch, and its gradient in every weight.
export function lossAndGradients(settings, weights, batch) {
	const tape = new Tape();
	const nodes = onTape(tape, weights);
	const losses = batch.labels.map((label, review) => {
		const states = hiddenStates(tape, settings, nodes, batch, review);
		const logit = tape.add(tape.dot(states.at(-1), nodes['dense/kernel']), nodes['dense/bias'][0]);
		return tape.crossEntropy(logit, label);
	});
	const loss = tape.scale(tape.add(...losses), 1 / losses.length);
	tape.backward(loss);
	const gradients = mapValues(nodes, (values) => values.map((node) => node.gradient));
	return { loss: loss.value, gradients };
}

// The hidden states of the last layer for a whole batch: (T, B, H) row by row.
export function statesByReference(settings, weights, batch) {
	const tape = new Tape();
	const nodes = onTape(tape, weights);
	const reviews = batch.labels.map((_, review) => hiddenStates(tape, settings, nodes, batch, review));
	return Array.from({ length: settings.length }, (_, step) =>
		reviews.flatMap((states) => states[step].map((node) => node.value)),
	).flat();
}

// The weights as numbers that gradients are wanted of: name → nodes.
function onTape(tape, weights) {
	return mapValues(weights, (values) => values.map((value) => tape.constant(value)));
}

function mapValues(object, change) {
	return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

// The hidden state of the last layer after every timestep of one review.
function hiddenStates(tape, settings, nodes, batch, review) {
	let sequence = batch.ids[review].map((id) => inputRow(tape, settings, nodes, id));
	recurrentLayers(settings).forEach((layer, index) => {
		const cell = createCell(tape, settings.cell, layer, nodes);
		const mask = batch.masks?.[index];
		let state = { h: zeros(tape, layer.units), c: zeros(tape, layer.units) };
		sequence = sequence.map((x, step) => {
			if (settings.maskZero === 'yes' && batch.ids[review][step] === 0) return state.h; // as it was
			const dropped = mask ? masked(tape, x, mask.input[review]) : x;
			// The mask is on what the recurrent kernel sees; the state itself is carried on whole.
			const seen = mask ? masked(tape, state.h, mask.recurrent[review]) : state.h;
			state = cell(dropped, seen, state);
			return state.h;
		});
	});
	return sequence;
}

function inputRow(tape, settings, nodes, id) {
	if (settings.input === 'one-hot') {
		return Array.from({ length: settings.words }, (_, word) => tape.constant(word === id ? 1 : 0));
	}
	return nodes['embedding/embeddings'].slice(id * settings.embedding, (id + 1) * settings.embedding);
}

function zeros(tape, count) {
	return Array.from({ length: count }, () => tape.constant(0));
}

function masked(tape, values, mask) {
	return values.map((value, k) => tape.scale(value, mask[k]));
}

// A function (x, seen, state) → next state, where `seen` is the hidden state that is multiplied by U.
function createCell(tape, cell, layer, nodes) {
	const bias = nodes[`${layer.name}/bias`];
	const W = columns(nodes[`${layer.name}/kernel`], layer.inputs);
	const U = columns(nodes[`${layer.name}/recurrent_kernel`], layer.units);
	const H = layer.units;
	const everyUnit = (compute) => Array.from({ length: H }, (_, unit) => compute(unit));
	// x·W + h·U + b of one gate's unit
	const sum = (x, seen, gate, unit) => {
		const column = gate * H + unit;
		return tape.add(tape.dot(x, W[column]), tape.dot(seen, U[column]), bias[column]);
	};

	const cells = {
		// h' = tanh(x·W + h·U + b)
		'simple-rnn': (x, seen) => ({ h: everyUnit((unit) => tape.tanh(sum(x, seen, 0, unit))) }),

		// Gates i, f, c, o:  c' = σ(f)∘c + σ(i)∘tanh(c),  h' = σ(o)∘tanh(c')
		lstm: (x, seen, state) => {
			const c = everyUnit((unit) => {
				const input = tape.sigmoid(sum(x, seen, 0, unit));
				const forget = tape.sigmoid(sum(x, seen, 1, unit));
				const candidate = tape.tanh(sum(x, seen, 2, unit));
				return tape.add(tape.multiply(forget, state.c[unit]), tape.multiply(input, candidate));
			});
			const h = everyUnit((unit) => {
				const output = tape.sigmoid(sum(x, seen, 3, unit));
				return tape.multiply(output, tape.tanh(c[unit]));
			});
			return { h, c };
		},

		// Gates z, r, h with reset_after=True, biases b of the input and b' of the recurrent product:
		// h~ = tanh(x·Wh + bh + r∘(h·Uh + b'h)),  h' = z∘h + (1 − z)∘h~
		gru: (x, seen, state) => {
			const inputSum = (gate, unit) => tape.add(tape.dot(x, W[gate * H + unit]), bias[gate * H + unit]);
			const recurrentSum = (gate, unit) =>
				tape.add(tape.dot(seen, U[gate * H + unit]), bias[3 * H + gate * H + unit]);
			const h = everyUnit((unit) => {
				const update = tape.sigmoid(tape.add(inputSum(0, unit), recurrentSum(0, unit)));
				const reset = tape.sigmoid(tape.add(inputSum(1, unit), recurrentSum(1, unit)));
				const candidate = tape.tanh(
					tape.add(inputSum(2, unit), tape.multiply(reset, recurrentSum(2, unit))),
				);
				return tape.add(
					tape.multiply(update, state.h[unit]),
					tape.multiply(tape.oneMinus(update), candidate),
				);
			});
			return { h };
		},
	};
	return cells[cell];
}

// The columns of a matrix that is stored row by row.
function columns(values, rows) {
	const count = values.length / rows;
	return Array.from({ length: count }, (_, column) =>
		Array.from({ length: rows }, (_, row) => values[row * count + column]),
	);
}
