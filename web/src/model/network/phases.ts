// How a batch goes through the drawing: its phases in order, and how far each has come.

export const phases = ['words', 'forward', 'loss', 'backward', 'update'] as const;
export type Phase = (typeof phases)[number];

/** How far each phase has come, from 0 to 1, and which one is going on; null at rest, where all have ended. */
export type Moment = Record<Phase, number> & { phase: Phase | null };

/** Where each phase ends, as a share of the whole. */
const ends: Record<Phase, number> = { words: 0.12, forward: 0.5, loss: 0.62, backward: 0.88, update: 1 };

export const atRest: Moment = { words: 1, forward: 1, loss: 1, backward: 1, update: 1, phase: null };

/** `share` of the time has passed. In steps, a phase is there as a whole as soon as it begins: nothing moves. */
export function momentAt(share: number, inSteps = false): Moment {
	const moment: Moment = { ...atRest };
	let begin = 0;
	for (const phase of phases) {
		const progress = Math.min(1, Math.max(0, (share - begin) / (ends[phase] - begin)));
		moment[phase] = inSteps && share >= begin ? 1 : progress;
		if (share >= begin && share < ends[phase]) {
			moment.phase = phase;
		}
		begin = ends[phase];
	}
	return moment;
}

/** A batch on its own is watched for so long. */
const SINGLE = 2800;
/** Where the next follows sooner than this, its phases would only flicker. */
const LEAST = 600;

/** Milliseconds for the phases of a batch, at a pace of batches a second (null: it is the only one); 0 where there is no time for them. */
export function durationOf(pace: number | null): number {
	const duration = pace === null ? SINGLE : 900 / pace;
	return duration < LEAST ? 0 : duration;
}
