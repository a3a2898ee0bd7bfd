import type { EvaluationWorker } from './protocol/evaluation.ts';
import { withHelpers } from './training-worker.ts';

/** The worker that evaluates networks, with the helpers of its engine; it gets the page's folder as its name. */
export const startEvaluationWorker = (site: string): EvaluationWorker =>
	withHelpers(new Worker(new URL('./worker/evaluation/evaluation-worker.ts', import.meta.url), { type: 'module', name: site }));
