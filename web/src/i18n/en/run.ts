// Start, pause, stop, and the progress of a run.

const duration = (hours: number, minutes: number, seconds: number): string => {
	if (hours > 0) {
		return `${hours} h ${minutes} min`;
	}
	if (minutes > 0) {
		return seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`;
	}
	return `${seconds} s`;
};

export const run = {
	controls: {
		label: 'Run',
		strip: 'Run at a glance',
		start: 'Start',
		startNew: 'New run',
		startOver: 'Restart with these settings',
		wait: 'Cancel',
		pause: 'Pause',
		continue: 'Continue',
		step: 'Step',
		stepBatch: '+1 batch',
		stepEpoch: '+1 epoch',
		stop: 'Stop',
		cells: 'Cells',
		cellsHelp: 'Choose one, or several to compare',
		speed: 'Speed',
		fastest: 'as fast as possible',
		batchesPerSecond: (count: number) => (count === 1 ? '1 batch per second' : `${count} batches per second`),
		secondsPerBatch: (count: number) => `1 batch in ${count} seconds`,
	},

	state: {
		loading: 'Loading',
		broken: 'Unavailable',
		waiting: 'Waiting for the reviews',
		idle: 'Ready',
		training: (epoch: number) => `Training, epoch ${epoch}`,
		validating: (epoch: number) => `Validating, epoch ${epoch}`,
		paused: (epoch: number) => `Paused in epoch ${epoch}`,
		stopped: 'Stopped',
		stoppedEarly: (patience: number) => `Early stopping (patience ${patience})`,
		finished: 'Finished',
		changed: (changes: string) => `Changed since this run started: ${changes}.`,
		changedCells: 'cells',
	},

	numbers: {
		label: 'Training progress',
		epoch: 'Epoch',
		ofEpochs: (epochs: string) => `of ${epochs}`,
		rate: (rate: string) => `rate ${rate}`,
		valAccuracy: 'Validation accuracy',
		valLoss: 'Validation loss',
		speed: 'Reviews per second',
		timeLeft: (time: string) => `up to ${time} left`,
		patience: 'Patience',
		patienceUsed: (used: number, patience: number) => `${used} of ${patience}`,
		patienceOff: 'off',
		patienceHelp: 'consecutive epochs without improvement',
		/** Above the columns of the table. */
		short: { valAccuracy: 'Val. accuracy', valLoss: 'Val. loss', patience: 'Patience', speed: 'Reviews/s' },
		cell: 'Cell',
		bestEpoch: 'Best epoch',
		restored: 'restored',
		duration,
	},

	outcome: {
		ahead: (best: string, accuracy: string, points: string, worst: string) =>
			`${best} classifies ${accuracy} of the validation reviews correctly, ${points} percentage points more than ${worst}.`,
		close: (best: string, accuracy: string, other: string, least: string) =>
			`${best} classifies ${accuracy} of the validation reviews correctly, ${other} ${least}: too close to call. Another seed may reverse the order.`,
		none: (best: string, accuracy: string) =>
			`None of them has learned: even ${best} classifies only ${accuracy} correctly, as if guessing. Try another learning rate or more epochs.`,
		why: 'Why? See how far back each one reads',
	},

	announce: (run: string, epoch: number, accuracy: string, loss: string) =>
		`${run}, epoch ${epoch}: validation accuracy ${accuracy}, validation loss ${loss}.`,
	announceEnd: (run: string, end: string) => `${run}: ${end}.`,
	announceBest: (epoch: number, accuracy: string, loss: string) =>
		`The weights are those of the best epoch, ${epoch}: validation accuracy ${accuracy}, validation loss ${loss}.`,
};
