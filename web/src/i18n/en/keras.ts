// The comments in the Keras code of a run.

export const keras = {
	keras: {
		title: (network: string) => `${network}, as Unroll ran it: for Keras 3, with any of its backends.`,
		network: 'The network.',
		weights: 'The weights of this run, from the model file that the page gives for download. They need: pip install safetensors',
		order: 'Keras takes the weights layer by layer, in this order and these shapes.',
		verdict: 'A verdict on a review of your own, with the words that the model was trained with.',
		ids: '0 is padding, 1 the start of a review, 2 an unknown word; the most frequent word is 4.',
		training: 'The same training with Keras. Its random numbers are others, so the figures come out close, not equal.',
		data: 'Keras has reviews and ids of its own: the weights above go with the words in their file, not with these ids.',
		oneHot: 'All reviews as one-hot vectors take much memory: 1.6 GB for 20,000 reviews of 100 steps and 200 words.',
		once: 'The split has shuffled the reviews; this run kept one order for all epochs.',
		forever: 'This run was not stopped early; it ends with the weights of its best epoch all the same.',
		test: 'Loss and accuracy on the test reviews.',
	},
};
