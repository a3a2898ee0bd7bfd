// The little charts beside each run of the chapter: a figure of each epoch, here and as Keras recorded it.

export interface CurvePoint {
	epoch: number;
	value: number;
}

export interface CurveFigure {
	/** Of the points, as an SVG path; empty where there are none. */
	path: string;
	recorded: { x: number; y: number }[];
	/** Through the recorded points; empty where some epochs between them are missing. */
	recordedPath: string;
	/** The values at the lower and the upper edge. */
	low: number;
	high: number;
	/** The epoch at the right edge. */
	last: number;
}

/** The place of each point in a box of `width` by `height`, epoch 1 at its left edge. */
export function curveFigure(
	points: readonly CurvePoint[],
	recorded: readonly CurvePoint[],
	epochs: number,
	width: number,
	height: number,
): CurveFigure {
	const values = [...points, ...recorded].map((point) => point.value).filter(Number.isFinite);
	const low = Math.min(...values);
	const high = Math.max(...values);
	const last = Math.max(epochs, points.at(-1)?.epoch ?? 1, 2);
	const x = (epoch: number) => (width * (epoch - 1)) / (last - 1);
	const y = (value: number) => (high > low ? (height * (high - value)) / (high - low) : height / 2);
	const round = (value: number) => Math.round(10 * value) / 10;
	const path = (line: readonly CurvePoint[]) =>
		line
			.filter((point) => Number.isFinite(point.value))
			.map((point, index) => `${index === 0 ? 'M' : 'L'}${round(x(point.epoch))} ${round(y(point.value))}`)
			.join('');
	return {
		path: path(points),
		recorded: recorded.map((point) => ({ x: round(x(point.epoch)), y: round(y(point.value)) })),
		recordedPath: recorded.at(-1)?.epoch === recorded.length ? path(recorded) : '',
		low,
		high,
		last,
	};
}
