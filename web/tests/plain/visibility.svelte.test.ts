// @vitest-environment happy-dom
// What is out of sight is left as it was, and what has not changed is not taken for new.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { reuseEqual } from '../../src/model/reuse-equal.ts';
import { WhileVisible } from '../../src/view/visibility.svelte.ts';

describe('a held value', () => {
	let tell: (seen: boolean) => void;
	const disconnect = vi.fn();

	beforeEach(() => {
		vi.stubGlobal(
			'IntersectionObserver',
			class {
				constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
					tell = (isIntersecting) => callback([{ isIntersecting }]);
				}
				observe = vi.fn();
				disconnect = disconnect;
			},
		);
	});

	afterEach(() => vi.unstubAllGlobals());

	test('follows while it is in sight, stays while it is not, and catches up', () => {
		let now = $state(1);
		const held = new WhileVisible(() => now);
		const leave = held.watch({} as Element);
		const stop = $effect.root(() => {
			expect(held.value).toBe(1); // before the browser has reported
			now = 2;
			expect(held.value).toBe(2);
			tell(false);
			now = 3;
			expect(held.value).toBe(2);
			tell(true);
			expect(held.value).toBe(3);
		});
		stop();
		leave();
		expect(disconnect).toHaveBeenCalledOnce();
	});

	test('is as it is now on paper, also where it is out of sight, and stays there after', () => {
		let now = $state('dark');
		const held = new WhileVisible(() => now);
		const leave = held.watch({} as Element);
		const stop = $effect.root(() => {
			expect(held.value).toBe('dark');
			tell(false);
			now = 'light';
			expect(held.value).toBe('dark');
			dispatchEvent(new Event('beforeprint'));
			expect(held.value).toBe('light');
			dispatchEvent(new Event('afterprint'));
			now = 'dark';
			expect(held.value).toBe('light');
		});
		stop();
		leave();
	});

	test('that is not in sight at first is still there', () => {
		const held = new WhileVisible(() => 'something');
		held.watch({} as Element);
		tell(false);
		expect(held.value).toBe('something');
	});
});

test('a reuseEqual object is another only where a field differs', () => {
	const keep = reuseEqual<{ left: number; top: number }>();
	const first = keep({ left: 1, top: 2 });
	expect(keep({ left: 1, top: 2 })).toBe(first);
	const second = keep({ left: 1, top: 3 });
	expect(second).toEqual({ left: 1, top: 3 });
	expect(keep({ left: 1, top: 3 })).toBe(second);
});
