// What the gradients of a network say in words.
import type { Numbers } from '../../model/inside/numbers.ts';

export type Fading = { kind: 'vanishes' } | { kind: 'even' } | { kind: 'shrinks' | 'grows'; factor: number };

/** How the gradient at the first timestep compares with the one at the last. */
export function fadingOf(values: Numbers): Fading | null {
	const first = values[0];
	const last = values.at(-1);
	if (first === undefined || last === undefined || !(last > 0)) {
		return null;
	}
	if (!(first > 0)) {
		return { kind: 'vanishes' };
	}
	const factor = last / first;
	if (factor > 0.8 && factor < 1.25) {
		return { kind: 'even' };
	}
	return factor > 1 ? { kind: 'shrinks', factor } : { kind: 'grows', factor: 1 / factor };
}
