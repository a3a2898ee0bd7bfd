// @vitest-environment happy-dom
// A chart as shapes: drawn onto a canvas and written as SVG from the same ones; what stands at the ends of its curves.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { sizeOf } from '../../src/view/charts/axes.ts';
import { figureShapes } from '../../src/view/charts/chart-figure.ts';
import type { ChartRun } from '../../src/view/charts/chart-lines.ts';
import { chartShapes } from '../../src/view/charts/chart-shapes.ts';
import { chartOf, figureOf, outsideText } from '../../src/view/charts/chart-view.ts';
import { apart, endLabels } from '../../src/view/charts/end-labels.ts';
import { plainShapes } from '../../src/view/charts/plain-figure.ts';
import { textWidth } from '../../src/view/charts/shapes.ts';
import { paint, type Context } from '../../src/view/charts/paint.ts';
import { coloursOf, type Shape } from '../../src/view/charts/shapes.ts';
import { svgOf } from '../../src/view/charts/svg.ts';
import { Run } from '../../src/model/runs/run.svelte.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { learning, madeUpRun } from './made-up-curves.ts';

const locale = { text: en, language: 'en' } as const;
const wide = sizeOf(480, 260, 1);
const colour = (name: string) => `rgb(${name.length} 0 0)`;
const race = () => [
	madeUpRun(learning(5), { name: 'SimpleRNN 1' }),
	madeUpRun(learning(4), { id: 'b', name: 'LSTM 1' }),
	madeUpRun([9, 8, NaN, 7], { id: 'c', name: 'GRU 1' }),
	madeUpRun(learning(40), { id: 'past', name: 'GRU 0', current: false }),
];
const shapesOf = (runs: ChartRun[], size = wide) => chartShapes(chartOf(runs, 'loss', locale, false), size).shapes;
const lines = (shapes: readonly Shape[]) => shapes.filter(({ kind }) => kind === 'line');
const texts = (shapes: readonly Shape[]) => shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));

