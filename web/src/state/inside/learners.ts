import type { Probe, WordPlaces } from '../../protocol/inside.ts';
import type { Cell } from '../settings.ts';

/** A network that trains, or has trained last. */
export interface Learner {
	id: string;
	name: string;
	cell: Cell;
	/** A CSS colour. */
	colour: string;
	probe: Probe | null;
	places: WordPlaces | null;
}

/** Lines differ by their dashes too, for those who do not tell the colours apart. */
const dashes = ['', '7 4', '2 4', '9 3 2 3'];

export const dashOf = (index: number): string => dashes[index % dashes.length]!;
