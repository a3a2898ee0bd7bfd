// Where the unrolled network's timesteps, rows and settings panel stand.
import { describe, expect, test } from 'vitest';
import { emptyPass } from '../../../src/model/network/empty-pass.ts';
import { mainFields, moreFields, pageDefaults } from '../../../src/model/settings/settings.ts';
import { panelPlace } from '../../../src/view/network/panel-place.ts';
import { belongsTo, isSettable, partAt, parts, settingGroups, type NetworkPart } from '../../../src/view/network/parts.ts';
import { captionHeight, errorHeight, layerBoxes, rowsOf } from '../../../src/view/network/rows.ts';
import { timelineOf, type Timeline } from '../../../src/view/network/timeline.ts';
import { madeUpPass } from './made-up-pass.ts';

const sizes = { least: 30, most: 90, gap: 15, measure: (text: string) => 7 * text.length };
const timeline = (pass: ReturnType<typeof madeUpPass>, width: number) => timelineOf(pass.timesteps, { ...sizes, width });
const labels = ({ columns }: Timeline) => columns.map(({ label }) => label);

/** From left to right, without overlaps, within the width, and every timestep once. */
function expectWhole({ before, columns, after, width }: Timeline, timesteps: number): void {
	const parts = [
		...(before ? [{ ...before }] : []),
		...columns.map(({ timestep, left, width }) => ({ from: timestep, end: timestep + 1, left, width })),
		...(after ? [{ ...after }] : []),
	];
	expect(parts[0]?.from).toBe(0);
	expect(parts.at(-1)?.end).toBe(timesteps);
	parts.slice(1).forEach((part, index) => {
		expect(part.from).toBe(parts[index]!.end);
		expect(part.left).toBeCloseTo(parts[index]!.left + parts[index]!.width + sizes.gap, 6);
	});
	expect(parts.every((part) => part.width > 0)).toBe(true);
	expect(parts.at(-1)!.left + parts.at(-1)!.width).toBeCloseTo(width, 6);
}

describe('timesteps', () => {
	test('that fit are columns as wide as their words', () => {
		const drawn = timeline(madeUpPass('a truly wonderful film', { length: 4 }), 400);
		expect(labels(drawn)).toEqual(['a', 'truly', 'wonderful', 'film']);
		expect([drawn.before, drawn.after]).toEqual([null, null]);
		const [a, truly, wonderful] = drawn.columns.map(({ width }) => width);
		expect(a! < truly! && truly! < wonderful!).toBe(true);
		expectWhole(drawn, 4);
	});

	test('of a long review are its last ones, and the others a strip', () => {
		const review = Array.from({ length: 100 }, (_, index) => `word${index}`).join(' ');
		const drawn = timeline(madeUpPass(review, { length: 100 }), 500);
		expect(labels(drawn).at(-1)).toBe('word99');
		expect(drawn.columns.length).toBeGreaterThan(4);
		expect(drawn.before).toMatchObject({ from: 0, end: 100 - drawn.columns.length, padding: false });
		expectWhole(drawn, 100);
	});

	test('of a short one are its words, after one of padding', () => {
		const drawn = timeline(madeUpPass('a fine film', { length: 100 }), 600);
		expect(labels(drawn)).toEqual(['0', 'a', 'fine', 'film']);
		expect(drawn.columns[0]?.muted).toBe(true);
		expect(drawn.before).toMatchObject({ from: 0, end: 96, padding: true });
		expectWhole(drawn, 100);
	});

	test('after the last word, with post padding, are a strip too', () => {
		const drawn = timeline(madeUpPass('a fine film', { length: 100, post: true }), 600);
		expect(labels(drawn)).toEqual(['a', 'fine', 'film']);
		expect(drawn.after).toMatchObject({ from: 3, end: 100, padding: true });
		expectWhole(drawn, 100);
	});

	test.each([
		['nothing but padding', madeUpPass('', { length: 40 }), 300],
		['one timestep', madeUpPass('film', { length: 1 }), 300],
		['a phone', madeUpPass('an extraordinarily uninteresting film', { length: 100 }), 150],
	])('of %s are drawn', (_, pass, width) => {
		const drawn = timeline(pass, width);
		expect(drawn.columns.length).toBeGreaterThan(0);
		expectWhole(drawn, pass.timesteps.length);
	});

	test('that are no known words are marked', () => {
		const timesteps = [{ kind: 'start', id: 1, text: '' }, { kind: 'word', id: 2, text: '' }, { kind: 'word', id: 2, text: 'qwerty' }, { kind: 'word', id: 17, text: '' }] as const;
		const { columns } = timelineOf(timesteps, { ...sizes, width: 400 });
		expect(columns.map(({ label, muted }) => [label, muted])).toEqual([['<start>', true], ['<unk>', true], ['qwerty', true], ['#17', false]]);
	});
});

