import { expect, test } from 'vitest';
import { textPlaces } from '../../src/engine/text-places.ts';

test('places in bytes become places in the text', () => {
	const text = 'é 🎬b 재미 c';
	const encoder = new TextEncoder();
	const starts = [...text.matchAll(/[^ ]+/gu)].map((match) => match.index);
	const bytes = starts.map((start) => encoder.encode(text.slice(0, start)).length);
	expect(bytes).toEqual([0, 3, 9, 16]);
	expect(textPlaces(text, bytes)).toEqual(starts);
	expect(textPlaces(text, [encoder.encode(text).length])).toEqual([text.length]);
	expect(textPlaces('', [0])).toEqual([0]);
});

test('a lone surrogate counts as the replacement that it is encoded as', () => {
	const text = '\ud83d a';
	const place = new TextEncoder().encode(text.slice(0, 2)).length;
	expect(textPlaces(text, [place])).toEqual([2]);
});
