// A review in pieces of words: they join to words, which is what influence is shown of.
import { describe, expect, test } from 'vitest';
import type { Trace } from '../../../src/protocol/inside.ts';
import { en } from '../../../src/i18n/en.ts';
import { insideTexts } from '../../../src/i18n/inside.ts';
import { influenceOf, wordInfluenceOf } from '../../../src/model/inside/influence.ts';
import { cutAlike } from '../../../src/model/inside/selection.svelte.ts';
import { tokenText, wholeWordOf, wordsOf, wordText } from '../../../src/model/inside/words.ts';
import { placeOf, wordOf } from '../../../src/view/inside/descriptions.ts';
import { madeUpTrace } from './made-up-trace.ts';

const locale = { text: en, language: 'en' as const };

/** "a wonderful film" as a | wonder | ful | film. */
function pieces(): Trace {
	const whole = madeUpTrace('a wonder ful film', { length: 6 });
	const text = 'a wonderful film';
	const places = [[0, 1, 0], [2, 8, 1], [8, 11, 1], [12, 16, 2]] as const;
	const words = whole.words.map((word, index) => {
		const [start, end, of] = places[index]!;
		const name = text.slice(start, end);
		return { ...word, start, end, word: of, piece: index === 2 ? `·${name}` : name, without: index === 1 || index === 2 ? 0.25 : 0.5, moved: index };
	});
	return { ...whole, text, words };
}

describe('pieces', () => {
	test('join to the words of the text; whole words are alone', () => {
		const trace = pieces();
		expect(wordsOf(trace)).toEqual([{ first: 0, end: 1 }, { first: 1, end: 3 }, { first: 3, end: 4 }]);
		expect(wordsOf(trace).map((span) => wordText(trace, span))).toEqual(['a', 'wonderful', 'film']);
		const words = madeUpTrace('a wonderful film');
		expect(wordsOf(words)).toEqual([0, 1, 2].map((first) => ({ first, end: first + 1 })));
	});

	test('are named with the word that they belong to, and counted as pieces', () => {
		const trace = pieces();
		expect([0, 1, 2, 3].map((token) => tokenText(trace, token))).toEqual(['a', 'wonder', '·ful', 'film']);
		expect([0, 1, 2, 3].map((token) => wholeWordOf(trace, token))).toEqual(['', 'wonderful', 'wonderful', '']);
		expect(wordOf(trace, 2)).toBe('·ful (wonderful)');
		expect(placeOf(trace, 2, locale)).toBe(insideTexts.en.words.ofPieces(3, 4));
		const words = madeUpTrace('a wonderful film');
		expect(wordOf(words, 1)).toBe('wonderful');
		expect(placeOf(words, 1, locale)).toBe(insideTexts.en.words.of(2, 3));
	});

	test('a word’s influence is that without all of it, or the sum of its pieces’ slopes', () => {
		const trace = pieces();
		expect([...influenceOf(trace, 'slope')]).toEqual([0, 1, 2, 3]);
		expect([...wordInfluenceOf(trace, 'slope')]).toEqual([0, 3, 3]);
		const without = wordInfluenceOf(trace, 'leftOut');
		expect(without[1]).toBeCloseTo(trace.prediction.logit - 0.25, 6);
		expect(without.length).toBe(3);
	});

	test('a word of which the first piece was cut off has the influence of what is read; all cut off, none', () => {
		const trace = pieces();
		const cut = (...tokens: number[]): Trace => ({ ...trace, words: trace.words.map((word, token) => (tokens.includes(token) ? { ...word, timestep: null } : word)) });
		expect([...wordInfluenceOf(cut(0, 1), 'slope')]).toEqual([NaN, 2, 3]);
		expect([...wordInfluenceOf(cut(0, 1, 2), 'slope')]).toEqual([NaN, NaN, 3]);
	});

	test('networks are compared in columns only where they cut the review alike', () => {
		expect(cutAlike(pieces(), pieces())).toBe(true);
		expect(cutAlike(pieces(), madeUpTrace('a wonderful film'))).toBe(false);
		expect(cutAlike(madeUpTrace('ab c'), madeUpTrace('a, c'))).toBe(false);
		expect(cutAlike(madeUpTrace('a wonderful film'), madeUpTrace('a wonderful film', { cell: 'gru' }))).toBe(true);
	});
});
