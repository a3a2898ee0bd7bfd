// How a network reads a typed review: which timesteps are words, which are padding, and what was cut off.
import type { Trace } from '../../protocol/inside.ts';

export interface Reading {
	/** For each word of the text the timestep that reads it; null where the word was cut off. */
	stepOf: (number | null)[];
	/** The timesteps before the first word and after the last: padding, and the mark of the start. */
	before: number[];
	after: number[];
	/** Of them, padding. */
	paddingBefore: number;
	paddingAfter: number;
	/** How many words were cut off, and whether it was at the end. */
	cut: number;
	cutAtEnd: boolean;
}

const stepsFrom = (first: number, end: number) => Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);

type Read = Pick<Trace, 'words' | 'steps'>;

const readings = new WeakMap<Read, Reading>();

/** Made once for each trace. */
export function readingOf(trace: Read): Reading {
	const reading = readings.get(trace) ?? findReading(trace);
	readings.set(trace, reading);
	return reading;
}

function findReading({ words, steps }: Read): Reading {
	const stepOf = words.map((word) => word.step);
	const read = stepOf.filter((step) => step !== null);
	// Where no word is read, the timesteps up to the start mark count as before the words.
	const firstRead = read[0] ?? steps.findLastIndex((step) => step.kind === 'start') + 1;
	const lastRead = read.at(-1) ?? firstRead - 1;
	const before = stepsFrom(0, firstRead);
	const after = stepsFrom(lastRead + 1, steps.length);
	const padding = (among: number[]) => among.filter((step) => steps[step]?.kind === 'padding').length;
	return {
		stepOf,
		before,
		after,
		paddingBefore: padding(before),
		paddingAfter: padding(after),
		cut: stepOf.length - read.length,
		cutAtEnd: stepOf.length > 0 && stepOf.at(-1) === null,
	};
}

/** The probability after a word; NaN where it was cut off. */
export function probabilityAfter({ steps, words }: Read, word: number): number {
	const step = words[word]?.step;
	return step === null || step === undefined ? NaN : (steps[step]?.probability ?? NaN);
}

/** How far a word moved the probability, from the timestep before it; NaN where there is no such. */
export function changeBy(trace: Read, word: number): number {
	const step = trace.words[word]?.step;
	const before = step ? trace.steps[step - 1]?.probability : undefined;
	return before === undefined ? NaN : probabilityAfter(trace, word) - before;
}
