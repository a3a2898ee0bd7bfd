import { expect, test } from 'vitest';
import { pieces } from '../../src/engine/pieces.ts';

test('cuts at bytes, whatever characters stand between', () => {
	const text = 'é 🎬b c';
	// 'é' is bytes 0–2, '🎬b' 3–8, 'c' 9–10.
	const unknown = [
		{ start: 0, end: 2 },
		{ start: 9, end: 10 },
	];
	expect(pieces(text, unknown)).toEqual([
		{ text: 'é', unknown: true },
		{ text: ' 🎬b ', unknown: false },
		{ text: 'c', unknown: true },
	]);
});

test('a text without words is one piece, an empty one none', () => {
	expect(pieces(' … ', [])).toEqual([{ text: ' … ', unknown: false }]);
	expect(pieces('', [])).toEqual([]);
});

test('a byte order mark stays, so that the pieces joined are the text', () => {
	const text = '\ufeffa';
	expect(pieces(text, []).map((piece) => piece.text)).toEqual([text]);
});
