// The chart of gradients over timesteps: lines on a logarithmic scale, and what they say in words.
import { pathOf, type Point } from './curve.ts';
import { heightOf, type LogScale } from './log-scale.ts';
import type { Numbers } from '../../model/inside/numbers.ts';

export interface Frame {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** Where timestep `step` of `steps` stands. */
export const stepLeft = (frame: Frame, step: number, steps: number): number =>
	frame.left + (steps < 2 ? frame.width : (frame.width * step) / (steps - 1));

export const valueTop = (frame: Frame, share: number): number => frame.top + frame.height * (1 - share);

/** The timestep nearest to a place. */
export function stepAt(frame: Frame, left: number, steps: number): number {
	const share = (left - frame.left) / frame.width;
	return Math.min(steps - 1, Math.max(0, Math.round(share * (steps - 1))));
}

export function gradientPath(frame: Frame, scale: LogScale, values: Numbers): string {
	const points = Array.from(values, (value: number, step: number): Point | null => {
		const share = heightOf(scale, value);
		return share === null ? null : { x: stepLeft(frame, step, values.length), y: valueTop(frame, share) };
	});
	return pathOf(points);
}

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
