// How the page and a worker ask and answer. Every command carries a number, and exactly one message of the worker answers it
// with the same one: what the command asks for, `done` where it asks for nothing, or `failed`. What a worker posts by itself
// has no number, but for a failure that answers nothing: there it is null.
import type { Failure } from './types.ts';

export type Numbered<Command> = Command extends unknown ? Command & { request: number } : never;

export type Done = { type: 'done'; request: number };
export type Failed = { type: 'failed'; request: number | null; failure: Failure };

/** The commands by their types, and the type of the message that answers each. */
export type AnswerTable<Command extends { type: string }> = Record<Command['type'], string>;

/** What the page needs of a Worker that takes `To` and posts `From`. */
export interface WorkerOf<To, From> {
	postMessage(message: To, transfer?: Transferable[]): void;
	onmessage: ((event: MessageEvent<From>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	terminate(): void;
}
