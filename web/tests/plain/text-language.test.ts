// A typed text is answered by the networks of its language.
import { expect, test } from 'vitest';
import { languageOf } from '../../src/model/review/text-language.ts';

test.each([
	['a dull film', 'en'],
	['재미있어요', 'ko'],
	['ㅋㅋㅋ', 'ko'], // letters alone
	['재미있어요'.normalize('NFD'), 'ko'],
	['CG가 별로', 'ko'], // a foreign word with a Korean particle
	['Avatar 최고', 'ko'], // as many of both
	['The Host (괴물) is a great film', 'en'],
	["it's not bad", 'en'],
	['un film très ennuyeux', 'en'], // no networks for it: English ones say what they do not know
	['10/10 재밌다', 'ko'],
])('%s: %s', (text, language) => {
	expect(languageOf(text)).toBe(language);
});

test.each(['', '10/10', '★★★★☆', '!!!'])('"%s" has no language', (text) => {
	expect(languageOf(text)).toBeUndefined();
});
