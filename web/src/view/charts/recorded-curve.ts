// The little chart beside each run of the chapter: validation loss over the epochs, here and as Keras recorded it.

export interface CurvePoint {
	epoch: number;
	valLoss: number;
}

export interface CurveFigure {
	/** Of the points, as an SVG path; empty where there are none. */
	path: string;
	recorded: { x: number; y: number }[];
	/** The losses at the lower and the upper edge. */
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
	const losses = [...points, ...recorded].map((point) => point.valLoss).filter(Number.isFinite);
	const low = Math.min(...losses);
	const high = Math.max(...losses);
	const last = Math.max(epochs, points.at(-1)?.epoch ?? 1, 2);
	const x = (epoch: number) => (width * (epoch - 1)) / (last - 1);
	const y = (loss: number) => (high > low ? (height * (high - loss)) / (high - low) : height / 2);
	const shown = points.filter((point) => Number.isFinite(point.valLoss));
	const round = (value: number) => Math.round(10 * value) / 10;
	const path = shown.map(
		(point, index) => `${index === 0 ? 'M' : 'L'}${round(x(point.epoch))} ${round(y(point.valLoss))}`,
	);
	return {
		path: path.join(''),
		recorded: recorded.map((point) => ({ x: round(x(point.epoch)), y: round(y(point.valLoss)) })),
		low,
		high,
		last,
	};
}
