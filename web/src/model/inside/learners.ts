import type { Probe, ProbeLayer, Reach } from '../../protocol/inside.ts';

/** A network that trains, or has trained last, as it was probed last. */
export interface Learner {
	id: string;
	name: string;
	/** A CSS colour. */
	colour: string;
	probe: Probe;
	/** null until it has been measured. */
	reach: Reach | null;
}

/** The layer that the prediction is made from, in the direction of the text; all layers below learn by way of it. */
export const topLayer = ({ probe }: Learner): ProbeLayer => probe.layers.findLast(({ backward }) => !backward)!;

/** Lines differ by their dashes too, for those who cannot distinguish the colours. */
const dashes = ['', '7 4', '2 4', '9 3 2 3'];

export const dashOf = (index: number): string => dashes[index % dashes.length]!;
