import curves from '../../../../src/textbook/curves.json';
import type { RunName } from '../settings/recorded-runs.ts';

// The curves of the textbook's runs. They are a file of their own, so that the first screen, which knows the runs as presets, loads without them.

/** What was recorded of one epoch. */
export interface RecordedEpoch {
	epoch: number;
	valLoss: number;
	/** null where the notebook printed none. */
	valAccuracy: number | null;
}

export function curveOf(name: RunName): RecordedEpoch[] {
	const { epochs, val_loss: losses, val_accuracy: accuracies } = curves[name];
	return epochs.map((epoch, index) => ({ epoch, valLoss: losses[index] ?? NaN, valAccuracy: accuracies[index] ?? null }));
}
