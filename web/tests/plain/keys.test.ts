// The keys of the page: what each does and where, and that none acts while somebody types.
import { describe, expect, test } from 'vitest';
import { actionOf, keys, type Pressed } from '../../src/model/present/keys.ts';
import { paceBeside } from '../../src/model/runs/pace.ts';

const pressed = (key: string, changes: Partial<Pressed> = {}): Pressed => ({ key, code: '', modified: false, target: 'other', ...changes });

describe('a key', () => {
	test('does what the list says, in the presentation mode', () => {
		for (const { key, action } of keys) {
			expect(actionOf(pressed(key), true, true)).toBe(action);
		}
	});

	test('outside it opens the presentation or the list, and nothing else', () => {
		expect(keys.filter(({ key }) => actionOf(pressed(key), false, true)).map(({ action }) => action)).toEqual(['present', 'help']);
	});

	test('never acts while somebody types, with Ctrl, or switched off; Escape leaves all the same', () => {
		for (const { key, action } of keys.filter((one) => one.action !== 'leave')) {
			expect(actionOf(pressed(key, { target: 'field' }), true, true), action).toBeNull();
			expect(actionOf(pressed(key, { modified: true }), true, true), action).toBeNull();
			expect(actionOf(pressed(key), true, false), action).toBeNull();
		}
		expect(actionOf(pressed('Escape', { target: 'field' }), true, false)).toBe('leave');
	});

	test('leaves the space bar to a button', () => {
		expect(actionOf(pressed(' ', { target: 'button' }), true, true)).toBeNull();
		expect(actionOf(pressed('n', { target: 'button' }), true, true)).toBe('example');
	});

	test('is found by its place where the keyboard writes Hangul, and by its letter where it writes Latin ones', () => {
		expect(actionOf(pressed('ㅔ', { code: 'KeyP' }), false, true)).toBe('present');
		expect(actionOf(pressed('r', { code: 'KeyP' }), false, true)).toBeNull();
		expect(actionOf(pressed('P'), false, true)).toBe('present');
	});
});

test('the pace goes from as fast as possible to one batch in four seconds, and no further', () => {
	const down = [25, 5, 1, 0.25, 0.25];
	let pace = null as number | null;
	expect(down.map(() => (pace = paceBeside(pace, -1)))).toEqual(down);
	expect(paceBeside(null, 1)).toBeNull();
	expect(paceBeside(25, 1)).toBeNull();
});
