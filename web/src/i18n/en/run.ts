// Start, pause, stop; where a run stands, in words and in numbers.

const duration = (hours: number, minutes: number, seconds: number): string => {
	if (hours > 0) {
		return `${hours} h ${minutes} min`;
	}
	return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
};

export const run = {
	controls: {
		label: 'Run',
		start: 'Start',
		startNew: 'New run',
		startOver: 'Start over with these settings',
		wait: 'Do not start',
		pause: 'Pause',
		continue: 'Continue',
		step: 'Step',
		stepBatch: '+1 batch',
		stepEpoch: '+1 epoch',
		stop: 'Stop',
		cells: 'Cells',
		cellsHelp: 'One, or several to race',
		speed: 'Speed',
		fastest: 'as fast as possible',
		batchesPerSecond: (count: number) => (count === 1 ? '1 batch a second' : `${count} batches a second`),
	},

	state: {
		loading: 'Loading',
		broken: 'Not ready',
		waiting: 'Starts as soon as the reviews are here',
		idle: 'Ready',
		training: (epoch: number) => `Training, epoch ${epoch}`,
		validating: (epoch: number) => `Validating, epoch ${epoch}`,
		paused: (epoch: number) => `Paused in epoch ${epoch}`,
		stopped: 'Stopped',
		stoppedEarly: (patience: number) =>
			`Stopped early: ${patience} ${patience === 1 ? 'epoch' : 'epochs'} without a better validation loss`,
		finished: 'Finished',
		changed: (changes: string) => `Changed since this run began: ${changes}.`,
		changedCells: 'the cells',
	},

	numbers: {
		label: 'The run in numbers',
		epoch: 'Epoch',
		ofEpochs: (epochs: string) => `of ${epochs}`,
		valAccuracy: 'Validation accuracy',
		valLoss: 'Validation loss',
		speed: 'Reviews per second',
		timeLeft: (time: string) => `at most ${time} left`,
		patience: 'Patience',
		patienceUsed: (used: number, patience: number) => `${used} of ${patience}`,
		patienceOff: 'off',
		patienceHelp: 'epochs in a row without a better loss',
		lane: 'Cell',
		bestEpoch: 'Best epoch',
		restored: 'weights restored',
		duration,
	},

	outcome: {
		ahead: (best: string, accuracy: string, points: string, worst: string) =>
			`${best} judges ${accuracy} of the validation reviews rightly, ${points} points more than ${worst}.`,
		why: 'Why? See how far back each one learns',
	},

	announce: (run: string, epoch: number, accuracy: string, loss: string) =>
		`${run}, epoch ${epoch}: validation accuracy ${accuracy}, validation loss ${loss}.`,
	announceEnd: (run: string, end: string, best: number) => `${run}: ${end}. Best epoch: ${best}.`,
};
