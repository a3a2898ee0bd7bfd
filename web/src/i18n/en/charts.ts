// The curves.

export const charts = {
	charts: {
		loss: 'Loss',
		accuracy: 'Accuracy',
		epochAxis: 'epoch',
		train: 'training',
		validation: 'validation',
		batch: 'batch by batch',
		soFar: 'epoch so far',
		best: 'best epoch',
		past: 'past runs',
		empty: 'Press Start: the curves appear here.',
		summaryOfRun: (run: string, epochs: number, train: string, validation: string, best: number) =>
			`${run} after epoch ${epochs}: training ${train}, validation ${validation}, best epoch ${best}.`,
		noSummary: (metric: string) => `${metric}: no epoch has finished yet.`,
		read: (metric: string) => `${metric}: read the values of an epoch`,
		atEpoch: (epoch: number) => `Epoch ${epoch}`,
		valueOfRun: (run: string, validation: string, train: string) => `${run}: validation ${validation}, training ${train}`,
		andMore: (count: number) => `and ${count} more`,
		table: 'The values as a table',
		tableCaption: 'Loss and accuracy of the runs on show, by epoch',
		run: 'Run',
		epoch: 'Epoch',
		trainLoss: 'Training loss',
		valLoss: 'Validation loss',
		trainAccuracy: 'Training accuracy',
		valAccuracy: 'Validation accuracy',
	},
};
