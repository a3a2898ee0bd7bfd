// The colours of runs are seen on the card in both themes: WCAG 2.2 asks for a contrast of 3 for what means something.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runLook } from '../../src/state/run-look.ts';
import { choices } from '../../src/state/settings.ts';

const css = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split("data-theme='dark'");

function colourOf(theme: string, name: string): string {
	return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1] ?? '';
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: string): number {
	const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
	const [red = 0, green = 0, blue = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

describe.each([
	['light', light],
	['dark', dark],
])('the colours of runs, %s', (_, theme) => {
	const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

	test('every run has one, with enough contrast to the card', () => {
		const card = colourOf(theme, 'card');
		for (const cell of choices.cell) {
			for (const number of numbers) {
				const { colour } = runLook({ cell, number });
				expect(colourOf(theme, colour), colour).toMatch(/^#/);
				expect(contrast(colourOf(theme, colour), card), colour).toBeGreaterThanOrEqual(3);
			}
		}
	});

	test('twelve races in a row look different, by shade and marker', () => {
		const looks = numbers.map((number) => JSON.stringify(runLook({ cell: 'lstm', number })));
		expect(new Set(looks).size).toBe(12);
	});

	test('no two colours are the same', () => {
		const all = choices.cell.flatMap((cell) => [1, 2, 3].map((shade) => colourOf(theme, `${cell}-${shade}`)));
		expect(new Set(all).size).toBe(9);
	});
});
