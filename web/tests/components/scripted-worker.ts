import { vi } from 'vitest';
import type { FromTraining, ToTraining } from '../../src/protocol/training.ts';
import type { TrainingWorker } from '../../src/state/lane.svelte.ts';

/** A worker that does nothing by itself: a test says what it posts, and sees what was posted to it. */
export class ScriptedWorker implements TrainingWorker {
	onmessage: TrainingWorker['onmessage'] = null;
	onerror: TrainingWorker['onerror'] = null;
	readonly terminate = vi.fn();
	readonly received: ToTraining[] = [];

	postMessage(message: ToTraining): void {
		this.received.push(message);
	}

	say(message: FromTraining): void {
		this.onmessage?.({ data: message } as MessageEvent<FromTraining>);
	}

	last<Type extends ToTraining['type']>(type: Type): Extract<ToTraining, { type: Type }> | undefined {
		return this.received.findLast(
			(message): message is Extract<ToTraining, { type: Type }> => message.type === type,
		);
	}
}

export const corpus = { trainReviews: 25_000, testReviews: 12_500, words: 10_000, tail: 200, source: 'made up' };

export const network = {
	layers: [
		{ name: 'embedding', type: 'Embedding', steps: 100, features: 16, parameters: 8000 },
		{ name: 'gru', type: 'GRU', steps: 0, features: 8, parameters: 624 },
		{ name: 'dense', type: 'Dense', steps: 0, features: 1, parameters: 9 },
	],
	memory: 1_400_000,
};
