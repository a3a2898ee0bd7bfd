// The module that a helper of the engine runs: a worker, or a thread of Node.
import { help, type HelperTask } from '../../../web/src/engine/helper.ts';
import { nodeModule } from './files.ts';

const task = nodeModule('node:worker_threads')?.workerData as HelperTask | null | undefined;
if (task) {
	void help(task);
} else {
	globalThis.onmessage = (event: MessageEvent<HelperTask>) => void help(event.data);
}
