// A probe without an engine, in the form that a training worker posts.
import type { Probe } from '../../../src/protocol/inside.ts';

interface Wishes extends Partial<Probe> {
	gates?: string[];
	/** How many times less the gradient is at each timestep back. */
	fading?: number;
}

export function madeUpProbe({ gates = ['z', 'r'], fading = 2, ...wishes }: Wishes = {}): Probe {
	const timesteps = 10;
	return {
		epoch: 3,
		batches: 1234,
		reviews: 32,
		layers: [
			{
				name: 'gru',
				backward: false,
				units: 4,
				gradients: Float64Array.from({ length: timesteps }, (_, timestep) => 0.1 * fading ** (timestep + 1 - timesteps)),
				gates: gates.map((name, gate) => ({ name, openness: Float64Array.of(0.1, 0.2, 0.3, 0.4 + gate / 10) })),
			},
		],
		pieces: false,
		words: {
			words: ['great', 'boring', 'the'],
			places: Float32Array.of(2, 1, -2, 0.5, 0, -1.5),
			effects: Float32Array.of(1.5, -2.25, 0.01),
		},
		...wishes,
	};
}
