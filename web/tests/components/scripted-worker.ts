import { vi } from 'vitest';
import type { FromLibrary, ToLibrary } from '../../src/protocol/library.ts';
import type { Failure } from '../../src/protocol/types.ts';
import type { FromTraining, ToTraining } from '../../src/protocol/training.ts';

/** The commands that each message answers. */
const answered: Record<string, string[]> = {
	ready: ['load'],
	opened: ['corpus'],
	prepared: ['prepare'],
	started: ['start', 'resume'],
	saved: ['save'],
	corpus: ['corpus'],
	guessed: ['import', 'guess'],
	imported: ['import'],
	cancelled: ['import', 'guess'],
	stored: ['keep'],
	taken: ['take'],
};

/** A message without the number of the command that it answers. */
export type Said<From> = From extends { request: number } ? Omit<From, 'request'> : From;

/** A worker that does nothing by itself: a test says what it posts, and sees what was posted to it. */
class Scripted<To extends { type: string; request: number }, From extends { type: string }> {
	onmessage: ((event: MessageEvent<From>) => void) | null = null;
	onerror: ((event: ErrorEvent) => void) | null = null;
	readonly terminate = vi.fn();
	readonly received: To[] = [];

	postMessage(message: To): void {
		this.received.push(message);
	}

	/** Posts news, or the answer to the last command that it fits. */
	say(message: Said<From>): void {
		const { type } = message as From;
		const command = this.received.findLast((one) => answered[type]?.includes(one.type));
		this.post(command ? { ...message, request: command.request } : message);
	}

	/** Answers the last command of a type with a failure. */
	fail(type: To['type'], failure: Failure): void {
		this.post({ type: 'failed', request: this.received.findLast((one) => one.type === type)?.request, failure });
	}

	/** Posts a message as it stands. */
	post(message: unknown): void {
		this.onmessage?.({ data: message } as MessageEvent<From>);
	}

	last<Type extends To['type']>(type: Type): Extract<To, { type: Type }> | undefined {
		return this.received.findLast((message): message is Extract<To, { type: Type }> => message.type === type);
	}
}

export class ScriptedWorker extends Scripted<ToTraining, FromTraining> {}
export class ScriptedLibrary extends Scripted<ToLibrary, FromLibrary> {}

export const official = { id: 'imdb', kind: 'official', name: '', size: 4_800_000, added: 0, account: null } as const;

export const corpus = { trainReviews: 25_000, testReviews: 12_500, words: 10_000, tail: 200, knownWords: 9_996, source: 'made up', tokenizer: 'words' as const };

export const network = {
	layers: [
		{ name: 'embedding', type: 'Embedding', steps: 100, features: 16, parameters: 8000 },
		{ name: 'gru', type: 'GRU', steps: 0, features: 8, parameters: 624 },
		{ name: 'dense', type: 'Dense', steps: 0, features: 1, parameters: 9 },
	],
	memory: 1_400_000,
	extremes: { words: 40, known: 0.5 },
};
