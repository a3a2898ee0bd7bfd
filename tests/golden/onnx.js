// The hidden states of a GRU by ONNX Runtime, from a model of one GRU node
// (https://onnx.ai/onnx/operators/onnx__GRU.html) whose bytes are written here.

import * as onnx from 'onnxruntime-web/wasm';

import { recurrentLayers } from './cases.js';

export const onnxVersion = onnx.env.versions.web;

const opset = 14;

// Returns the hidden state after every timestep, (T, B, H) row by row, for one batch of embedded words.
export async function gruStatesByOnnx(settings, weights, batch) {
	onnx.env.wasm.numThreads = 1;
	const [{ inputs, units }] = recurrentLayers(settings);
	const session = await onnx.InferenceSession.create(gruModel(units));
	const tensor = (values, shape) => new onnx.Tensor('float32', Float32Array.from(values), shape);
	const kernel = gatesAsRows(weights['gru/kernel'], inputs, units);
	const recurrentKernel = gatesAsRows(weights['gru/recurrent_kernel'], units, units);
	const { Y } = await session.run({
		X: tensor(embedded(settings, weights, batch), [settings.length, batch.reviews, inputs]),
		W: tensor(kernel, [1, 3 * units, inputs]),
		R: tensor(recurrentKernel, [1, 3 * units, units]),
		B: tensor(weights['gru/bias'], [1, 6 * units]),
	});
	return Array.from(Y.data);
}

// (T, B, E) row by row.
function embedded({ embedding, length }, weights, { ids }) {
	const table = weights['embedding/embeddings'];
	const rows = [];
	for (let step = 0; step < length; step++) {
		for (const review of ids)
			rows.push(...table.slice(review[step] * embedding, (review[step] + 1) * embedding));
	}
	return rows;
}

// Keras' (inputs, 3H) as ONNX' (3H, inputs); both have the gates in the order z, r, h. The two rows of
// Keras' bias are ONNX' Wb and Rb as they are.
function gatesAsRows(kernel, inputs, units) {
	const rows = [];
	for (let column = 0; column < 3 * units; column++) {
		for (let input = 0; input < inputs; input++) rows.push(kernel[input * 3 * units + column]);
	}
	return rows;
}

// --- The model file: messages of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto --------------------

function gruModel(units) {
	const node = message(
		...['X', 'W', 'R', 'B'].map((name) => text(1, name)),
		text(2, 'Y'),
		text(4, 'GRU'),
		bytes(5, integerAttribute('hidden_size', units)),
		// The reset gate acts on h·Rh + Rbh, as with Keras' reset_after.
		bytes(5, integerAttribute('linear_before_reset', 1)),
	);
	const graph = message(
		bytes(1, node),
		text(2, 'gru'),
		...['X', 'W', 'R'].map((name) => bytes(11, floatTensorInfo(name, 3))),
		bytes(11, floatTensorInfo('B', 2)),
		bytes(12, floatTensorInfo('Y', 4)),
	);
	return message(integer(1, 8), bytes(7, graph), bytes(8, message(integer(2, opset))));
}

function integerAttribute(name, value) {
	const INT = 2;
	return message(text(1, name), integer(3, value), integer(20, INT));
}

// A tensor of floats of the given rank, its sizes left open.
function floatTensorInfo(name, rank) {
	const FLOAT = 1;
	const shape = message(...Array.from({ length: rank }, () => bytes(1, message())));
	const type = message(bytes(1, message(integer(1, FLOAT), bytes(2, shape))));
	return message(text(1, name), bytes(2, type));
}

// The wire format (https://protobuf.dev/programming-guides/encoding/): every field is its number and kind,
// then a number, or a size and as many bytes.
const NUMBER = 0;
const SIZED = 2;
const message = (...fields) => Buffer.concat(fields);
const integer = (field, value) => Buffer.from([...varint(field * 8 + NUMBER), ...varint(value)]);
const bytes = (field, content) =>
	Buffer.concat([Buffer.from([...varint(field * 8 + SIZED), ...varint(content.length)]), content]);
const text = (field, content) => bytes(field, Buffer.from(content));

function varint(value) {
	return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}
