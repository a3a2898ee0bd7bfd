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
		bestMark: 'best',
		empty: 'Press Start: the curves appear here.',
		summary: (metric: string, epochs: number, train: string, validation: string, best: number) =>
			`${metric} after epoch ${epochs}: training ${train}, validation ${validation}. Best epoch so far: ${best}.`,
		noSummary: (metric: string) => `${metric}: no epoch has finished yet.`,
	},
};
