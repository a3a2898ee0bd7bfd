// The comments in the Keras code of a run.

export const keras = {
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

	keras: {
		title: (network: string) => `${network}, as trained in Unroll; Keras 3, any backend.`,
		network: 'The network.',
		maskedMaximum: 'GlobalMaxPooling1D knows no mask; this one leaves out the padding, as the network in Unroll does.',
		weights: 'The weights of this run, from the model file downloaded from the page. Requires: pip install safetensors',
		order: 'set_weights() expects the arrays layer by layer, in this order and these shapes.',
		biases: 'The biases of a cell of PyTorch are two; Keras has their sum.',
		predict: 'Predict your own review, using the vocabulary stored with the model.',
		ids: '0 is padding, 1 the start of a review, 2 an unknown word; the most frequent word has id 4.',
		pieces: 'Ids of the pieces that words are cut into: 0 is padding, 1 the start of a review; the pieces follow from id 4 on. ▁ begins a word.',
		training: 'The same training in Keras. Keras draws different random numbers, so results are close but not identical.',
		byPytorch: 'This run has the initial values, two biases and constants of the optimizer of PyTorch; below they are those of Keras.',
		data: 'keras.datasets.imdb has its own word ids; the weights above belong to the vocabulary in their file, not to these ids.',
		ownTexts: 'Your own texts and their labels, 0 or 1; ids_of() above needs the model file.',
		oneHot: 'One-hot vectors of all reviews take a lot of memory: 1.6 GB for 20,000 reviews of 100 timesteps and 200 words.',
		once: 'The split has already shuffled the reviews; this run kept the same order in every epoch.',
		last: 'The last share, as validation_split takes it of mixed reviews; Unroll takes the last of each label.',
		balanced: 'Each class counts as much as the other in the training loss; the validation loss is not weighted.',
		forever: 'This run did not use early stopping; it ends with the weights of its best epoch anyway.',
		test: 'Loss and accuracy on the test reviews.',
	},
};
