// The textbook's chapter: six runs beside what Keras recorded, summary() and the run as Keras code.

export const chapter = {
	chapter: {
		title: 'The chapter’s six runs',
		lead: 'These are the six networks of the textbook’s chapter on recurrent networks. Train them here, and hold them against what the author’s Keras notebooks recorded.',
		runAll: 'Run all six in turn',
		endRow: 'Stop after this one',
		inRow: (left: number) => (left === 1 ? '1 more will follow' : `${left} more will follow`),
		otherCorpus:
			'The recorded figures are of the real IMDB reviews. You are training on other reviews: expect other figures.',
		run: 'Run',
		runAgain: 'Run again',
		running: 'Running',
		runOf: (number: number, model: string) => `Run ${number}: ${model}`,
		models: {
			run1: 'SimpleRNN(8) on one-hot words',
			run2: 'Embedding(16), SimpleRNN(8)',
			run3: 'Embedding(16), LSTM(8)',
			run4: 'Embedding(16), LSTM(8), dropout 0.3',
			run5: 'Embedding(16), LSTM(8) twice, dropout 0.3',
			run6: 'Embedding(16), GRU(8)',
		},
		shows: {
			run1: 'Every word is 200 numbers, all 0 but one: no two words are alike. The network learns slowly, and forgets the beginning of a review before it reaches the end.',
			run2: 'A word is now 16 numbers that are learned too. It takes half the epochs, and ends a little better.',
			run3: 'The LSTM keeps a memory beside its hidden state, and gates decide what goes in and out. With 500 words it is far ahead of the SimpleRNN.',
			run4: 'Dropout hides 30 % of the inputs while training. Training and validation loss stay closer together.',
			run5: 'Two layers: the first hands all its steps to the second. More parameters, hardly better: the reviews, not the network, set the limit.',
			run6: 'The GRU has three gates’ worth of weights where the LSTM has four. Fewer parameters, and it learns as well.',
		},
		facts: (words: string, parameters: string) => `${words} words · ${parameters} parameters`,
		keras: 'Keras, recorded',
		here: 'Here',
		measures: {
			valLoss: 'Best validation loss',
			valAccuracy: 'Its validation accuracy',
			epochs: 'Epochs',
			seconds: 'Time',
		},
		measure: 'Measure',
		curve: (first: string, best: string) => `Validation loss here: ${first} after epoch 1, best ${best}.`,
		noCurve: 'Not run yet. The diamonds are what Keras recorded.',
		legend: 'line: here · diamonds: Keras',
		epochAxis: (last: string) => `epoch ${last}`,
		differs:
			'Initial values, order and dropout are drawn from other random numbers than Keras drew: the curves agree in kind, not point by point. Another seed is another run.',
	},

	code: {
		title: 'This network in Keras',
		lead: 'What model.summary() prints, and the same run as a Keras 3 program.',
		show: 'Show',
		summary: 'summary()',
		program: 'Keras 3 code',
		network: 'Network',
		form: (cell: string) => `${cell}, as set now`,
		download: 'Download the weights',
		noWeights: 'Weights can be downloaded as soon as a run has ended.',
		hint: 'The program loads the weights from the file beside it. It was checked against Keras’ documentation, not run.',
		waiting: 'Appears as soon as the settings are possible.',
	},
};
