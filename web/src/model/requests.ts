import type { Done, Failed, Numbered } from '../protocol/requests.ts';
import type { Failure } from '../protocol/types.ts';

interface Message {
	type: string;
	request?: number | null;
}

type Answer<From, Type> = Extract<From, { type: Type; request: number }>;

/** What becomes of a request: exactly one of the two is called, once. */
interface Listener<Reply> {
	answered?(answer: Reply): void;
	/** `failure` is null where the worker was closed before it answered. */
	failed?(failure: Failure | null): void;
}

/** Why a request has no answer; null where its worker was closed. */
export class RequestFailure extends Error {
	readonly failure: Failure | null;

	constructor(failure: Failure | null) {
		super(failure?.kind ?? 'closed');
		this.failure = failure;
	}
}

// What was asked of a worker and is not answered yet. Answers arrive as the worker posts them, so nothing happens between a message and
// what it brings about; an answer that is no longer awaited is dropped.
export class Requests<
	Command extends { type: string },
	From extends Message,
	Answers extends Record<Command['type'], string>,
> {
	readonly #post: (command: Numbered<Command>, transfer: Transferable[]) => void;
	readonly #pending = new Map<number, Listener<never>>();
	#last = 0;

	constructor(post: (command: Numbered<Command>, transfer: Transferable[]) => void) {
		this.#post = post;
	}

	/** Posts a command, and returns its number. */
	send<Type extends Command['type']>(
		command: Extract<Command, { type: Type }>,
		listener: Listener<Answer<From, Answers[Type]>> = {},
		transfer: Transferable[] = [],
	): number {
		const request = ++this.#last;
		this.#pending.set(request, listener as Listener<never>);
		this.#post({ ...command, request } as unknown as Numbered<Command>, transfer);
		return request;
	}

	/** The same as a promise, which is rejected with a RequestFailure. */
	ask<Type extends Command['type']>(
		command: Extract<Command, { type: Type }>,
		transfer: Transferable[] = [],
	): Promise<Answer<From, Answers[Type]>> {
		return new Promise((resolve, reject) => {
			this.send(command, { answered: resolve, failed: (failure) => reject(new RequestFailure(failure)) }, transfer);
		});
	}

	/** The answer to a request is not wanted any more. */
	drop(request: number): void {
		this.#pending.delete(request);
	}

	/** Whether the request is neither answered nor dropped. */
	awaits(request: number): boolean {
		return this.#pending.has(request);
	}

	/** Takes a message of the worker, and says whether it was an answer. */
	receive(message: From | Done | Failed): boolean {
		const { request } = message;
		if (typeof request !== 'number') {
			return false;
		}
		const listener = this.#pending.get(request);
		this.#pending.delete(request);
		if (message.type === 'failed') {
			listener?.failed?.((message as Failed).failure);
		} else {
			listener?.answered?.(message as never);
		}
		return true;
	}

	/** No answer will come any more: whatever is pending fails. */
	close(failure: Failure | null): void {
		const pending = [...this.#pending.values()];
		this.#pending.clear();
		pending.forEach((listener) => listener.failed?.(failure));
	}
}
