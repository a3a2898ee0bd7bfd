// The colours of runs are seen on the card in both themes: WCAG 2.2 asks for a contrast of 3 for what means something. And they are
// told apart, also by the colour-blind.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classColour, classGround } from '../../src/view/class-look.ts';
import { runLook } from '../../src/model/runs/run-look.ts';
import { allCells } from '../../src/model/settings/settings.ts';

const css = readFileSync(new URL('../../src/styles/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split("data-theme='dark'");

function colourOf(theme: string, name: string): string {
	return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1] ?? '';
}

type Three = [number, number, number];
type Matrix = [Three, Three, Three];

const times = (matrix: Matrix, [a, b, c]: Three): Three => matrix.map((row) => row[0] * a + row[1] * b + row[2] * c) as Three;

/** Red, green and blue in linear light. */
function linear(colour: string): Three {
	const channels = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
	return channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Three;
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: string): number {
	const [red, green, blue] = linear(colour);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How colours are seen: the matrices of Machado, Oliveira and Fernandes (2009) at full severity, for linear light. */
const eyes: Record<string, Matrix> = {
	usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
	protanopic: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
	deuteranopic: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
	tritanopic: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

/** Oklab: https://bottosson.github.io/posts/oklab/. Distances in it are about as large as they look; 0.02 is just seen. */
function oklab(light: Three): Three {
	const cones = times(
		[[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566], [0.0883024619, 0.2817188376, 0.6299787005]],
		light,
	).map(Math.cbrt) as Three;
	return times(
		[[0.2104542553, 0.793617785, -0.0040720468], [1.9779984951, -2.428592205, 0.4505937099], [0.0259040371, 0.7827717662, -0.808675766]],
		cones,
	);
}

function distance(a: string, b: string, eye: string): number {
	const seen = (colour: string) =>
		oklab(times(eyes[eye]!, linear(colour)).map((channel) => Math.min(1, Math.max(0, channel))) as Three);
	const [one, other] = [seen(a), seen(b)];
	return Math.hypot(...one.map((value, index) => value - other[index]!));
}

function contrast(a: string, b: string): number {
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
}

// Neighbours in the bar of a prediction are the more apart: whoever sees them compares them.
const classCss = readFileSync(new URL('../../src/components/classes.css', import.meta.url), 'utf8');
const [classLight = '', classDark = ''] = classCss.split("data-theme='dark'");

describe.each([
	['light', light, classLight],
	['dark', dark, classDark],
])('the colours of classes, %s', (_, theme, classes) => {
	const labels = Array.from({ length: 20 }, (_, label) => label);

	test('are seen on the card, and told apart by all eyes', () => {
		const colours = [...new Set(labels.map((label) => colourOf(classes, classColour(label))))];
		expect(colours).toHaveLength(7);
		for (const [index, colour] of colours.entries()) {
			expect(contrast(colour, colourOf(theme, 'card')), colour).toBeGreaterThanOrEqual(3);
			for (const other of colours.slice(index + 1)) {
				for (const eye of Object.keys(eyes)) {
					expect(distance(colour, other, eye), `${colour} and ${other}, ${eye} eyes`).toBeGreaterThan(0.12);
				}
			}
		}
	});

	test('all twenty differ, by colour or stripes; where colours are forced, by the turn and width of theirs', () => {
		const grounds = labels.map(classGround);
		expect(new Set(grounds.map(({ class: name, style }) => name + style.split(';')[0])).size).toBe(20);
		expect(new Set(grounds.map(({ style }) => style.slice(style.indexOf('--turn')))).size).toBe(20);
	});
});

describe.each([
	['light', light],
	['dark', dark],
])('the colours of runs, %s', (_, theme) => {
	const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

	test('every run has one, with enough contrast to the card', () => {
		const card = colourOf(theme, 'card');
		for (const cell of allCells) {
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

	const all = allCells.flatMap((cell) => [1, 2, 3].map((shade) => ({ cell, shade, colour: colourOf(theme, `${cell}-${shade}`) })));

	test.each(Object.keys(eyes))('no two are alike, least of all those that race together: %s eyes', (eye) => {
		for (const [index, one] of all.entries()) {
			for (const other of all.slice(index + 1)) {
				const far = one.cell === other.cell ? 0.05 : one.shade === other.shade ? 0.12 : 0.06;
				const names = `${one.cell}-${one.shade} and ${other.cell}-${other.shade}`;
				expect(distance(one.colour, other.colour, eye), names).toBeGreaterThan(far);
			}
		}
	});

	test.each([
		['usual', 0.12],
		['protanopic', 0.08],
		['deuteranopic', 0.08],
	] as const)('none is taken for positive or negative: %s eyes', (eye, far) => {
		for (const { cell, shade, colour } of all) {
			for (const name of ['positive', 'negative']) {
				expect(distance(colour, colourOf(theme, name), eye), `${cell}-${shade} and ${name}`).toBeGreaterThan(far);
			}
		}
	});
});
