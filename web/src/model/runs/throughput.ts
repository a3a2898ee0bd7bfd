import type { Progress, SettingTexts } from '../../protocol/types.ts';
import { pageDefaults, valueIn } from '../settings/settings.ts';

/** The pace is that of the last so many milliseconds of computing. */
const WINDOW = 2000;

/** The share of an epoch's time that its validation takes, forward only: about a third of the time for each review. */
export function validationShare(settings: SettingTexts): number {
	const heldOut = valueIn(settings, 'held-out') === 'test' ? 0.5 : Number(settings.validation); // halves are mostly alike
	return Number.isFinite(heldOut) ? heldOut / (3 - 2 * heldOut) : 0;
}

interface Mark {
	busy: number;
	/** Reviews trained since the run began. */
	reviews: number;
	/** Epochs done, with the part of the running one. */
	position: number;
	/** Of an epoch. */
	trainReviews: number;
}

function mark(progress: Progress, busy: number, share: number): Mark {
	const { phase, batch, batches, finishedEpochs, trainReviews } = progress;
	const part = batches > 0 ? batch / batches : 0;
	if (phase === 'training') {
		return {
			busy,
			trainReviews,
			reviews: (finishedEpochs + part) * trainReviews,
			position: finishedEpochs + part * (1 - share),
		};
	}
	if (phase === 'validating') {
		const position = finishedEpochs + 1 - share * (1 - part);
		return { busy, trainReviews, reviews: (finishedEpochs + 1) * trainReviews, position };
	}
	return { busy, trainReviews, reviews: finishedEpochs * trainReviews, position: finishedEpochs };
}

/** How many epochs are done, with the part of the running one; `share` is that of validation in an epoch. */
export const epochsDone = (progress: Progress, share: number): number => mark(progress, 0, share).position;

/**
 * How fast a run is, and how long it will take: both from its last seconds of computing. `most` is how many reviews per second the
 * pace that is set allows; null where it trains as fast as it can.
 */
export class Throughput {
	#marks: Mark[] = [];

	/** `share` is that of validation in an epoch. */
	add(progress: Progress, busy: number, share = validationShare(pageDefaults)): void {
		this.#marks.push(mark(progress, busy, share));
		while (this.#marks.length > 2 && (this.#marks[1]?.busy ?? busy) < busy - WINDOW) {
			this.#marks.shift();
		}
	}

	/** null before anything has been measured. */
	reviewsPerSecond(most: number | null = null): number | null {
		const measured = this.#perMillisecond((at) => at.reviews, 1000);
		return measured === null || most === null ? (measured ?? most) : Math.min(measured, most);
	}

	/** Milliseconds to the last epoch, should the run not stop early. */
	timeLeft(epochs: number, most: number | null = null): number | null {
		const last = this.#marks.at(-1);
		const speed = this.#perMillisecond((at) => at.position, 1);
		const computing = speed === null ? null : Math.max(0, epochs - (last?.position ?? 0)) / speed;
		if (!last || most === null) {
			return computing;
		}
		const waiting = (1000 * Math.max(0, epochs * last.trainReviews - last.reviews)) / most;
		return Math.max(waiting, computing ?? 0);
	}

	#perMillisecond(of: (at: Mark) => number, factor: number): number | null {
		const first = this.#marks.at(0);
		const last = this.#marks.at(-1);
		if (!first || !last || last.busy <= first.busy || of(last) <= of(first)) {
			return null;
		}
		return (factor * (of(last) - of(first))) / (last.busy - first.busy);
	}
}
