// The axis that the words of a review share in every picture: one column a word, all of one width, as every
// word is one timestep. What no network reads as a word is folded into a strip on either side: padding, the mark
// of the start, words that all networks cut off.
import type { Reading } from '../../model/inside/reading.ts';

export interface Axis {
	/** The words that have a column: from `first`, before `end`. */
	first: number;
	end: number;
	/** Pixels of a word's column. */
	column: number;
	/** Pixels of the strips; 0 where there is nothing to fold. */
	before: number;
	after: number;
	width: number;
	/** Whether the words are slanted above their columns, or upright where these are narrow. */
	slanted: boolean;
}

const STRIP = 28;
const WIDEST = 72;
const SLANTED_FROM = 26;

/** The axis of the readings of one review in `room` pixels. Columns narrower than `narrowest` are not: then it is scrolled. */
export function axisOf(readings: readonly Reading[], room: number, narrowest: number): Axis {
	const words = readings[0]?.timestepOf.length ?? 0;
	const read = (word: number) => readings.some((reading) => reading.timestepOf[word] !== null);
	const all = Array.from({ length: words }, (_, word) => word);
	const first = all.find(read) ?? 0;
	const end = (all.findLast(read) ?? -1) + 1;
	const before = first > 0 || readings.some((reading) => reading.before.length > 0) ? STRIP : 0;
	const after = end < words || readings.some((reading) => reading.after.length > 0) ? STRIP : 0;
	const count = end - first;
	const fitting = count === 0 ? 0 : Math.floor((room - before - after) / count);
	const column = Math.min(WIDEST, Math.max(narrowest, fitting));
	return { first, end, column, before, after, width: before + count * column + after, slanted: column >= SLANTED_FROM };
}

/** Where the column of a word begins. */
export const leftOf = (axis: Axis, word: number): number => axis.before + (word - axis.first) * axis.column;

export const middleOf = (axis: Axis, word: number): number => leftOf(axis, word) + axis.column / 2;

export const hasColumn = (axis: Axis, word: number | null): word is number =>
	word !== null && word >= axis.first && word < axis.end;

/** The word whose column is nearest to `x`; null where no word has one. */
export function wordAt(axis: Axis, x: number): number | null {
	if (axis.end === axis.first) {
		return null;
	}
	const word = axis.first + Math.floor((x - axis.before) / axis.column);
	return Math.min(axis.end - 1, Math.max(axis.first, word));
}

/** Where a box must be scrolled to, so that a word is in sight; null where it is already. */
export function scrollFor(axis: Axis, word: number, scrolled: number, visible: number): number | null {
	const left = leftOf(axis, word);
	const right = left + axis.column;
	if (left >= scrolled && right <= scrolled + visible) {
		return null;
	}
	return Math.max(0, Math.min(axis.width - visible, left + axis.column / 2 - visible / 2));
}
