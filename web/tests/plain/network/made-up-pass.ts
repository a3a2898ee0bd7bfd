import type { NetworkPass, PassTimestep } from '../../../src/protocol/inside.ts';

/** A review of these words in `length` timesteps, padded before (or after) them; states and gradients rise from timestep to timestep. */
export function madeUpPass(words: string, changes: Partial<NetworkPass> & { length?: number; post?: boolean; units?: number[] } = {}): NetworkPass {
	const { length = 12, post = false, units = [3], ...others } = changes;
	const read: PassTimestep[] = words.split(' ').filter(Boolean).map((text, index) => ({ kind: 'word', id: 10 + index, text }));
	const padding: PassTimestep[] = Array.from({ length: length - read.length }, () => ({ kind: 'padding', id: 0, text: '' }));
	const values = (shown: number) => Float32Array.from({ length: length * shown }, (_, at) => Math.floor(at / shown) / length);
	return {
		of: 'validation',
		epoch: 1,
		batches: 7,
		timesteps: post ? [...read, ...padding] : [...padding, ...read],
		embedding: { units: 16, shown: 8, values: values(8) },
		layers: units.map((count, index) => ({
			name: `lstm_${index}`,
			cell: 'lstm',
			backward: false,
			units: count,
			shown: count,
			values: values(count),
			gradients: Float64Array.from({ length }, (_, timestep) => 10 ** (timestep - length + 1)),
		})),
		pooling: 'last',
		dense: 0,
		logit: 1,
		probability: 0.731,
		label: 0,
		probed: 32,
		trained: null,
		...others,
	};
}
