// The six runs of the textbook's chapter as its author's notebooks recorded them (Keras 3 on a GPU, the real IMDB
// reviews): what a run of this page is to be held against. docs/chapter.md has the engine's own figures.
import type { PresetName } from '../settings/settings.ts';

export type ChapterRun = Extract<PresetName, `run${number}`>;

export interface RecordedRun {
	name: ChapterRun;
	parameters: number;
	/** Epochs until early stopping, and what they took. */
	epochs: number;
	seconds: number;
	/** The first of the epochs with the best validation loss, to four digits, and the last. */
	bestEpochs: [number, number];
	/** Of the best epoch. */
	loss: number;
	accuracy: number;
	valLoss: number;
	valAccuracy: number;
	/** Validation loss after some epochs. */
	curve: { epoch: number; valLoss: number }[];
}

/** Where the notebooks tell the validation loss, so far as a run came. */
const told = [1, 5, 10, 20];
const curve = (...losses: number[]) => losses.map((valLoss, index) => ({ epoch: told[index] ?? 0, valLoss }));

export const recordedRuns: readonly RecordedRun[] = [
	{
		name: 'run1',
		parameters: 1681,
		epochs: 84,
		seconds: 636,
		bestEpochs: [78, 81],
		loss: 0.5298,
		accuracy: 0.7385,
		valLoss: 0.5491,
		valAccuracy: 0.7316,
		curve: curve(0.7053, 0.6939, 0.6899, 0.6845),
	},
	{
		name: 'run2',
		parameters: 3409,
		epochs: 34,
		seconds: 263,
		bestEpochs: [31, 31],
		loss: 0.5287,
		accuracy: 0.7387,
		valLoss: 0.5413,
		valAccuracy: 0.7306,
		curve: curve(0.6764, 0.6366, 0.5841, 0.5466),
	},
	{
		name: 'run3',
		parameters: 8809,
		epochs: 52,
		seconds: 149,
		bestEpochs: [45, 49],
		loss: 0.4043,
		accuracy: 0.8167,
		valLoss: 0.4368,
		valAccuracy: 0.7934,
		curve: curve(0.6911, 0.576, 0.4959, 0.4488),
	},
	{
		name: 'run4',
		parameters: 8809,
		epochs: 33,
		seconds: 94,
		bestEpochs: [30, 30],
		loss: 0.4292,
		accuracy: 0.8052,
		valLoss: 0.4473,
		valAccuracy: 0.7904,
		curve: curve(0.6923, 0.6513, 0.548, 0.4736),
	},
	{
		name: 'run5',
		parameters: 9353,
		epochs: 17,
		seconds: 73,
		bestEpochs: [14, 14],
		loss: 0.4542,
		accuracy: 0.794,
		valLoss: 0.467,
		valAccuracy: 0.7844,
		curve: curve(0.6904, 0.5202, 0.4794),
	},
	{
		name: 'run6',
		parameters: 8633,
		epochs: 100,
		seconds: 286,
		bestEpochs: [100, 100],
		loss: 0.3929,
		accuracy: 0.8237,
		valLoss: 0.4317,
		valAccuracy: 0.7978,
		curve: curve(0.6928, 0.6866, 0.6111, 0.4702),
	},
];
