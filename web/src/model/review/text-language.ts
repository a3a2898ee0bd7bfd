import type { Language } from '../../storage/preferences.ts';

/**
 * The language of most words of a text, by their script: a word with a Hangul letter is Korean, also with a foreign name in it, any other
 * word with a letter is taken for English. As many of both are Korean, which borrows more words than it lends. undefined without letters.
 */
export function languageOf(text: string): Language | undefined {
	const words = text.split(/[^\p{L}\p{M}']+/u).filter((word) => /\p{L}/u.test(word));
	const korean = words.filter((word) => /\p{Script=Hangul}/u.test(word)).length;
	return words.length === 0 ? undefined : 2 * korean >= words.length ? 'ko' : 'en';
}
