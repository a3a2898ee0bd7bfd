// The words of a review that a network reads in pieces: each token is a timestep, and those of one word belong together.
import type { Trace } from '../../protocol/inside.ts';
import type { Numbers } from './numbers.ts';

type Read = Pick<Trace, 'text' | 'words'>;

/** The tokens of a word: from `first`, before `end`. */
export interface WordSpan {
	first: number;
	end: number;
}

const spans = new WeakMap<Read, WordSpan[]>();

/** The words of a review, made once for each trace; where it is not cut into pieces, one for each token. */
export function wordsOf(trace: Read): WordSpan[] {
	const found = spans.get(trace) ?? findWords(trace);
	spans.set(trace, found);
	return found;
}

function findWords({ words }: Read): WordSpan[] {
	const found: WordSpan[] = [];
	words.forEach(({ word }, index) => {
		const last = found.at(-1);
		if (last && words[last.first]?.word === word) {
			last.end = index + 1;
		} else {
			found.push({ first: index, end: index + 1 });
		}
	});
	return found;
}

/** A token as it is shown: a word of the text, or a piece of one. */
export function tokenText({ text, words }: Read, token: number): string {
	const place = words[token];
	return place ? (place.piece ?? text.slice(place.start, place.end)) : '';
}

/** A whole word. */
export const wordText = ({ text, words }: Read, { first, end }: WordSpan): string =>
	text.slice(words[first]?.start, words[end - 1]?.end);

/** The word that a token is a piece of; '' where it is all of it. */
export function wholeWordOf(trace: Read, token: number): string {
	const span = wordsOf(trace).find(({ first, end }) => token >= first && token < end);
	return span && span.end - span.first > 1 ? wordText(trace, span) : '';
}

/** (words): `values` of the tokens, of those that are numbers: added up or, where each is that of the whole word, the last. */
export function joined(trace: Read, values: Numbers, add: boolean): Float32Array {
	return Float32Array.from(wordsOf(trace), ({ first, end }) => {
		const known = Array.from(values).slice(first, end).filter((value) => !Number.isNaN(value));
		return known.length === 0 ? NaN : add ? known.reduce((sum, value) => sum + value) : known.at(-1)!;
	});
}
