import type { Epoch } from '../../protocol/types.ts';

// What the charts show of a run: every epoch, and the batches between them. Both in bounded memory, however long the
// run: a chart has no more pixels than that.

const MOST_POINTS = 800;
const MOST_EPOCHS = 1000;

/** An epoch with its number, from 1. */
export interface NumberedEpoch extends Epoch {
	number: number;
}

/** A line as it is stored. */
export interface KeptLine {
	positions: number[];
	loss: number[];
	accuracy: number[];
	stride: number;
}

// The trained batches, column by column. Where they become too many, neighbours are merged in pairs into their means,
// and so are those that follow.
export class ThinnedLine {
	static of({ positions, loss, accuracy, stride }: KeptLine): ThinnedLine {
		const line = new ThinnedLine();
		line.positions = positions;
		line.loss = loss;
		line.accuracy = accuracy;
		line.#stride = stride;
		return line;
	}

	/** In epochs: 2.5 is the middle of the third. That of the last batch of each point, so that the line reaches its end. */
	positions: number[] = [];
	loss: number[] = [];
	/** The mean over the epoch's reviews up to there. */
	accuracy: number[] = [];

	/** How many batches a point is the mean of. */
	#stride = 1;
	#waiting = { count: 0, loss: 0, accuracy: 0 };

	/** Three numbers for each batch, as in Update of protocol/training.ts. */
	add(batches: Float64Array): void {
		for (let i = 0; i + 2 < batches.length; i += 3) {
			this.#addBatch(batches[i] ?? NaN, batches[i + 1] ?? NaN, batches[i + 2] ?? NaN);
		}
	}

	kept(): KeptLine {
		const { positions, loss, accuracy } = this;
		return { positions: [...positions], loss: [...loss], accuracy: [...accuracy], stride: this.#stride };
	}

	/** Takes back what there is from a position on: it is trained once more. */
	cutFrom(position: number): void {
		const count = this.positions.findLastIndex((at) => at < position) + 1;
		for (const column of [this.positions, this.loss, this.accuracy]) {
			column.length = count;
		}
		this.#waiting = { count: 0, loss: 0, accuracy: 0 };
	}

	#addBatch(position: number, loss: number, accuracy: number): void {
		const waiting = this.#waiting;
		waiting.count++;
		waiting.loss += loss;
		waiting.accuracy += accuracy;
		if (waiting.count < this.#stride) {
			return;
		}
		this.positions.push(position);
		this.loss.push(waiting.loss / waiting.count);
		this.accuracy.push(waiting.accuracy / waiting.count);
		this.#waiting = { count: 0, loss: 0, accuracy: 0 };
		if (this.positions.length >= MOST_POINTS) {
			this.positions = this.positions.filter((_, index) => index % 2 === 1);
			this.loss = meansOfPairs(this.loss);
			this.accuracy = meansOfPairs(this.accuracy);
			this.#stride *= 2;
		}
	}
}

function meansOfPairs(values: number[]): number[] {
	return Array.from({ length: values.length >> 1 }, (_, i) => ((values[2 * i] ?? NaN) + (values[2 * i + 1] ?? NaN)) / 2);
}

/** Epochs as they are stored. */
export interface KeptEpochs {
	epochs: NumberedEpoch[];
	best: NumberedEpoch | null;
	count: number;
	stride: number;
}

// The finished epochs. Where they become too many, every other one goes: those that stay are as they were measured.
// The first, the best and the last are always there.
export class ThinnedEpochs {
	static of({ epochs, best, count, stride }: KeptEpochs): ThinnedEpochs {
		const line = new ThinnedEpochs();
		line.#kept.push(...epochs);
		line.best = best;
		line.count = count;
		line.#stride = stride;
		return line;
	}

	readonly #kept: NumberedEpoch[] = [];
	#stride = 1;
	/** How many there have been. */
	count = 0;
	/** That of the trainer or, where none is named, the one with the lowest validation loss, the first of them. */
	best: NumberedEpoch | null = null;

	get last(): NumberedEpoch | null {
		return this.#kept.at(-1) ?? null;
	}

	get all(): readonly NumberedEpoch[] {
		return this.#kept;
	}

	/** `bestEpoch` is the number of the best so far, which follows from the settings. */
	add(epochs: readonly Epoch[], bestEpoch?: number): void {
		for (const epoch of epochs) {
			const numbered = { ...epoch, number: ++this.count };
			const isBest = bestEpoch === undefined ? !this.best || numbered.valLoss < this.best.valLoss : numbered.number === bestEpoch;
			if (isBest) {
				this.best = numbered;
			}
			if (!this.#stays(this.#kept.at(-1)?.number ?? 1)) {
				this.#kept.pop(); // it was there as the last
			}
			this.#kept.push(numbered);
			if (this.#kept.length > MOST_EPOCHS) {
				this.#stride *= 2;
				const staying = this.#kept.filter(({ number }) => this.#stays(number) || number === this.count);
				this.#kept.splice(0, this.#kept.length, ...staying);
			}
		}
	}

	kept(): KeptEpochs {
		return { epochs: [...this.#kept], best: this.best, count: this.count, stride: this.#stride };
	}

	#stays(number: number): boolean {
		return (number - 1) % this.#stride === 0;
	}

	/** The epoch of this number or, where it has gone, the nearest before it; null outside of what there is. */
	at(number: number): NumberedEpoch | null {
		if (number < 1 || number > this.count) {
			return null;
		}
		if (this.best?.number === number) {
			return this.best;
		}
		const index = this.#kept.findLastIndex((epoch) => epoch.number <= number);
		return this.#kept[index] ?? null;
	}
}

export interface KeptHistory {
	epochs: KeptEpochs;
	batches: KeptLine;
}

// What depends on it is drawn again when it is published: what has been added is there at once, and shown then.
export class History {
	readonly #epochs: ThinnedEpochs;
	readonly #batches: ThinnedLine;
	#version = $state(0);

	constructor(epochs = new ThinnedEpochs(), batches = new ThinnedLine()) {
		this.#epochs = epochs;
		this.#batches = batches;
	}

	static of({ epochs, batches }: KeptHistory): History {
		return new History(ThinnedEpochs.of(epochs), ThinnedLine.of(batches));
	}

	get epochs(): ThinnedEpochs {
		void this.#version;
		return this.#epochs;
	}

	get batches(): ThinnedLine {
		void this.#version;
		return this.#batches;
	}

	kept(): KeptHistory {
		return { epochs: this.#epochs.kept(), batches: this.#batches.kept() };
	}

	add(batches: Float64Array, epochs: readonly Epoch[], bestEpoch?: number): void {
		this.#batches.add(batches);
		this.#epochs.add(epochs, bestEpoch);
	}

	publish(): void {
		this.#version++;
	}
}
