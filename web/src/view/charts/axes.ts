// Where a chart's curves are within its box, and what is written beside its axes. Lengths are pixels of the page.

export interface Plane {
	left: number;
	top: number;
	width: number;
	height: number;
}

/** What the axes reach: epochs from 0 to `end`, values from `low` to `high`. */
export interface Extent {
	end: number;
	low: number;
	high: number;
	/** The axis of epochs is that of log(1 + epoch): the first ones are wide, and a long run fits all the same. */
	logarithmic: boolean;
}

/** From values to places, and back to epochs. */
export interface Scale {
	plane: Plane;
	x(epoch: number): number;
	y(value: number): number;
	/** The epoch at a distance from the left of the plane. */
	epochAt(distance: number): number;
}

export interface ChartSize {
	width: number;
	height: number;
	/** A sixteenth of the type size: type, lines and markers grow with the box. */
	unit: number;
	/** There is no room for the numbers beneath the axis, nor for its name. */
	compact: boolean;
}

/** Of a box; `root` is a sixteenth of the page's type size, below which only a compact chart goes. */
export function sizeOf(width: number, height: number, root: number): ChartSize {
	const compact = height < 130 * root || width < 220 * root;
	const growth = Math.min(width / 460, height / 250);
	return { width, height, compact, unit: compact ? 0.85 * root : Math.max(root, growth) };
}

/** `right` is the room for what is written at the ends of the curves. */
export function planeOf({ width, height, unit, compact }: ChartSize, right: number): Plane {
	const [left, top, bottom] = compact ? [32 * unit, 6 * unit, 6 * unit] : [42 * unit, 8 * unit, 38 * unit];
	const end = Math.max(right, 14 * unit);
	return { left, top, width: Math.max(0, width - left - end), height: Math.max(0, height - top - bottom) };
}

export function scaleOf(plane: Plane, { end, low, high, logarithmic }: Extent): Scale {
	const [to, from] = logarithmic ? [Math.log1p, Math.expm1] : [(epoch: number) => epoch, (at: number) => at];
	return {
		plane,
		x: (epoch) => plane.left + (plane.width * to(epoch)) / to(end),
		y: (value) => plane.top + (plane.height * (high - value)) / (high - low),
		epochAt: (distance) => from((to(end) * distance) / plane.width),
	};
}

/** 1, 2 and 5 times the powers of ten, the whole ones alone for epochs. */
const stepsFrom = (power: number) =>
	Array.from({ length: 12 }, (_, index) => index + power).flatMap((exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent));
const wholeSteps = stepsFrom(0);
const anySteps = stepsFrom(-6);

/** The multiples of the smallest step that leaves `space` between two of them, `length` being that of the axis. */
export function ticksOf(low: number, high: number, length: number, space: number, steps: readonly number[] = anySteps): number[] {
	const step = steps.find((one) => (one * length) / (high - low) >= space) ?? high - low;
	const first = Math.ceil(low / step - 1e-9);
	const count = Math.floor(high / step + 1e-9) - first + 1;
	return Array.from({ length: Math.max(0, count) }, (_, index) => (first + index) * step);
}

/** The epochs that are written beneath an axis, with `space` between two of them. */
export function epochTicks({ plane, x }: Scale, { end, logarithmic }: Extent, space: number): number[] {
	if (!logarithmic) {
		return ticksOf(0, end, plane.width, space, wholeSteps);
	}
	const ticks = [0];
	for (const epoch of wholeSteps) {
		if (epoch <= end && x(epoch) - x(ticks.at(-1) ?? 0) >= space) {
			ticks.push(epoch);
		}
	}
	return ticks;
}
