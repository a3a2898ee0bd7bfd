import type { Progress } from '../../src/protocol/types.ts';

/** A progress in the first epoch of a run, with whatever else a test asks for. */
export function madeUpProgress(changes: Partial<Progress> = {}): Progress {
	return {
		phase: 'training',
		epoch: 1,
		batch: 0,
		batches: 313,
		trainedBatches: 0,
		batchLoss: 0.69,
		learningRate: 0.01,
		loss: 0.69,
		accuracy: 0.5,
		valLoss: 0,
		valAccuracy: 0,
		finishedEpochs: 0,
		bestEpoch: 0,
		bestValLoss: 0,
		epochsWithoutImprovement: 0,
		stoppedEarly: false,
		trainReviews: 20_000,
		validationReviews: 5000,
		...changes,
	};
}
