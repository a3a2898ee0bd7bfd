// The two throttles: the page's passes on the latest, and the worker's limits how often something is done.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Throttle as PageThrottle } from '../../src/model/throttle.ts';
import { Throttle, throttled } from '../../src/worker/throttle.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('on the page the first counts at once, and of those in between the latest at the end', () => {
	const shown: string[] = [];
	let text = '';
	const throttle = new PageThrottle(60, () => shown.push(text));
	for (const typed of ['a', 'ab', 'abc']) {
		text = typed;
		throttle.request();
	}
	expect(shown).toEqual(['a']);
	vi.advanceTimersByTime(60);
	expect(shown).toEqual(['a', 'abc']);
	vi.advanceTimersByTime(1000);
	expect(shown).toEqual(['a', 'abc']);
});

test('and a frame may be waited for: there is one at a time', () => {
	const frames: (() => void)[] = [];
	const task = vi.fn();
	const throttle = new PageThrottle(80, task, (frame) => frames.push(frame));
	throttle.request();
	throttle.request();
	expect(frames).toHaveLength(1);
	frames[0]!();
	expect(task).toHaveBeenCalledTimes(1);
	throttle.request();
	expect(frames).toHaveLength(1);
	vi.advanceTimersByTime(80);
	expect(frames).toHaveLength(2);
});

test('in a worker it is due after the interval, or later where it takes long itself', () => {
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

test('and progress in between is left out', () => {
	const posted: number[] = [];
	const report = throttled(100, (read: number) => posted.push(read));
	[1, 2, 3].forEach(report);
	vi.advanceTimersByTime(100);
	[4, 5].forEach(report);
	expect(posted).toEqual([1, 4]);
});