describe('an SVG file', () => {
	const write = (shapes: Shape[], title = 'Loss') => svgOf(shapes, { width: 480, height: 260, title }, colour);
	const parse = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml');

	test('is well-formed XML with as many lines, and the same texts, as the chart', () => {
		const shapes = shapesOf(race());
		const svg = parse(write(shapes));
		expect(svg.querySelector('parsererror')).toBeNull();
		expect(svg.querySelectorAll('path[stroke]')).toHaveLength(lines(shapes).length);
		expect([...svg.querySelectorAll('text')].map((text) => text.textContent)).toEqual(texts(shapes));
		expect(write(shapes)).not.toMatch(/NaN|undefined|var\(/);
	});

	test('holds whatever a run is called', () => {
		const shapes = shapesOf([madeUpRun(learning(3), { name: '<&"\u0000\']]>' })]);
		const svg = parse(write(shapes, '<a> & "b"'));
		expect(svg.querySelector('parsererror')).toBeNull();
		expect(svg.querySelector('title')?.textContent).toBe('<a> & "b"');
		expect([...svg.querySelectorAll('text')].some((text) => text.textContent?.startsWith('<&"\']]>'))).toBe(true);
	});

	test('interrupts a line where a value is not a number', () => {
		const line: Shape = { kind: 'line', xs: [0, 1, 2, 3, 4], ys: [0, 1, NaN, 3, 4], colour: 'ink', width: 1 };
		expect(write([line])).toContain('d="M0 0L1 1M3 3L4 4"');
	});
});

describe('a canvas', () => {
	beforeAll(() => void vi.stubGlobal('Path2D', class {}));

	test('gets a stroke for each line and ring, and every text', () => {
		const calls: string[] = [];
		const context = new Proxy({} as Context, {
			get: (_, name: string) => (...given: unknown[]) => void calls.push(name === 'fillText' ? `text ${String(given[0])}` : name),
			set: () => true,
		});
		const shapes = shapesOf(race());
		paint(context, shapes, 'sans-serif', colour);
		const rings = shapes.filter(({ kind }) => kind === 'ring').length;
		expect(calls.filter((name) => name === 'stroke')).toHaveLength(lines(shapes).length + rings);
		expect(calls.flatMap((call) => (call.startsWith('text ') ? [call.slice(5)] : []))).toEqual(texts(shapes));
	});
});

describe('the ends of the curves', () => {
	const chart = (runs: ChartRun[]) => chartOf(runs, 'loss', locale, false);
	const labelsOf = (runs: ChartRun[], size = wide) => endLabels(chart(runs).lines, size, chart(runs).formatEnd).map(({ text }) => text);

	test('say the name and the value of each run in front, where there is room for both', () => {
		expect(labelsOf(race())).toEqual(['SimpleRNN 0.420', 'LSTM 0.438', 'GRU 7.000']);
		const two = [madeUpRun(learning(4), { name: 'LSTM 1' }), madeUpRun(learning(5), { id: 'b', name: 'LSTM 2' })];
		expect(labelsOf(two)).toEqual(['LSTM 1 0.438', 'LSTM 2 0.420']);
		expect(labelsOf(race(), sizeOf(330, 260, 1))).toEqual(['0.420', '0.438', '7.000']);
		expect(labelsOf(race(), sizeOf(150, 80, 1))).toEqual(['0.420', '0.438', '7.000']);
		expect(labelsOf(race(), sizeOf(90, 80, 1))).toEqual([]);
	});

	test('say the value of the weights that are there: of the best epoch once a run has ended, marked as its ring is', () => {
		const losses = [0.6, 0.4, 0.5];
		expect(labelsOf([madeUpRun(losses)])).toEqual(['GRU 0.400']);
		expect(labelsOf([madeUpRun(losses, { ended: false })])).toEqual(['GRU 0.500']);
		expect(labelsOf([madeUpRun(losses)], sizeOf(150, 80, 1))).toEqual(['0.400']);
		const [label] = endLabels(chart([madeUpRun(losses)]).lines, wide, String);
		expect(label).toMatchObject({ epoch: 3, value: 0.5, mark: 'ring' }); // it stands at the end of the curve
		const rings = (runs: ChartRun[]) => shapesOf(runs).filter(({ kind }) => kind === 'ring').length;
		expect([rings([madeUpRun(losses)]), rings([madeUpRun(losses, { ended: false })])]).toEqual([4, 2]);
	});

	test('without names have the colours of their curves beside them', () => {
		const marksOf = (runs: ChartRun[], size = wide) => endLabels(chart(runs).lines, size, String).map(({ mark }) => mark);
		const [small, strip] = [sizeOf(330, 260, 1), sizeOf(150, 80, 1)];
		const going = race().map((run) => ({ ...run, ended: false }));
		expect(marksOf(going)).toEqual([null, null, null]);
		expect(marksOf(going, small)).toEqual(['dot', 'dot', 'dot']);
		expect(marksOf(going.slice(0, 1), strip)).toEqual([null]); // it is the only one
		const dots = shapesOf(going, small).flatMap((shape) => (shape.kind === 'ring' && shape.radius < 3 ? [shape.colour] : []));
		expect(dots).toEqual(going.filter(({ current }) => current).map(({ look }) => look.colour));
	});

	test('have the room that a wide bold font takes', () => {
		// In DejaVu Sans Bold, measured by a browser.
		for (const [text, width] of [['SimpleRNN 71.2%', 10.1], ['LSTM 0.496', 6.54], ['GRU 77.6%', 6.22]] as const) {
			expect(textWidth(text, 1, true), text).toBeGreaterThanOrEqual(width);
		}
	});

	test('stand beside the curves, within the box, and not on each other', () => {
		for (const [width, height] of [[480, 260], [150, 80], [930, 700]] as const) {
			const size = sizeOf(width, height, 1);
			const labels = shapesOf(race(), size).flatMap((shape) => (shape.kind === 'text' && shape.bold ? [shape] : []));
			expect(labels.length).toBe(3);
			const ys = labels.map(({ y }) => y).sort((a, b) => a - b);
			ys.slice(1).forEach((y, index) => expect(y - ys[index]!).toBeGreaterThanOrEqual(labels[0]!.size));
			expect(ys[0]).toBeGreaterThanOrEqual(0);
			expect(ys.at(-1)).toBeLessThanOrEqual(height);
		}
	});

	test('need room beside the plane only as far as the curves reach, once these have ended', () => {
		const right = (runs: ChartRun[]) => {
			const { plane } = chartShapes(chart(runs), wide).scale;
			return plane.left + plane.width;
		};
		const past = madeUpRun(learning(10), { id: 'past', current: false });
		const [ended, goesOn] = [true, false].map((done) => madeUpRun(learning(5), { ended: done }));
		expect(right([goesOn!, past])).toBeLessThan(wide.width - 60);
		expect(right([ended!, past])).toBeCloseTo(wide.width - 14 * wide.unit, 5);
	});

	test('give way to each other, and those that do not fit are left out', () => {
		expect(apart([50, 50, 52], 10, 0, 100)).toEqual([50, 60, 70]);
		expect(apart([95, 98], 10, 0, 100)).toEqual([85, 95]);
		expect(apart([0, 0], 10, 0, 100)).toEqual([5, 15]);
		expect(apart([1, 2, 3], 10, 0, 20)).toEqual([5, 15, null]);
		expect(apart([], 10, 0, 20)).toEqual([]);
	});
});

test('a run that leaves the window has an arrow at the edge, and is put into words', () => {
	const runs = race();
	const icons = (shown: ChartRun[]) => shapesOf(shown).filter(({ kind }) => kind === 'icon').length;
	const within = runs.slice(0, 2);
	expect(outsideText(chartOf(within, 'loss', locale, false), locale)).toBe('');
	expect(outsideText(chartOf(runs, 'loss', locale, false), locale)).toBe('Outside the chart: GRU 1 up to ∞, GRU 0 to epoch 40');
	expect(outsideText(chartOf(runs, 'loss', locale, false), locale, true)).toBe('Outside the chart: 2 runs'); // one line has room for no more
	expect(outsideText(chartOf(runs.slice(0, 3), 'loss', locale, false), locale, true)).toBe('Outside the chart: GRU 1 up to ∞');
	// GRU 1 leaves with its training and its validation; the past run has one at its right end.
	expect(icons(runs)).toBe(icons(within) + 3);
});

test('a strip shows the curves and their last values, without rings, markers and epochs', () => {
	const shapes = shapesOf(race().slice(0, 2), sizeOf(150, 80, 1));
	expect(shapes.filter(({ kind }) => kind === 'ring' || kind === 'icon')).toEqual([]);
	expect(texts(shapes)).not.toContain('epoch');
});

test('a saved chart has a title, a legend, the settings that its runs share and those of each, and stays within its box', () => {
	const settings = [pageDefaults, { ...pageDefaults, 'learning-rate': '0.1' }];
	const runs = settings.map((own, index) => new Run({ id: `${index}`, number: index + 1, settings: own }));
	const drawn = runs.map((run) => madeUpRun(learning(4), { id: run.id }));
	const chart = chartOf(drawn, 'loss', locale, false);
	const { shapes, height } = figureShapes(figureOf(chart, runs, drawn, 'loss', locale));
	const said = texts(shapes);
	expect(said[0]).toBe('Loss');
	expect(said).toContain('GRU 1: learning rate 0.01');
	expect(said).toContain('GRU 2: learning rate 0.1');
	const shared = said.join(' ');
	expect(shared).toMatch(/Settings: .*vocabulary 500, length 100/);
	expect(shared).not.toMatch(/momentum/); // it means nothing beside this optimizer
	expect(shapes[0]).toMatchObject({ kind: 'box', colour: 'card', height });
	for (const shape of shapes) {
		const ys = shape.kind === 'line' ? shape.ys : [shape.y];
		expect(Math.max(...ys)).toBeLessThanOrEqual(height);
	}
	expect(coloursOf(shapes)).toEqual(expect.arrayContaining(['card', 'ink', 'muted', 'line', 'gru-1']));
});

test('a saved chart of a later part has its axes, lines, bands and dots on its plane, and says what they are', () => {
	const line = { points: [{ x: 0, y: 0 }, null, { x: 1, y: 1 }], colour: 'gru-1', band: { upper: [{ x: 0, y: 0.1 }, { x: 1, y: 1 }], lower: [{ x: 0, y: 0 }, { x: 1, y: 0.9 }] }, text: 'GRU: 80%' };
	const ticks = [{ at: 0, label: '0' }, { at: 1, label: '1' }];
	const figure = { title: 'Bands', across: { name: 'epoch', ticks }, up: { name: 'accuracy', ticks }, lines: [line], dots: [{ x: 1, y: 1, radius: 8, colour: 'ink' }], notes: ['Mean and spread.'] };
	const { shapes, height } = plainShapes(figure);
	expect(texts(shapes)).toEqual(['Bands', 'accuracy', '0', '1', '0', '1', 'epoch', 'GRU: 80%', 'Mean and spread.']);
	const curve = shapes.find((shape) => shape.kind === 'line' && shape.colour === 'gru-1') as Extract<Shape, { kind: 'line' }>;
	const [left, , right] = curve.xs;
	const [bottom, gap, top] = curve.ys;
	expect(gap).toBeNaN();
	expect(shapes.find(({ kind }) => kind === 'ring')).toMatchObject({ x: right, y: top });
	const band = shapes.find(({ kind }) => kind === 'icon') as Extract<Shape, { kind: 'icon' }>;
	const middle = bottom! - 0.1 * (bottom! - top!);
	expect(band.path).toBe(`M${left!.toFixed(1)} ${middle.toFixed(1)}L${right!.toFixed(1)} ${top!.toFixed(1)}L${right!.toFixed(1)} ${(top! + 0.1 * (bottom! - top!)).toFixed(1)}L${left!.toFixed(1)} ${bottom!.toFixed(1)}Z`);
	expect(svgOf(shapes, { width: 960, height, title: 'Bands' }, (name) => name)).toContain('opacity="0.18"');
	const square = plainShapes({ ...figure, square: true }).shapes.find((shape) => shape.kind === 'line' && shape.colour === 'gru-1') as typeof curve;
	expect(square.xs[2]! - square.xs[0]!).toBe(square.ys[0]! - square.ys[2]!);
});
