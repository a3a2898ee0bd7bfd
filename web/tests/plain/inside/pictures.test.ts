// What is drawn: colours of values, pixels of heat maps, lines, bars, and the logarithmic scale.
import { describe, expect, test } from 'vitest';
import { axisOf, middleOf } from '../../../src/view/inside/word-axis.ts';
import { barsPath } from '../../../src/view/inside/bars.ts';
import { entryOf, gatePalette, limitOf, parseColour, signedPalette } from '../../../src/view/inside/colour.ts';
import { pathOf, probabilityPoints } from '../../../src/view/inside/curve.ts';
import { fadingOf } from '../../../src/view/inside/fading.ts';
import { bandPath, linePath, nearestTo, stepLeft } from '../../../src/view/inside/line-chart.ts';
import { valueAt } from '../../../src/model/inside/maps.ts';
import { heatPixels, reachOf } from '../../../src/view/inside/heat-map.ts';
import { heightOf, logScaleOf, powerText } from '../../../src/view/inside/log-scale.ts';
import { mapsOf } from '../../../src/model/inside/maps.ts';
import { paletteOf } from '../../../src/view/inside/palettes.ts';
import { readingOf } from '../../../src/model/inside/reading.ts';
import { madeUpTrace } from './made-up-trace.ts';

const rose = parseColour(' #aa0040');
const ground = parseColour('#f0f0f0');
const teal = parseColour('#006050');

describe('colours', () => {
	test('are read as they stand in the tokens', () => {
		expect(rose).toEqual([0xaa, 0, 0x40]);
	});

	test('run from rose over the ground to teal', () => {
		const { table } = signedPalette(rose, ground, teal, 1);
		const at = (entry: number) => [...table.subarray(4 * entry, 4 * entry + 4)];
		expect(at(0)).toEqual([...rose, 255]);
		expect(at(255)).toEqual([...teal, 255]);
		expect(at(127)[1]).toBeGreaterThan(230);
	});

	test('of a value lie where the value does, and end at the limit', () => {
		const signed = signedPalette(rose, ground, teal, 2);
		expect([-9, -2, 0, 1, 2, 9].map((value) => entryOf(signed, value))).toEqual([0, 0, 128, 191, 255, 255]);
		const gate = gatePalette(ground, teal);
		expect([-0.1, 0, 0.5, 1].map((value) => entryOf(gate, value))).toEqual([0, 0, 128, 255]);
	});

	test('of a gate have no side below zero; those of a cell state reach its largest value', () => {
		const [layer] = madeUpTrace('a b c', { length: 4 }).layers;
		layer!.values[4] = -7.5; // timestep 0, row 1 (c), unit 1 of 3
		const token = (name: string) => ({ 'heat-negative': '#aa0040', 'heat-zero': '#f0f0f0' })[name] ?? '#006050';
		const palettes = mapsOf(layer!, true).map((map) => ({ name: map.name, ...paletteOf(map, token) }));
		const limits = Object.fromEntries(palettes.map(({ name, limit }) => [name, limit]));
		expect(limits).toEqual({ h: 1, c: 7.5, f: 1, i: 1, g: 1, o: 1 });
		expect(palettes.filter(({ signed }) => signed).map(({ name }) => name)).toEqual(['h', 'c', 'g']);
	});

	test('small values are not blown up, and what is no number does not count', () => {
		expect(limitOf([0.01, -0.02], 0.5)).toBe(0.5);
		expect(limitOf([0.1, NaN, -3, Infinity], 0.5)).toBe(3);
	});
});

describe('a heat map', () => {
	const [layer] = madeUpTrace('a b c', { units: 2, length: 4, cell: 'gru' }).layers;
	const map = { layer: layer!, row: 1 };

	test('has the values of its row', () => {
		const all = [0, 1, 2, 3].flatMap((timestep) => [0, 1].map((unit) => Math.abs(valueAt(map, timestep, unit))));
		expect(reachOf(map, 0)).toBe(Math.max(...all));
		expect(reachOf(map, 9)).toBe(9);
		expect(valueAt(map, 2, 1)).toBe(layer!.values[(2 * layer!.rows.length + 1) * 2 + 1]);
		expect(valueAt(map, 4, 0)).toBeNaN();
	});

	test('is one pixel for each unit and timestep, and clear where nothing is read', () => {
		const palette = gatePalette([0, 0, 0], [255, 255, 255]);
		const pixels = heatPixels(map, [3, null, 0], palette);
		const pixel = (unit: number, column: number) => [...pixels.subarray(4 * (unit * 3 + column), 4 * (unit * 3 + column) + 4)];
		for (const [column, timestep] of [[0, 3], [2, 0]] as const) {
			for (const unit of [0, 1]) {
				const shade = Math.round(255 * valueAt(map, timestep, unit));
				expect(pixel(unit, column)).toEqual([shade, shade, shade, 255]);
			}
		}
		expect(pixel(0, 1)).toEqual([0, 0, 0, 0]);
		expect(pixels).toHaveLength(4 * 6);
	});
});

