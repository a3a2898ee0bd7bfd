import type { History } from './history.ts';

export type Metric = 'loss' | 'accuracy';

/** Columns for uPlot: positions in epochs, then the batches, train and validation, null where there is none. */
export type ChartData = [number[], (number | null)[], (number | null)[], (number | null)[]];

/** The lines of one metric on one common axis. */
export function chartData(history: History, metric: Metric): ChartData {
	const data: ChartData = [[], [], [], []];
	const put = (
		position: number,
		batch: number | null,
		train: number | null,
		validation: number | null,
	): void => {
		data[0].push(position);
		data[1].push(batch);
		data[2].push(train);
		data[3].push(validation);
	};
	const epochs = history.epochs.all;
	let next = 0;
	const putEpochsBefore = (position: number) => {
		for (; (epochs[next]?.number ?? Infinity) < position; next++) {
			putEpoch(null);
		}
	};
	const putEpoch = (batch: number | null) => {
		const values = epochs[next];
		if (values) {
			const { number, loss, accuracy, valLoss, valAccuracy } = values;
			put(number, batch, metric === 'loss' ? loss : accuracy, metric === 'loss' ? valLoss : valAccuracy);
		}
	};
	const { positions, [metric]: values } = history.batches;
	positions.forEach((position, index) => {
		const value = values[index] ?? null;
		putEpochsBefore(position);
		if (position === epochs[next]?.number) {
			putEpoch(value);
			next++;
		} else {
			put(position, value, null, null);
		}
	});
	putEpochsBefore(Infinity);
	return data;
}

const niceEnds = [1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800, 1200, 2000, 3000, 5000, 10_000];

/** How far the axis of epochs reaches: it grows in steps, so that the curves do not shrink all the time. */
export function axisEnd(position: number): number {
	return niceEnds.find((end) => end >= position) ?? position;
}
