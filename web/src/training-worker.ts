import type { TrainingWorker } from './model/runs/training-client.svelte.ts';
import type { WorkerOf } from './protocol/requests.ts';
import type { HelperWanted } from './protocol/training.ts';

/**
 * A training worker together with the helpers of its engine, which it asks for and which end with it. The page starts them: a
 * worker that makes another waits in its constructor for the page's thread, and in Firefox 153 it sometimes waits for ever.
 */
export const startTrainingWorker = (): TrainingWorker =>
	withHelpers(new Worker(new URL('./worker/training/training-worker.ts', import.meta.url), { type: 'module' }));

export function withHelpers<To, From extends { type: string }>(worker: Worker): WorkerOf<To, From> {
	const helpers: Worker[] = [];
	const all: WorkerOf<To, From> = {
		onmessage: null,
		onerror: null,
		postMessage: (message, transfer = []) => worker.postMessage(message, transfer),
		terminate() {
			for (const each of [worker, ...helpers]) {
				each.terminate();
			}
		},
	};
	worker.onerror = (event) => all.onerror?.(event);
	worker.onmessage = (event: MessageEvent<From | HelperWanted>) => {
		if (event.data.type === 'helper') {
			helpers.push(startHelper(event.data as HelperWanted));
		} else {
			all.onmessage?.(event as MessageEvent<From>);
		}
	};
	return all;
}

// A helper that does not start is not needed: the others take its parts.
function startHelper({ task }: HelperWanted): Worker {
	const worker = new Worker(new URL('./worker/training/threads-helper.ts', import.meta.url), { type: 'module', name: 'helper' });
	worker.onerror = (event) => event.preventDefault();
	worker.postMessage(task);
	return worker;
}
