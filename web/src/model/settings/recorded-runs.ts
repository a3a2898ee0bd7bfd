import textbook from '../../../../src/textbook/runs.json';

// The runs of the textbook's chapter as its author's notebooks recorded them (Keras 3 on a GPU, the real IMDB reviews), six
// in each edition: what a run of this page can be compared with. The program reads the same list; docs/chapter.md says
// what the figures mean.

export type Edition = 1 | 2;
export const editions: readonly Edition[] = [1, 2];

type Six = 1 | 2 | 3 | 4 | 5 | 6;
/** Those of the first edition, and those of the second, which train with Adam. */
export type RunName = `run${Six}` | `adam${Six}`;

export interface RecordedRun {
	name: RunName;
	edition: Edition;
	/** What differs from the engine's defaults. */
	settings: Record<string, string>;
	parameters: number;
	/** Epochs until early stopping, and what they took. */
	epochs: number;
	seconds: number;
	/** Of the best epoch. */
	valLoss: number;
	valAccuracy: number;
	/** On the 25,000 test reviews; null where it was not recorded. */
	testAccuracy: number | null;
	/** The best validation loss here with seeds 1, 2 and 3, on the reviews of the official archive: the lowest and the highest. */
	measured: readonly [lowest: number, highest: number];
}

/** One of the second edition's networks in PyTorch, as recorded. */
export interface PytorchRun {
	name: string;
	/** As its program has them. */
	layers: string;
	learning_rate: number;
	epochs: number;
	best_epoch: number;
	val_loss: number;
	val_accuracy: number;
	test_accuracy: number | null;
	/** What differs from the engine's defaults. */
	settings: Record<string, string>;
}

export const pytorchRuns: readonly PytorchRun[] = textbook.pytorch;

export const recordedRuns: readonly RecordedRun[] = textbook.editions.flatMap(({ edition, settings, runs }) =>
	runs.map((run): RecordedRun => {
		const { name, parameters, epochs, seconds, measured_val_loss: measured } = run;
		return {
			name: name as RunName,
			edition: edition as Edition,
			settings: { ...settings, ...run.settings },
			parameters,
			epochs,
			seconds,
			valLoss: run.val_loss,
			valAccuracy: run.val_accuracy,
			testAccuracy: 'test' in run ? run.test.accuracy : null,
			measured: [Math.min(...measured), Math.max(...measured)],
		};
	}),
);

export const isRunName = (name: string): name is RunName => recordedRuns.some((run) => run.name === name);

export const runsOf = (edition: Edition): RecordedRun[] => recordedRuns.filter((run) => run.edition === edition);
