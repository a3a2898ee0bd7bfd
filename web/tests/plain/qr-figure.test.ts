// The QR code of a link: another library reads from its pixels what was put in.
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { hideable } from '../../src/model/settings/lesson.svelte.ts';
import { writeLink } from '../../src/model/settings/link.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { qrFigure } from '../../src/view/qr-figure.ts';

/** The figure's pixels, `scale` to a module: black where the path has a module, white elsewhere. */
function read(text: string, scale = 4): { text: string | undefined; margin: number } {
	const { size, path } = qrFigure(text);
	const width = size * scale;
	const pixels = new Uint8ClampedArray(4 * width * width).fill(255);
	const modules = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
	for (const [x, y] of modules) {
		for (let row = y * scale; row < (y + 1) * scale; row++) {
			for (let column = x * scale; column < (x + 1) * scale; column++) {
				pixels.fill(0, 4 * (row * width + column), 4 * (row * width + column) + 3);
			}
		}
	}
	const places = modules.flat();
	return { text: jsQR(pixels, width, width)?.data, margin: Math.min(...places, size - 1 - Math.max(...places)) };
}

describe('a QR code', () => {
	const settings = { ...pageDefaults, units: '512,512,512,512', 'learning-rate': '0.000123456789' };
	const longest = writeLink({
		settings,
		cells: ['simple-rnn', 'lstm', 'gru'],
		corpus: 'imdb',
		reviews: '0123456789ab',
		edition: 2,
		language: 'ko',
		run: true,
		hide: [...hideable],
		part: 'textbook',
	});

	test.each([
		['an address', 'https://example.org/unroll/'],
		['the longest link of the page', `https://a-rather-long-name.example.org/courses/unroll/${longest}`],
	])('of %s is read back, and has a light margin of four modules', (_, link) => {
		expect(read(link)).toEqual({ text: link, margin: 4 });
	});
});
