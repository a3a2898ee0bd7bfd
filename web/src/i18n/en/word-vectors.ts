// Word vectors of others, as the initial embedding of a run.

export const wordVectors = {
	lead: 'The embedding begins with word vectors that were trained elsewhere, and is as large as they are. Words without a vector, and all other layers, begin at random as usual.',
	file: 'A text file of GloVe, fastText or word2vec, also packed (.gz), or a model of Unroll',
	run: 'or the embedding of a run',
	choose: 'Choose a run',
	reading: 'Reading the vectors…',
	refused: (name: string) => `${name} cannot be used:`,
	found: (found: string, of: string, size: string) => `${found} of ${of} words have a vector. Embedding size: ${size}.`,
	start: 'Train with these vectors',
	trainable: 'Whether training changes them is the setting “Train embedding”.',
	noReviews: 'The reviews are still loading.',
};
