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
		restored: (epoch: number) => `The weights of epoch ${epoch}, the best, are back in place.`,
		changed: 'The settings have changed since this run began.',
	},

	numbers: {
		label: 'The run in numbers',
		epoch: 'Epoch',
		ofEpochs: (epochs: string) => `of ${epochs}`,
		valAccuracy: 'Validation accuracy',
		valLoss: 'Validation loss',
		best: (value: string, epoch: number) => `best ${value}, epoch ${epoch}`,
		speed: 'Reviews per second',
		timeLeft: (time: string) => `at most ${time} left`,
		patience: 'Patience',
		patienceUsed: (used: number, patience: number) => `${used} of ${patience}`,
		patienceOff: 'off',
		patienceHelp: 'epochs in a row without a better loss',
		duration,
	},

	announce: (epoch: number, accuracy: string, loss: string) =>
		`Epoch ${epoch}: validation accuracy ${accuracy}, validation loss ${loss}.`,
};
