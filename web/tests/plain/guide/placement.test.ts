// The guide stands in a corner where it covers nothing of what it points at, or leaves room for it above.
import { expect, test } from 'vitest';
import { boxInCorner, freeCorner, overlap, sheetHeight } from '../../../src/view/guide/placement.ts';

const area = { left: 16, top: 60, right: 1350, bottom: 752 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });

test('it stands at the bottom right where that is free, and else in the next corner that is', () => {
	expect(freeCorner(area, box(36, 61, 900, 400), 384, 440)).toEqual({ x: 'right', y: 'bottom' });
	expect(freeCorner(area, box(982, 399, 1336, 463), 384, 440)).toEqual({ x: 'left', y: 'bottom' });
	expect(freeCorner(area, box(16, 520, 1350, 752), 384, 440)).toEqual({ x: 'right', y: 'top' });
	expect(freeCorner(area, box(16, 300, 1350, 500), 384, 440)).toBeNull();
});

test('boxes that only just do not touch do not overlap', () => {
	const corner = boxInCorner(area, { x: 'right', y: 'bottom' }, 384, 440);
	expect(corner).toEqual(box(966, 312, 1350, 752));
	expect(overlap(corner, box(0, 400, 961, 500))).toBe(false);
	expect(overlap(corner, box(0, 400, 963, 500))).toBe(true);
});

test('a sheet is as high as the target leaves room for, within a third and a half of the window', () => {
	const phone = { left: 0, top: 44, right: 360, bottom: 696 };
	expect(sheetHeight(phone, 100)).toBe(326);
	expect(sheetHeight(phone, 360)).toBe(276);
	expect(sheetHeight(phone, 2000)).toBe(222);
});
