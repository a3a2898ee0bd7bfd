// The entry of a training worker: connects the session with the page and the engine's files.
import type { HelperTask } from '../../engine/helper.ts';
import type { HelperWanted, ToTraining } from '../../protocol/training.ts';
import { loadEngineFiles } from '../engine-files.ts';
import { afterMessages } from '../after-messages.ts';
import { TrainingSession } from './training-session.ts';
import { threadsOfWorker } from './threads.ts';

const startHelper = (task: HelperTask) => self.postMessage({ type: 'helper', task } satisfies HelperWanted);

const session = new TrainingSession({
	loadEngine: (threads) => loadEngineFiles({ count: threadsOfWorker(threads), startHelper }),
	post: (message, transfer = []) => self.postMessage(message, { transfer }),
	later: (task, delay) => (delay > 0 ? setTimeout(task, delay) : afterMessages(task)),
});

self.onmessage = (event: MessageEvent<ToTraining>) => void session.receive(event.data);
