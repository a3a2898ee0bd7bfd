// Where a chart's curves are, and what stands on its axes. Lengths are pixels of the page.

export interface Plane {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** From values to places. */
export interface Scale {
	plane: Plane;
	x(value: number): number;
	y(value: number): number;
}

/** The room around the curves, for the numbers and the names of the axes; `unit` is a sixteenth of the type size. */
export function planeOf(width: number, height: number, unit: number): Plane {
	const [left, top, right, bottom] = [46 * unit, 10, 14, 40 * unit];
	return { left, top, width: Math.max(0, width - left - right), height: Math.max(0, height - top - bottom) };
}

/** Of epochs from 0 to `end`, and of values from `low` to `high`. */
export function scaleOf(plane: Plane, { end, low, high }: { end: number; low: number; high: number }): Scale {
	return {
		plane,
		x: (value) => plane.left + (plane.width * value) / end,
		y: (value) => plane.top + (plane.height * (high - value)) / (high - low),
	};
}

/** 1, 2 and 5 times the powers of ten, the whole ones alone for epochs. */
const stepsFrom = (power: number) =>
	Array.from({ length: 12 }, (_, index) => index + power).flatMap((exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent));
export const wholeSteps = stepsFrom(0);
export const anySteps = stepsFrom(-6);

/** The multiples of the smallest step that leaves `space` between two of them, `length` being that of the axis. */
export function ticksOf(low: number, high: number, length: number, space: number, steps: readonly number[]): number[] {
	const step = steps.find((one) => (one * length) / (high - low) >= space) ?? high - low;
	const first = Math.ceil(low / step - 1e-9);
	const count = Math.floor(high / step + 1e-9) - first + 1;
	return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}