describe('lines', () => {
	test('break where there is nothing', () => {
		expect(pathOf([{ x: 0, y: 1 }, { x: 1.26, y: 2 }, null, { x: 3, y: 4 }])).toBe('M0 1L1.3 2M3 4');
	});

	test('of the prediction begin before the words and end with the last, or after it', () => {
		const trace = madeUpTrace('a b c', { length: 6 });
		const reading = readingOf(trace);
		const axis = axisOf([reading], 300, 14);
		const points = probabilityPoints(axis, reading, trace.timesteps, 10, 110);
		expect(points.map((point) => point?.x)).toEqual([axis.before / 2, 0, 1, 2].map((x, i) => (i === 0 ? x : middleOf(axis, i - 1))));
		expect(points[1]?.y).toBeCloseTo(110 - 100 * trace.timesteps[3]!.probability);
		const after = readingOf(madeUpTrace('a b c', { length: 6, padding: 'post' }));
		const wider = axisOf([after], 300, 14);
		expect(probabilityPoints(wider, after, trace.timesteps, 10, 110).at(-1)?.x).toBe(wider.width - wider.after / 2);
	});

	test('leave out words that were cut off', () => {
		const [short, long] = [madeUpTrace('a b c', { length: 2 }), madeUpTrace('a b c', { length: 9 })];
		const axis = axisOf([readingOf(short), readingOf(long)], 300, 14);
		expect(probabilityPoints(axis, readingOf(short), short.timesteps, 0, 1).map((point) => point !== null)).toEqual([false, true, true]);
	});

	test('bars reach from the bottom to their share', () => {
		expect(barsPath(new Float32Array([0.5, 1, 2]), 30, 40)).toBe('M0 40V20h9V40zM10 40V0h9V40zM20 40V0h9V40z');
	});
});

describe('the logarithmic scale', () => {
	test('encloses all values in powers of ten', () => {
		const scale = logScaleOf([new Float32Array([0.02, 0.5]), new Float32Array([3, 0, NaN])]);
		expect(scale).toEqual({ low: -2, high: 1, ticks: [-2, -1, 0, 1] });
		expect(heightOf(scale, 0.01)).toBeCloseTo(0);
		expect(heightOf(scale, 10)).toBeCloseTo(1);
		expect(heightOf(scale, 0)).toBeNull();
		expect(heightOf(scale, NaN)).toBeNull();
	});

	test('has few lines, however far it reaches, and stands without values', () => {
		const far = logScaleOf([new Float32Array([1e-11, 1])]);
		expect(far.ticks.length).toBeLessThanOrEqual(5);
		expect(logScaleOf([]).ticks).toEqual([-3, -2, -1, 0]);
		expect(logScaleOf([new Float32Array([1e-30, 1])]).low).toBe(-12);
	});

	test('writes powers as people do', () => {
		expect([-12, -4, -3, -1, 0, 2, 3, 10].map(powerText)).toEqual(['10⁻¹²', '10⁻⁴', '0.001', '0.1', '1', '100', '1000', '10¹⁰']);
	});
});

describe('gradients', () => {
	const frame = { left: 40, top: 10, width: 200, height: 100 };

	test('stand from the first timestep to the last', () => {
		expect([0, 50, 100].map((timestep) => stepLeft(frame, timestep, 101))).toEqual([40, 140, 240]);
		const timesteps = Array.from({ length: 101 }, (_, timestep) => timestep);
		expect([-9, 40, 141, 999].map((left) => nearestTo(frame, left, timesteps, 101))).toEqual([0, 0, 50, 100]);
		const height = (value: number) => heightOf({ low: -2, high: 0, ticks: [] }, value);
		expect(linePath(frame, [0, 1, 2], 3, new Float32Array([0.01, 0, 1]), height)).toBe('M40 110M240 10');
	});

	test('stand at the places that were measured, with a band around them', () => {
		expect([0, 100, 140, 400].map((left) => nearestTo(frame, left, [0, 10, 100], 101))).toEqual([0, 1, 1, 2]);
		expect(linePath(frame, [0, 50, 100], 101, [1, 0.5, 0], (value) => value)).toBe('M40 10L140 60L240 110');
		expect(bandPath(frame, [0, 100], 101, [0.5, 0.5], [0.1, 0.2], (value) => value)).toBe('M40 50L240 40L240 80L40 70Z');
	});

	test('are compared at both ends', () => {
		const fading = (...values: number[]) => fadingOf(new Float32Array(values));
		expect(fading(0.001, 5, 1)).toEqual({ kind: 'shrinks', factor: expect.closeTo(1000, 1) });
		expect(fading(2, 1)).toEqual({ kind: 'grows', factor: 2 });
		expect(fading(1, 9, 1.1)).toEqual({ kind: 'even' });
		expect(fading(0, 1)).toEqual({ kind: 'vanishes' });
		expect(fading(0, 0)).toBeNull();
		expect(fading()).toBeNull();
	});
});
