// The guide: short pages, each about one part of the page. [A phrase](name) becomes a button that tries something out
// (model/guide/pages.ts).

interface GuidePage {
	title: string;
	/** Paragraphs; formulas follow the first. */
	body: string[];
	/** What to try: has the buttons. */
	trials: string;
	/** What to do before the guide moves on. */
	task: string;
	/** Shown once that is done. */
	done: string;
}

const pages = {
	start: {
		title: 'See it learn',
		body: [
			'This network has never seen a film review. When you press Start, it reads the training set in batches (by default 64 reviews at a time) and after each batch adjusts its weights slightly to make fewer mistakes.',
			'One pass through all of them is an epoch. Then the loss is measured on reviews it never trains on (by default one in five): the validation loss. Lower is better.',
		],
		trials: 'Press Start, or [click here](start).',
		task: 'Train for one epoch.',
		done: 'That was one epoch. A loss below 0.69 is better than guessing.',
	},
	padding: {
		title: 'Every review, the same length',
		body: [
			'Reviews vary in length, but a batch must be rectangular. So each review becomes a row with as many timesteps as “Length” says. A longer review keeps only its last words; a shorter one is filled up with zeros: padding.',
			'The zeros come first, so that the last thing the network reads is the review, not padding.',
		],
		trials: 'Try [20 timesteps](short), which is fast but leaves little to go by, or [200 timesteps](long).',
		task: 'Train for one epoch with a different length.',
		done: 'Compare the two curves: how much did the extra words help?',
	},
	embedding: {
		title: 'Words become numbers',
		body: [
			'A network computes with numbers, so each word gets a vector of them: its embedding. Embeddings are weights and are learned like all others. Words with a similar effect on the prediction end up close together.',
			'The simplest encoding is one-hot: as many numbers as there are words, all 0 except one. Then no two words are similar to begin with, and the cell has weights of its own for each.',
		],
		trials: 'Try [two numbers per word](two) and look at the word map under “While it learns”, or [one-hot words](oneHot).',
		task: 'Train for one epoch with a different embedding.',
		done: 'Even two numbers go a long way: positive versus negative is mostly a single direction. With 500 words, one-hot does about as well.',
	},
	simpleRnn: {
		title: 'A loop: SimpleRNN',
		body: [
			'At each word the cell adds up the word and what it remembers, and squashes the sum to between −1 and 1. The result is its new memory: the hidden state.',
			'Every timestep computes the whole state anew, so what was read long ago is easily overwritten. A test shows how easily: the last words of each validation review are replaced by those of a review with the opposite label. How many does it take until the prediction follows the end, not the beginning?',
		],
		trials: '[Train a SimpleRNN](train): the chart is drawn when it ends.',
		task: 'Train a SimpleRNN until it ends.',
		done: 'Remember where its curve falls through 50%.',
	},
	lstm: {
		title: 'A memory with gates: LSTM',
		body: [
			'The LSTM has a second memory, the cell state. No activation squashes it on the way: a forget gate f keeps part of it, an input gate i lets in part of the new. Gates are numbers between 0 and 1, and what opens them is learned.',
			'Where f is near 1, the cell state passes a timestep almost unchanged, and so does the error on its way back. So the LSTM can use words from further back.',
		],
		trials: '[Train both side by side](race): same reviews, same order, same seed.',
		task: 'Train both until they end.',
		done: 'The network whose curve falls through 50% later reads further back. The sentence below the chart says what this run shows.',
	},
	gru: {
		title: 'The same with less: GRU',
		body: [
			'The GRU has one memory and one gate for both keeping and writing: a fraction z of the old state is kept, and 1 − z of the candidate is added. A second gate, r, controls how much of the old state the candidate sees.',
			'That is three sets of weights instead of four: with 8 units on 16 inputs, 624 instead of 800. It usually does as well.',
		],
		trials: '[Train all three cells side by side](race).',
		task: 'Train LSTM and GRU for two epochs.',
		done: 'Which of the two is ahead may change with the seed. Both usually beat the SimpleRNN.',
	},
	masks: {
		title: 'Zeros that wipe out the memory: masks',
		body: [
			'Here the zeros come before the words. Behind them, they are read last: timestep after timestep changes the state, and little of the review is left when the prediction is made.',
			'A mask leaves these timesteps out: the state stays as the last word left it. Keras calls this mask_zero.',
		],
		trials: 'Train an LSTM on 300 timesteps with the zeros [before the words](before), [behind them](behind), and [behind them and masked](masked).',
		task: 'Train with a mask for two epochs.',
		done: 'Without a mask, zeros behind the words leave an accuracy of about 50%: no better than guessing. With the mask the network learns as well as with zeros before the words.',
	},
	dropout: {
		title: 'Against memorising: dropout',
		body: [
			'A large network can memorise its training reviews: the training loss keeps falling while the validation loss turns and rises. That is overfitting.',
			'Dropout zeroes a random fraction of the inputs, different ones in each batch, so the network cannot rely on any single input and memorises less. For validation and predictions, nothing is dropped.',
		],
		trials: 'Train 32 units [without dropout](without), then [with dropout 0.5](with).',
		task: 'Train with dropout for two epochs.',
		done: 'With dropout, the training loss is measured with inputs dropped, so it can be higher than the validation loss.',
	},
	earlyStopping: {
		title: 'Know when to stop',
		body: [
			'After each epoch the validation loss is compared with the best so far. After as many epochs in a row without improvement as “Patience” says, training stops, and the weights of the best epoch are restored.',
			'On the charts the best epoch is ringed; in the table, dots count the epochs without improvement.',
		],
		trials: '[Train until it stops by itself](wait).',
		task: 'Let a run stop early.',
		done: 'Training has stopped, and the best weights are restored.',
	},
	review: {
		title: 'Your own words',
		body: [
			'Now type a review. There is a prediction after every word: see which word flips it. Under “Look inside”, each unit’s memory is a row of colours, one column per word.',
		],
		trials: 'Try [praise](praise), [criticism](blame), or [a review that turns](turn).',
		task: 'Type a review, or choose one of these.',
		done: 'That was the whole tour. From here on, change one thing at a time and compare.',
	},
} satisfies Record<string, GuidePage>;

export const guide = {
	guide: {
		close: 'Close the guide',
		page: (number: number, all: number) => `${number} of ${all}`,
		next: 'Next',
		back: 'Back',
		finish: 'Done',
		task: 'To do',
		done: 'Done',
		formulas: 'Formulas',
		movingOn: 'Continuing to the next page…',
		stay: 'Stay here',
		pages,
	},
};
