// The guide: short pages, each about something on the page. [A phrase](name) is a button that tries something out
// (state/guide/steps.ts).

interface GuidePage {
	title: string;
	/** Paragraphs; formulas stand after the first. */
	body: string[];
	/** "You could try …" */
	trials: string;
	/** What to do before the guide moves on. */
	task: string;
	/** Said once it is done. */
	done: string;
}

const pages = {
	start: {
		title: 'See it learn',
		body: [
			'This network has never read a film review. When you press Start it reads 20,000 of them, 64 at a time, and after each batch moves its weights a little towards fewer mistakes.',
			'One reading of all of them is an epoch. Then it is tested on 5,000 reviews that it never trains on: that is the validation loss. Falling is good.',
		],
		trials: 'You could [press Start](start) yourself, or let this phrase do it.',
		task: 'Train for one epoch.',
		done: 'That was an epoch. Anything below 0.69 is better than guessing.',
	},
	padding: {
		title: 'Every review, one length',
		body: [
			'Reviews are long or short, but a batch is a rectangle. So each becomes a row of as many steps as “Length” says. Of a longer review only the last words stay; a shorter one is filled up with zeros: padding.',
			'The zeros stand in front, so that the last thing the network reads is the review, not nothing.',
		],
		trials: 'You could try [20 steps](short), which is fast but leaves little to judge by, or [200 steps](long).',
		task: 'Train for an epoch with another length.',
		done: 'Compare the two curves: how much did the rest of the review tell?',
	},
	embedding: {
		title: 'Words become numbers',
		body: [
			'A network computes with numbers, so each word gets a row of them: its embedding. They are weights like all others and are learned. Words that do the same to the verdict come to lie near each other.',
			'The plain way is one-hot: as many numbers as there are words, all 0 but one. Then no two words are alike, and the cell has far more to learn.',
		],
		trials: 'You could try [two numbers a word](two) and look at the map of words further down, or [one-hot words](oneHot).',
		task: 'Train for an epoch with another embedding.',
		done: 'Even two numbers go a long way: good or bad is mostly one direction.',
	},
	simpleRnn: {
		title: 'A loop: SimpleRNN',
		body: [
			'At each word the cell adds up the word and what it remembers, and squeezes the sum between −1 and 1. The result is its new memory: the hidden state.',
			'To learn, the error must travel back through all steps, and each squeeze makes it smaller. Look at the chart: on the left, at the first words, next to nothing arrives. The SimpleRNN learns from the end of a review and forgets its beginning.',
		],
		trials: 'You could [train a SimpleRNN](train) and watch its gradient step by step.',
		task: 'Train a SimpleRNN for two epochs.',
		done: 'Remember how the curve falls off to the left.',
	},
	lstm: {
		title: 'A memory with gates: LSTM',
		body: [
			'The LSTM has a second memory, the cell state. Nothing squeezes it on its way: a forget gate f keeps a share of it, an input gate i lets a share of the new in. Gates are numbers between 0 and 1, and they are learned.',
			'Where f is near 1 the error travels back almost unharmed, past a hundred words. That is why the LSTM learns from the whole review, and the SimpleRNN does not.',
		],
		trials: 'You could let [SimpleRNN and LSTM race](race): same reviews, same order, same seed.',
		task: 'Train both for two epochs and compare their gradients.',
		done: 'One falls off, the other hardly does; and the losses follow.',
	},
	gru: {
		title: 'The same with less: GRU',
		body: [
			'The GRU has one memory and one gate for both keeping and writing: z of the old stays, 1 − z of the new comes in. A second gate, r, says how much of the old the new may look at.',
			'That is three sets of weights instead of four: 624 instead of 800 here. It usually does as well.',
		],
		trials: 'You could let [all three cells race](race).',
		task: 'Train LSTM and GRU for two epochs.',
		done: 'Which one is ahead may change with the seed. That they beat the SimpleRNN does not.',
	},
	dropout: {
		title: 'Not by heart: dropout',
		body: [
			'A large network can learn its reviews by heart: the training loss goes on falling, the validation loss turns and rises. The gap is overfitting.',
			'Dropout hides a share of the inputs at random, others in each batch. Nothing can be relied on alone, so less is learned by heart. When the network judges, nothing is hidden.',
		],
		trials: 'You could train 32 units [without dropout](without), then [with dropout 0.5](with).',
		task: 'Train with dropout for two epochs.',
		done: 'The training loss is now the higher one: it is measured with inputs hidden.',
	},
	earlyStopping: {
		title: 'Know when to stop',
		body: [
			'After each epoch the validation loss is compared with the best so far. When “Patience” epochs in a row have not beaten it, training stops, and the weights of the best epoch are put back.',
			'The best epoch has a ring on the charts, and dots count the patience.',
		],
		trials: 'You could [train until it stops by itself](wait).',
		task: 'Let a run stop early.',
		done: 'Stopped, and the best weights are back.',
	},
	review: {
		title: 'Your own words',
		body: [
			'Now type a review. The verdict comes after every word: see which word turns it. Further down, each unit’s memory is a row of colours, one column a word.',
		],
		trials: 'You could try [“good”](good), [“not good”](notGood), or [a turn at the end](turn).',
		task: 'Type a review, or take one of these.',
		done: 'You have seen all of it. From here on, change one thing at a time and compare.',
	},
} satisfies Record<string, GuidePage>;

export const guide = {
	guide: {
		label: 'Guide',
		open: 'Guide',
		close: 'Close the guide',
		invite: 'New here? Nine short pages, five minutes.',
		inviteOpen: 'Show me around',
		inviteClose: 'No, thanks',
		page: (number: number, all: number) => `${number} of ${all}`,
		next: 'Next',
		back: 'Back',
		finish: 'Done',
		task: 'To do',
		done: 'Done',
		formulas: 'Formulas',
		movingOn: 'The next page follows.',
		stay: 'Stay here',
		pages,
	},
};
