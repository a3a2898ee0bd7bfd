// How the unrolled network changes from one pass to the next: a batch phase by phase, anything else at once, and nothing moves at
// rest or where motion is not wanted.
import { beforeEach, describe, expect, test } from 'vitest';
import { atRest, durationOf, momentAt, phases, type Phase } from '../../../src/model/network/phases.ts';
import type { NetworkPass } from '../../../src/protocol/inside.ts';
import { Player } from '../../../src/view/network/player.ts';
import type { Change } from '../../../src/view/network/scene.ts';
import { madeUpPass } from './made-up-pass.ts';

interface Drawn {
	pass: NetworkPass;
	before: NetworkPass | null;
	change: Change;
}

let now: number;
let frame: (() => void) | null;
let drawn: Drawn[];
let seen: (Phase | null)[];
let player: Player;

beforeEach(() => {
	now = 0;
	frame = null;
	drawn = [];
	seen = [];
	player = new Player({
		draw: (pass, before, change) => drawn.push({ pass, before, change }),
		width: () => 400,
		phase: (phase) => seen.push(phase),
		now: () => now,
		nextFrame: (task) => {
			frame = task;
			return () => (frame = null);
		},
	});
});

/** Frames of 10 ms until nothing moves. */
function play(most = 1000): number {
	let frames = 0;
	for (; frame && frames < most; frames++) {
		const task: () => void = frame;
		frame = null;
		now += 10;
		task();
	}
	return frames;
}

const first = madeUpPass('a fine film');
const second = madeUpPass('a dull film', { of: 'batch' });

describe('phases', () => {
	test('follow each other, and each is whole before the next begins', () => {
		const order = Array.from({ length: 100 }, (_, index) => momentAt(index / 100).phase);
		expect([...new Set(order)]).toEqual([...phases]);
		for (const share of [0, 0.2, 0.4, 0.55, 0.7, 0.95]) {
			const moment = momentAt(share);
			const at = phases.indexOf(moment.phase!);
			expect(phases.slice(0, at).every((phase) => moment[phase] === 1)).toBe(true);
			expect(phases.slice(at + 1).every((phase) => moment[phase] === 0)).toBe(true);
		}
		expect(momentAt(1)).toEqual(atRest);
	});

	test('without motion are there as a whole', () => {
		expect(momentAt(0.2, true)).toMatchObject({ phase: 'forward', words: 1, forward: 1, loss: 0 });
	});

	test('last as long as a batch does, and are left out where they would flicker', () => {
		expect(durationOf(null)).toBeGreaterThan(2000);
		expect(durationOf(1)).toBeLessThan(1000);
		expect(durationOf(0.25)).toBeLessThan(4000); // it has ended when the next begins
		expect([durationOf(5), durationOf(25)]).toEqual([0, 0]);
	});
});

describe('a batch', () => {
	beforeEach(() => {
		player.show(first);
		play();
		drawn = [];
		player.show(second, { duration: 1000 });
	});

	test('goes through in its phases', () => {
		play();
		expect(seen).toEqual([...phases, null]);
		expect(drawn.at(-1)).toMatchObject({ pass: second, before: null });
	});

	test('reaches the first timestep first, and its error the last', () => {
		play();
		const arrival = (of: 'states' | 'errors', left: number) => drawn.findIndex(({ change }) => change[of](left) === 1);
		expect(arrival('states', 10)).toBeLessThan(arrival('states', 390));
		expect(arrival('states', 390)).toBeLessThan(arrival('errors', 390));
		expect(arrival('errors', 390)).toBeLessThan(arrival('errors', 10));
		const growing = drawn.map(({ change }) => change.states(200));
		expect(growing).toEqual(growing.toSorted((a, b) => a - b));
	});

	test('takes as long as it was given, and then nothing runs', () => {
		expect(play()).toBe(100);
		expect(frame).toBe(null);
	});

	test('that another follows gives way to it', () => {
		play(30);
		const third = madeUpPass('a third one', { of: 'batch' });
		player.show(third, { duration: 1000 });
		expect(drawn.at(-1)).toMatchObject({ pass: third, before: second });
		play();
		expect(drawn.at(-1)?.pass).toBe(third);
	});
});

test('anything else fades in evenly, in a moment', () => {
	player.show(first);
	play();
	player.show(madeUpPass('another film'));
	expect(play()).toBeLessThan(30);
	const shares = drawn.map(({ change }) => change.output);
	expect(drawn.every(({ change }) => change.states(0) === change.errors(400))).toBe(true);
	expect(shares.at(-1)).toBe(1);
	expect(seen).toEqual([]);
});

test('a network of another shape is not mixed with the one before', () => {
	player.show(first);
	play();
	player.show(madeUpPass('a fine film', { units: [3, 3] }));
	expect(drawn.every(({ before }) => before === null)).toBe(true);
});

test('without motion a batch is a picture for each phase, and anything else is there at once', () => {
	player.show(first, { still: true });
	expect(frame).toBe(null);
	drawn = [];
	player.show(second, { duration: 1000, still: true });
	play();
	expect(drawn).toHaveLength(phases.length + 1);
	expect(seen).toEqual([...phases, null]);
	for (const { change } of drawn) {
		expect([0, 1]).toContain(change.states(200));
		expect([0, 1]).toContain(change.errors(200));
	}
});

test('without motion one pass after another is drawn', () => {
	player.show(first, { still: true });
	drawn = [];
	player.show(second, { still: true });
	expect(drawn.map(({ pass }) => pass)).toEqual([second]);
});

test('the same pass again draws nothing; another size or theme does, once', () => {
	player.show(first);
	play();
	const before = drawn.length;
	player.show(first);
	expect(drawn).toHaveLength(before);
	player.redraw();
	expect(drawn).toHaveLength(before + 1);
	expect(frame).toBe(null);
});

test('what nobody sees is at its end at once', () => {
	player.show(first);
	player.show(second, { duration: 1000 });
	player.finish();
	expect(frame).toBe(null);
	expect(drawn.at(-1)).toMatchObject({ pass: second, before: null });
	expect(seen.at(-1)).toBe(null);
});
