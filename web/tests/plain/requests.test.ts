// Requests to a worker: each is answered once, or fails; none hangs, and no answer is taken for another's.
import { beforeEach, expect, test, vi } from 'vitest';
import { Requests, RequestFailure } from '../../src/model/requests.ts';
import type { Done, Failed, Numbered } from '../../src/protocol/requests.ts';
import { answerOnce } from '../../src/worker/answer-once.ts';

type Command = { type: 'save'; run: string } | { type: 'pause' };
type From = Numbered<{ type: 'saved'; bytes: number }> | { type: 'news' } | Done | Failed;
const failure = { kind: 'cannot-resume' } as const;

let posted: Numbered<Command>[];
let requests: Requests<Command, From, { save: 'saved'; pause: 'done' }>;

beforeEach(() => {
	posted = [];
	requests = new Requests((command) => posted.push(command));
});

test('each answer goes to the request that it answers, in whatever order they come', () => {
	const [first, second] = [vi.fn(), vi.fn()];
	const one = requests.send({ type: 'save', run: 'a' }, { answered: first });
	const two = requests.send({ type: 'save', run: 'b' }, { answered: second });
	expect(posted).toEqual([{ type: 'save', run: 'a', request: one }, { type: 'save', run: 'b', request: two }]);
	expect(requests.receive({ type: 'saved', request: two, bytes: 2 })).toBe(true);
	expect(requests.receive({ type: 'saved', request: one, bytes: 1 })).toBe(true);
	expect(first.mock.calls).toEqual([[{ type: 'saved', request: one, bytes: 1 }]]);
	expect(second.mock.calls).toEqual([[{ type: 'saved', request: two, bytes: 2 }]]);
});

test('an answer to a request that was dropped, or answered before, reaches nobody', () => {
	const answered = vi.fn();
	const dropped = requests.send({ type: 'pause' }, { answered });
	requests.drop(dropped);
	expect(requests.receive({ type: 'done', request: dropped })).toBe(true);
	const request = requests.send({ type: 'pause' }, { answered });
	requests.receive({ type: 'done', request });
	requests.receive({ type: 'done', request });
	expect(answered).toHaveBeenCalledTimes(1);
});

test('a failure answers, and where the worker goes all that is pending fails', async () => {
	const saved = requests.ask({ type: 'save', run: 'a' });
	requests.receive({ type: 'failed', request: posted[0]!.request, failure });
	await expect(saved).rejects.toMatchObject({ failure });
	const pending = [requests.ask({ type: 'save', run: 'a' }), requests.ask({ type: 'pause' })];
	requests.close(null);
	for (const request of pending) {
		await expect(request).rejects.toEqual(new RequestFailure(null));
	}
});

test('news is no answer', () => {
	expect(requests.receive({ type: 'news' })).toBe(false);
	expect(requests.receive({ type: 'failed', request: null, failure })).toBe(false);
});

test('the worker answers each command once, whatever becomes of it', async () => {
	const messages: unknown[] = [];
	const post = (message: unknown) => messages.push(message);
	await answerOnce(1, post, (answer) => answer({ type: 'saved' }));
	await answerOnce(2, post, () => {});
	await answerOnce(3, post, () => Promise.reject(new Error('disk')));
	await answerOnce(4, post, (answer) => {
		answer({ type: 'saved' });
		throw new Error('afterwards');
	});
	const unexpected = (message: string) => ({ kind: 'unexpected', message });
	expect(messages).toEqual([
		{ type: 'saved', request: 1 },
		{ type: 'done', request: 2 },
		{ type: 'failed', request: 3, failure: unexpected('disk') },
		{ type: 'saved', request: 4 },
		{ type: 'failed', request: null, failure: unexpected('afterwards') },
	]);
});

test('only a trap, or a stack that ran out, ends the engine', async () => {
	const kinds: unknown[] = [];
	const fail = (error: Error) => answerOnce(1, (message) => kinds.push((message as Failed).failure.kind), () => Promise.reject(error));
	await fail(new WebAssembly.RuntimeError('unreachable'));
	await fail(new RangeError('Maximum call stack size exceeded'));
	await fail(new RangeError('Array buffer allocation failed'));
	await fail(new TypeError('undefined is not a function'));
	expect(kinds).toEqual(['crashed', 'crashed', 'unexpected', 'unexpected']);
});
