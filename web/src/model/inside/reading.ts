// How a network reads a typed review: which timesteps are words, which are padding, and what was cut off.
import type { Trace } from '../../protocol/inside.ts';

export interface Reading {
	/** For each word of the text the timestep that reads it; null where the word was cut off. */
	timestepOf: (number | null)[];
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

const timestepsFrom = (first: number, end: number) => Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);

type Read = Pick<Trace, 'words' | 'timesteps'>;

const readings = new WeakMap<Read, Reading>();

/** Made once for each trace. */
export function readingOf(trace: Read): Reading {
	const reading = readings.get(trace) ?? findReading(trace);
	readings.set(trace, reading);
	return reading;
}

function findReading({ words, timesteps }: Read): Reading {
	const timestepOf = words.map((word) => word.timestep);
	const read = timestepOf.filter((timestep) => timestep !== null);
	// Where no word is read, the timesteps up to the start mark count as before the words.
	const firstRead = read[0] ?? timesteps.findLastIndex((timestep) => timestep.kind === 'start') + 1;
	const lastRead = read.at(-1) ?? firstRead - 1;
	const before = timestepsFrom(0, firstRead);
	const after = timestepsFrom(lastRead + 1, timesteps.length);
	const padding = (among: number[]) => among.filter((timestep) => timesteps[timestep]?.kind === 'padding').length;
	return {
		timestepOf,
		before,
		after,
		paddingBefore: padding(before),
		paddingAfter: padding(after),
		cut: timestepOf.length - read.length,
		cutAtEnd: timestepOf.length > 0 && timestepOf.at(-1) === null,
	};
}

/** The probability after a word; NaN where it was cut off. */
export function probabilityAfter({ timesteps, words }: Read, word: number): number {
	const timestep = words[word]?.timestep;
	return timestep === null || timestep === undefined ? NaN : (timesteps[timestep]?.probability ?? NaN);
}

/** How far a word moved the probability, from the timestep before it; NaN where there is no such. */
export function changeBy(trace: Read, word: number): number {
	const timestep = trace.words[word]?.timestep;
	const before = timestep ? trace.timesteps[timestep - 1]?.probability : undefined;
	return before === undefined ? NaN : probabilityAfter(trace, word) - before;
}
