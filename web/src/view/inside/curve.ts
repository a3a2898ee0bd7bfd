// Lines as SVG paths: the running probability over the words.
import type { TraceTimestep } from '../../protocol/inside.ts';
import { hasColumn, middleOf, type Axis } from './word-axis.ts';
import type { Reading } from '../../model/inside/reading.ts';

export interface Point {
	x: number;
	y: number;
}

const round = (value: number) => Math.round(10 * value) / 10;

/** A path through the points; a null breaks it. */
export function pathOf(points: readonly (Point | null)[]): string {
	let path = '';
	let pen = false;
	for (const point of points) {
		if (point) {
			path += `${pen ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`;
		}
		pen = point !== null;
	}
	return path;
}

/**
 * The points of the running probability, from the strip before the words to the one after them; null for a word
 * that was cut off. `top` and `bottom` are the heights of 1 and 0.
 */
export function probabilityPoints(
	axis: Axis,
	reading: Reading,
	timesteps: readonly TraceTimestep[],
	top: number,
	bottom: number,
): (Point | null)[] {
	const point = (x: number, timestep: number | null | undefined): Point | null => {
		const value = timestep === null || timestep === undefined ? NaN : (timesteps[timestep]?.probability ?? NaN);
		return Number.isFinite(value) ? { x, y: bottom + (top - bottom) * value } : null;
	};
	const { before, after, timestepOf } = reading;
	const words = timestepOf.flatMap((timestep, word) => (hasColumn(axis, word) ? [point(middleOf(axis, word), timestep)] : []));
	return [
		...(before.length > 0 ? [point(axis.before / 2, before.at(-1))] : []),
		...words,
		...(after.length > 0 ? [point(axis.width - axis.after / 2, after.at(-1))] : []),
	];
}
