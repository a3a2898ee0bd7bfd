// The entry of the evaluation worker: connects the session with the page, and with the files of engine and site.
import type { HelperTask } from '../../engine/helper.ts';
import type { ToEvaluation } from '../../protocol/evaluation.ts';
import type { HelperWanted } from '../../protocol/training.ts';
import { loadImporterFile } from '../engine-files.ts';
import { SiteFiles } from '../library/site-files.ts';
import { threadsOfWorker } from '../training/threads.ts';
import { loadEvaluationFiles } from './evaluation-files.ts';
import { EvaluationSession } from './evaluation-session.ts';

const startHelper = (task: HelperTask) => self.postMessage({ type: 'helper', task } satisfies HelperWanted);

/** The page gives its folder to the worker as its name. */
const session = new EvaluationSession({
	loadEngine: async () => (await loadEvaluationFiles({ count: threadsOfWorker(), startHelper })).engine,
	loadImporter: loadImporterFile,
	files: new SiteFiles(self.name, () => caches.open('unroll-files')),
	post: (message, transfer = []) => self.postMessage(message, { transfer }),
});

self.onmessage = (event: MessageEvent<ToEvaluation>) => void session.receive(event.data);
