import { expect, test } from 'vitest';
import { pieces } from '../../src/engine/pieces.ts';

test('cuts at bytes, whatever characters stand between', () => {
	const text = 'é 🎬b c';
	// 'é' is bytes 0–2, '🎬b' 3–8, 'c' 9–10.
	const places = new Uint32Array([0, 2, 2, 3, 8, 7, 9, 10, 2]);
	expect(pieces(text, places, 2)).toEqual([
		{ text: 'é', unknown: true },
		{ text: ' 🎬b ', unknown: false },
		{ text: 'c', unknown: true },
	]);
});

test('a text without words is one piece, an empty one none', () => {
	expect(pieces(' … ', new Uint32Array(), 2)).toEqual([{ text: ' … ', unknown: false }]);
	expect(pieces('', new Uint32Array(), 2)).toEqual([]);
});

test('a byte order mark stays, so that the pieces joined are the text', () => {
	const text = '\ufeffa';
	expect(pieces(text, new Uint32Array(), 2).map((piece) => piece.text)).toEqual([text]);
});
