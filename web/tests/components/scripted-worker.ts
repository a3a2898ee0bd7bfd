import { vi } from 'vitest';
import type { FromLibrary, ToLibrary } from '../../src/protocol/library.ts';
import type { FromTraining, ToTraining } from '../../src/protocol/training.ts';

/** A worker that does nothing by itself: a test says what it posts, and sees what was posted to it. */
class Scripted<To extends { type: string }, From> {
	onmessage: ((event: MessageEvent<From>) => void) | null = null;
	onerror: ((event: ErrorEvent) => void) | null = null;
	readonly terminate = vi.fn();
	readonly received: To[] = [];

	postMessage(message: To): void {
		this.received.push(message);
	}

	say(message: From): void {
		this.onmessage?.({ data: message } as MessageEvent<From>);
	}

	last<Type extends To['type']>(type: Type): Extract<To, { type: Type }> | undefined {
		return this.received.findLast((message): message is Extract<To, { type: Type }> => message.type === type);
	}
}

export class ScriptedWorker extends Scripted<ToTraining, FromTraining> {}
export class ScriptedLibrary extends Scripted<ToLibrary, FromLibrary> {}

export const official = { id: 'imdb', kind: 'official', name: '', size: 4_800_000, added: 0, account: null } as const;

export const corpus = { trainReviews: 25_000, testReviews: 12_500, words: 10_000, tail: 200, knownWords: 9_996, source: 'made up' };

export const network = {
	layers: [
		{ name: 'embedding', type: 'Embedding', steps: 100, features: 16, parameters: 8000 },
		{ name: 'gru', type: 'GRU', steps: 0, features: 8, parameters: 624 },
		{ name: 'dense', type: 'Dense', steps: 0, features: 1, parameters: 9 },
	],
	memory: 1_400_000,
};
