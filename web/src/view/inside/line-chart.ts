// A chart of lines over steps, such as timesteps: the places of its parts.
import { pathOf, type Point } from './curve.ts';

export interface Frame {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** The place of step `step` of `steps`. */
export const stepLeft = (frame: Frame, step: number, steps: number): number =>
	frame.left + (steps < 2 ? frame.width : (frame.width * step) / (steps - 1));

export const valueTop = (frame: Frame, share: number): number => frame.top + frame.height * (1 - share);

/** The index of the place that is nearest; places are steps, in order. */
export function nearestTo(frame: Frame, left: number, places: readonly number[], steps: number): number {
	const distances = places.map((step) => Math.abs(stepLeft(frame, step, steps) - left));
	return distances.indexOf(Math.min(...distances));
}

/** The height of a value, 0 to 1; null where it cannot be shown. */
type Height = (value: number) => number | null;

function pointsOf(frame: Frame, places: readonly number[], steps: number, values: ArrayLike<number>, height: Height): (Point | null)[] {
	return Array.from(values, (value: number, index: number) => {
		const share = height(value);
		return share === null ? null : { x: stepLeft(frame, places[index] ?? 0, steps), y: valueTop(frame, share) };
	});
}

export function linePath(frame: Frame, places: readonly number[], steps: number, values: ArrayLike<number>, height: Height): string {
	return pathOf(pointsOf(frame, places, steps, values, height));
}

/** The band from each value less its spread to each value with its spread. */
export function bandPath(frame: Frame, places: readonly number[], steps: number, values: ArrayLike<number>, spread: ArrayLike<number>, height: Height): string {
	const edge = (sign: 1 | -1) => Array.from(values, (value: number, index: number) => value + sign * (spread[index] ?? 0));
	const upper = pointsOf(frame, places, steps, edge(1), height);
	const lower = pointsOf(frame, places, steps, edge(-1), height);
	return `${pathOf([...upper, ...lower.reverse()])}Z`;
}