describe('rows', () => {
	test.each([1, 2, 3, 8])('of %i layers lie one below another, the top layer first', (layers) => {
		const rows = rowsOf(layers, 210, 12);
		const all = [...rows.layers.flatMap(({ error, units }) => [error, units]), rows.embedding, rows.words];
		all.slice(1).forEach((row, index) => expect(row.top).toBeGreaterThanOrEqual(all[index]!.top + all[index]!.height));
		expect(all.every(({ height }) => height > 7)).toBe(true);
		expect(rows.words.top + rows.words.height).toBe(210);
		expect(rows.layers[0]?.layer).toBe(layers - 1);
	});

	test('of a high stack are those of the top layers; a higher box has more', () => {
		const shown = (height: number) => rowsOf(8, height, 12).layers.map(({ layer }) => layer);
		expect(shown(210)).toEqual([7, 6, 5]);
		expect(shown(600)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
	});

	test('have room for a caption above the bars of a gradient, which keep most of the height; low ones have no caption', () => {
		const captionIn = (layers: number) => {
			const { error } = rowsOf(layers, 210, 12).layers[0]!;
			return captionHeight(error, 12) / error.height;
		};
		expect(captionIn(1)).toBeGreaterThan(0);
		expect(captionIn(1)).toBeLessThan(0.45);
		expect(captionIn(3)).toBe(0);
	});

	test('have a layer of dropout between two layers, which takes nothing of the gaps', () => {
		const { layers, embedding } = rowsOf(3, 300, 12, (layer) => layer === 2);
		expect(layers.map(({ dropout }) => dropout !== undefined)).toEqual([true, false, false]);
		const [top, second, lowest] = layers;
		expect(top!.dropout!.top).toBeGreaterThan(top!.units.top + top!.units.height);
		expect(top!.dropout!.top + top!.dropout!.height).toBeLessThan(second!.error.top);
		expect(lowest!.units.top + lowest!.units.height).toBeLessThan(embedding.top);
		expect(Math.abs(top!.units.height - second!.units.height)).toBeLessThan(2);
	});

	test('of both directions of a layer are one box', () => {
		const rows = rowsOf(3, 300, 12);
		const boxes = layerBoxes(rows, [0, 0, 1]);
		expect(boxes.map(({ layer }) => layer)).toEqual([1, 0]);
		const [, backward, forward] = rows.layers;
		expect(boxes[1]).toMatchObject({ top: backward!.units.top, height: forward!.units.top + forward!.units.height - backward!.units.top });
	});

	test('show gradients on a logarithmic scale of four decades', () => {
		expect([1, 0.1, 0.01, 1e-4, 1e-9, 0].map((gradient) => errorHeight(gradient, 1))).toEqual([1, 0.75, 0.5, 0, 0, 0]);
		expect(errorHeight(0, 0)).toBe(0);
	});
});

describe('the settings of a part', () => {
	test('are in the panel unless they are beside the drawing, each once', () => {
		const all = (beside: boolean) => settingGroups(beside).flatMap(({ names }) => names);
		expect(all(true)).toEqual(Object.values(moreFields).flat());
		expect(all(false)).toEqual([...mainFields, ...all(true)]);
		expect(new Set(all(false)).size).toBe(all(false).length);
	});

	test('are shown for it alone, and every part has some', () => {
		const shown = (part: NetworkPart) => settingGroups(false).flatMap(({ names }) => names.filter((name) => belongsTo(name, part)));
		expect(shown('cell')).toEqual(['units', 'dropout', 'layers', 'upper-cells', 'bidirectional', 'pooling', 'dense', 'dense-activation', 'recurrent-dropout', 'layer-dropout', 'dense-dropout']);
		expect(shown('words')).toEqual(['words', 'length', 'padding', 'truncating', 'mask-zero', 'pad-to']);
		expect(shown('all')).toEqual(settingGroups(false).flatMap(({ names }) => names));
		expect(parts.every((part) => isSettable(part, settingGroups(true)))).toBe(true);
	});

	test('are left out where they have no effect, but for those that are shown disabled', () => {
		const shown = (optimizer: string, units = '8,8') =>
			settingGroups(true, undefined, { ...pageDefaults, optimizer, units }).flatMap(({ names }) => names);
		const idle = ['dense-activation', 'rate-factor', 'rate-epochs', 'min-rate'];
		expect(shown('adamw')).toEqual(Object.values(moreFields).flat().filter((name) => !idle.includes(name)));
		expect(shown('adam')).toEqual(shown('adamw').filter((name) => name !== 'weight-decay'));
		expect(shown('adamw', '8')).toEqual(shown('adamw').filter((name) => name !== 'upper-cells' && name !== 'layer-dropout'));
	});

	test('are not offered where a lesson hides them', () => {
		const without = (beside: boolean, ...hidden: string[]) =>
			settingGroups(beside, (name) => !hidden.includes(name)).flatMap(({ names }) => names);
		expect(without(false, 'more')).toEqual(mainFields);
		expect(without(true, 'more')).toEqual([]);
		expect(without(false, 'settings')).toEqual(Object.values(moreFields).flat());
		expect(without(false, 'settings', 'more')).toEqual([]);
	});

	test('are those of the part that is clicked', () => {
		const rows = rowsOf(2, 240, 12);
		const at = (row: { top: number; height: number }) => partAt(rows, row.top + row.height / 2);
		expect(rows.layers.map(({ error, units }) => [at(error), at(units)])).toEqual([['training', 'cell'], ['training', 'cell']]);
		expect([at(rows.embedding), at(rows.words)]).toEqual(['embedding', 'words']);
	});

	test.each([
		['below its part', { left: 100, top: 80, bottom: 110 }, { left: 100, top: 116 }],
		['above it, where there is no room below', { left: 100, top: 500, bottom: 530 }, { left: 100, top: 294 }],
		['within the window', { left: 790, top: 80, bottom: 110 }, { left: 488, top: 116 }],
	])('stand %s', (_, anchor, place) => {
		expect(panelPlace({ width: 300, height: 200 }, anchor, { width: 800, height: 600 })).toMatchObject(place);
	});

	test('never stand higher than the window', () => {
		expect(panelPlace({ width: 300, height: 900 }, { left: 10, top: 80, bottom: 110 }, { width: 800, height: 600 })).toEqual({ left: 12, top: 12, most: 576 });
	});
});

test('before anything has been read, the network of the settings stands there without numbers', () => {
	const pass = emptyPass({ ...pageDefaults, units: '8,64', length: '20' }, 'A fine film.');
	expect(pass.timesteps.map(({ text }) => text).slice(-3)).toEqual(['A', 'fine', 'film']);
	expect(pass.layers).toMatchObject([{ units: 8, shown: 8 }, { units: 64, shown: 16 }]);
	expect(pass.layers.every(({ values }) => values.every((value) => value === 0))).toBe(true);
	expect(pass.probability).toBeNaN();
	const both = emptyPass({ ...pageDefaults, units: '8,4', bidirectional: 'no,sum', 'upper-cells': 'lstm' }, '');
	expect(both.layers).toMatchObject([
		{ cell: 'gru', backward: false, units: 8 },
		{ cell: 'lstm', backward: false, units: 4 },
		{ cell: 'lstm', backward: true, units: 4 },
	]);
	expect(emptyPass({ ...pageDefaults, units: 'many', length: '', input: 'one-hot' }, '')).toMatchObject({ embedding: null, layers: [{ units: 1 }] });
});
