// The engine's dropout masks: which inputs and hidden states of each review it keeps in a step, drawn again from
// the streams of src/kernels/random.h by the rules of src/layers/dropout.c and src/training/layer_input.c.

import { recurrentLayers } from './cases.js';

const goldenRatio = 0x9e3779b97f4a7c15n;
const dropoutPurpose = 3n; // RANDOM_DROPOUT

// For every layer { input, recurrent }: a row of factors for each review, 0 or 1/(1 − rate); null where nothing
// is dropped. The stream is random_stream_of(settings.seed, RANDOM_DROPOUT, step), steps counted from 0.
export function drawMasks(settings, step, reviews) {
	if (!(settings.dropout > 0 || settings.recurrentDropout > 0)) return null;
	const stream = substream(
		substream(mix(BigInt(settings.seed) + goldenRatio), dropoutPurpose),
		BigInt(step),
	);
	return recurrentLayers(settings).map(({ inputs, units }, layer) => ({
		input: drawMask(substream(stream, BigInt(2 * layer)), settings.dropout, reviews, inputs),
		recurrent: drawMask(
			substream(stream, BigInt(2 * layer + 1)),
			settings.recurrentDropout,
			reviews,
			units,
		),
	}));
}

function drawMask(stream, rate, reviews, size) {
	return Array.from({ length: reviews }, (_, review) => {
		const row = substream(stream, BigInt(review));
		return Array.from({ length: size }, (_, unit) => {
			const drawn = Number(valueAt(row, BigInt(unit)) >> 40n) / 2 ** 24;
			return drawn < Math.fround(rate) ? 0 : 1 / (1 - rate);
		});
	});
}

// SplitMix64; a stream is its key.
function valueAt(stream, number) {
	return mix(stream + (number + 1n) * goldenRatio);
}

function substream(stream, number) {
	return mix(valueAt(stream, number) ^ goldenRatio);
}

function mix(value) {
	let z = BigInt.asUintN(64, value);
	z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
	z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
	return z ^ (z >> 31n);
}
