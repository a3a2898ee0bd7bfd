// Models of Keras, PyTorch and Unroll that are dropped among the data.

export const importModel = {
	title: (file: string) => `Model “${file}”`,
	reading: 'Reading the file…',
	ofNetwork: 'The file describes its network. It does not say how texts were padded, or what words have which ids.',
	ofWeights: 'The file has weights alone. Enter the network that they are of: names and shapes are compared with it.',
	words: 'Words',
	sources: {
		corpus: 'Of the current reviews',
		file: 'Of a file',
		none: 'Unknown: the model reads ids alone',
	},
	wordsFile: 'One word per line, from id 4 on, or imdb_word_index.json',
	noJson: 'The file of words is neither a list nor JSON.',
	training: 'It gets the training settings of the form.',
	take: 'Import',
	refused: (file: string) => `“${file}” could not be imported.`,
	done: (file: string) => `“${file}” was imported. It is used for predictions and listed among the runs, where it can be evaluated, downloaded or trained further.`,
};
