import type { BatchPoint, Epoch } from '../protocol.ts';

/** More points than a chart has pixels are of no use. */
const MOST_POINTS = 800;

// The points of a line that grows without end, in bounded memory: where they become too many, neighbours are
// merged in pairs, and so are those that follow.
export class ThinnedLine {
	#points: BatchPoint[] = [];
	/** How many batches a point stands for. */
	#stride = 1;
	#waiting: BatchPoint[] = [];

	get points(): readonly BatchPoint[] {
		return this.#points;
	}

	add(batches: readonly BatchPoint[]): void {
		for (const batch of batches) {
			this.#waiting.push(batch);
			if (this.#waiting.length >= this.#stride) {
				this.#points.push(mean(this.#waiting));
				this.#waiting = [];
			}
			if (this.#points.length >= MOST_POINTS) {
				this.#halve();
			}
		}
	}

	#halve(): void {
		const points = this.#points;
		this.#points = [];
		for (let i = 0; i < points.length; i += 2) {
			this.#points.push(mean(points.slice(i, i + 2)));
		}
		this.#stride *= 2;
	}
}

// The position stays that of the last batch, so that the line reaches as far as the run has come.
function mean(batches: BatchPoint[]): BatchPoint {
	const average = (of: (batch: BatchPoint) => number) =>
		batches.reduce((sum, batch) => sum + of(batch), 0) / batches.length;
	return {
		position: batches.at(-1)?.position ?? NaN,
		loss: average((batch) => batch.loss),
		accuracy: average((batch) => batch.accuracy),
	};
}

/** What the charts show: every epoch, and the batches between them. */
export class History {
	readonly epochs: Epoch[] = [];
	readonly batches = new ThinnedLine();

	add(batches: readonly BatchPoint[], epochs: readonly Epoch[]): void {
		this.batches.add(batches);
		this.epochs.push(...epochs);
	}
}
