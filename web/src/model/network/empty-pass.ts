import { dropoutOf, poolingOf, type NetworkPass } from '../../protocol/inside.ts';
import type { SettingTexts } from '../../protocol/types.ts';
import { directionsOf } from '../settings/layers.ts';

// The network that settings make, before anything has been read: an example's words, and nothing of numbers.
export function emptyPass(settings: SettingTexts, review: string): NetworkPass {
	const whole = (text = '', most: number) => Math.min(most, Math.max(1, Math.round(Number(text)) || 1));
	const length = whole(settings.length, 2000);
	const read = (review.match(/[\p{L}\p{N}']+/gu) ?? []).slice(-length);
	const padding = Array.from({ length: length - read.length }, () => ({ kind: 'padding', id: 0, text: '' }) as const);
	const words = read.map((text) => ({ kind: 'word', id: 0, text }) as const);
	const valuesOf = (units: number, most: number) => {
		const shown = Math.min(units, most);
		return { units, shown, values: new Float32Array(length * shown) };
	};
	return {
		of: 'typed',
		epoch: 0,
		batches: 0,
		timesteps: settings.padding === 'post' ? [...words, ...padding] : [...padding, ...words],
		embedding: settings.input === 'one-hot' ? null : valuesOf(whole(settings.embedding, 512), 8),
		layers: directionsOf(settings).map(({ cell, units, backward }, index) => ({
			name: String(index),
			cell,
			backward,
			gradients: new Float64Array(length),
			...valuesOf(whole(units, 512), 16),
		})),
		pooling: poolingOf(settings),
		dense: Math.min(512, Math.max(0, Math.round(Number(settings.dense)) || 0)),
		dropout: dropoutOf(settings),
		logit: NaN,
		probability: NaN,
		label: null,
		probed: 0,
		trained: null,
	};
}
