// The curves.

export const charts = {
	charts: {
		loss: 'Loss',
		accuracy: 'Accuracy',
		epochAxis: 'epoch',
		train: 'training',
		validation: 'validation',
		batch: 'batch by batch',
		best: 'best epoch',
		empty: 'Press Start to see the curves.',
		summaryOfRun: (run: string, epochs: number, train: string, validation: string, best: number) =>
			`${run} after epoch ${epochs}: training ${train}, validation ${validation}, best epoch ${best}.`,
		noSummary: (metric: string) => `${metric}: no epoch has finished yet.`,
		read: (metric: string) => `${metric}: read values at an epoch`,
		atEpoch: (epoch: number) => `Epoch ${epoch}`,
		valueOfRun: (run: string, validation: string, train: string) => `${run}: validation ${validation}, training ${train}`,
		andMore: (count: number) => `and ${count} more`,
		table: 'Show as table',
		tableCaption: 'Loss and accuracy of the visible runs, by epoch',
		run: 'Run',
		epoch: 'Epoch',
		trainLoss: 'Training loss',
		valLoss: 'Validation loss',
		trainAccuracy: 'Training accuracy',
		valAccuracy: 'Validation accuracy',
	},
};
