import { expect, test } from 'vitest';
import { array, bool, chars, f32, f64, named, struct, text, u16, u32, u64, u8 } from '../../src/engine/types.ts';

const bytes = new Uint8Array(256);
const memory = new DataView(bytes.buffer);

const colour = named({ red: 0, 'dark-blue': 1 });
const point = struct(16, { x: [0, u16], y: [8, f64] });
const all = struct(104, {
	small: [0, u8],
	yes: [1, bool],
	colour: [4, colour],
	count: [8, u32],
	large: [16, u64],
	ratio: [24, f32],
	name: [28, chars(8)],
	grid: [36, array(array(u32, 2), 2)],
	points: [56, array(point, 2)],
	title: [88, text],
});

test('what is written to a struct is read from it', () => {
	const values = {
		small: 255,
		yes: true,
		colour: 'dark-blue',
		count: 0xffffffff,
		large: 2 ** 53 - 1,
		ratio: 0.5,
		name: '긍정a',
		grid: [
			[1, 2],
			[3, 4],
		],
		points: [
			{ x: 1, y: NaN },
			{ x: 65535, y: -1e300 },
		],
	} as const;
	all.write(memory, 8, { ...values, points: [...values.points], grid: values.grid.map((row) => [...row]), title: 200 });
	bytes.set(new TextEncoder().encode('title\0more'), 200);
	expect(all.read(memory, 8)).toEqual({ ...values, title: 'title' });
});

test('a field that is not given stays', () => {
	all.write(memory, 8, { small: 7 });
	expect(all.read(memory, 8)).toMatchObject({ small: 7, yes: true });
});

test('a null pointer is read as no text', () => {
	all.write(memory, 8, { title: 0 });
	expect(all.read(memory, 8).title).toBe('');
});

test('a text that does not fit, or a number that is no constant, is refused and not cut or guessed', () => {
	expect(() => all.write(memory, 8, { name: '12345678' })).toThrow(RangeError);
	memory.setUint32(12, 2, true);
	expect(() => all.read(memory, 8)).toThrow('2 is no constant of the enum');
});
