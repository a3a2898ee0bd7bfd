// How often something is done: what is asked for too soon waits, is merged with what follows, or is left out.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { coalesced, Throttle, throttled } from '../../src/timing/throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first request counts at once, and those in between once at the end', () => {
	const shown: string[] = [];
	let text = '';
	const request = coalesced(60, () => shown.push(text));
	for (const typed of ['a', 'ab', 'abc']) {
		text = typed;
		request();
	}
	expect(shown).toEqual(['a']);
	vi.advanceTimersByTime(60);
	expect(shown).toEqual(['a', 'abc']);
	vi.advanceTimersByTime(1000);
	expect(shown).toEqual(['a', 'abc']);
});

test('requests that are merged may wait for a frame: there is one at a time', () => {
	const frames: (() => void)[] = [];
	const task = vi.fn();
	const request = coalesced(80, task, (frame) => frames.push(frame));
	request();
	request();
	expect(frames).toHaveLength(1);
	frames[0]!();
	expect(task).toHaveBeenCalledTimes(1);
	request();
	expect(frames).toHaveLength(1);
	vi.advanceTimersByTime(80);
	expect(frames).toHaveLength(2);
});

test('a throttle is due after the interval, or later where it takes long itself', () => {
	const throttle = new Throttle(100, 20);
	expect(throttle.isDue).toBe(true);
	throttle.run(() => {});
	vi.advanceTimersByTime(99);
	expect(throttle.isDue).toBe(false);
	vi.advanceTimersByTime(1);
	expect(throttle.isDue).toBe(true);
	throttle.run(() => vi.advanceTimersByTime(50));
	vi.advanceTimersByTime(999);
	expect(throttle.isDue).toBe(false);
	vi.advanceTimersByTime(1);
	expect(throttle.isDue).toBe(true);
});

test('calls in between are left out', () => {
	const posted: number[] = [];
	const report = throttled(100, (read: number) => posted.push(read));
	[1, 2, 3].forEach(report);
	vi.advanceTimersByTime(100);
	[4, 5].forEach(report);
	expect(posted).toEqual([1, 4]);
});
