// The textbook's six runs beside the results recorded in Keras; summary() and the Keras code of a run.

export const chapter = {
	chapter: {
		title: 'The textbook’s six runs',
		lead: 'These are the six networks of the textbook’s chapter on recurrent networks. Train them here and compare them with the results recorded in the author’s Keras notebooks.',
		runAll: 'Run all six, one after another',
		endRow: 'Stop after this one',
		inRow: (left: number) => `${left} more queued`,
		otherCorpus:
			'The recorded results are for the real IMDB reviews; on other reviews, expect different numbers.',
		run: 'Run',
		runAgain: 'Run again',
		running: 'Running',
		runOf: (number: number, model: string) => `Run ${number}: ${model}`,
		models: {
			run1: 'SimpleRNN(8), one-hot words',
			run2: 'Embedding(16), SimpleRNN(8)',
			run3: 'Embedding(16), LSTM(8)',
			run4: 'Embedding(16), LSTM(8), dropout 0.3',
			run5: 'Embedding(16), LSTM(8) twice, dropout 0.3',
			run6: 'Embedding(16), GRU(8)',
		},
		shows: {
			run1: 'Each word is a vector of 200 numbers, all 0 except one, so no two words are similar. The network learns slowly: the recorded run took 84 epochs.',
			run2: 'A word is now a vector of 16 numbers, and these are learned too. The recorded run needed fewer than half the epochs and reached a slightly lower validation loss.',
			run3: 'The LSTM keeps a cell state beside its hidden state, and gates decide what goes in and out. With 500 words, the recorded run is well ahead of the SimpleRNNs with 200.',
			run4: 'Dropout zeroes 30% of the inputs during training. In the recorded run, training and validation loss stay closer together.',
			run5: 'Two layers: the first passes its hidden state at every timestep on to the second. More parameters, but no lower loss in the recorded run than with one layer.',
			run6: 'The GRU has three sets of weights where the LSTM has four. Fewer parameters, and the lowest validation loss of the six recorded runs.',
		},
		facts: (words: string, parameters: string) => `${words} words · ${parameters} parameters`,
		keras: 'Keras (recorded)',
		here: 'Here',
		measures: {
			valLoss: 'Best validation loss',
			valAccuracy: 'Validation accuracy at that epoch',
			epochs: 'Epochs',
			seconds: 'Time',
		},
		measure: 'Measure',
		curve: (first: string, best: string) => `Validation loss here: ${first} after epoch 1, best ${best}.`,
		noCurve: 'Not run yet. Diamonds: values recorded in Keras.',
		legend: 'line: here · diamonds: Keras',
		epochAxis: (last: string) => `epoch ${last}`,
		differs:
			'Initial weights, the order of the reviews and dropout use different random numbers than Keras, so the curves match in shape, not point by point; a different seed gives a different run.',
	},

	code: {
		title: 'This network in Keras',
		lead: 'The output of model.summary(), and the same run as a Keras 3 program.',
		show: 'Show',
		summary: 'summary()',
		program: 'Keras 3 code',
		network: 'Network',
		form: (cell: string) => `${cell} (current settings)`,
		download: 'Download weights',
		noWeights: 'Weights can be downloaded once a run has ended.',
		hint: 'The program loads the weights from the file in the same folder. Checked against the Keras documentation; not executed.',
		waiting: 'Shown once the settings are valid.',
	},
};
