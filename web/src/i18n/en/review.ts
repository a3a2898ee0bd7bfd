// The review box and the predictions.

export const review = {
	review: {
		title: 'Try it on a review',
		label: 'A film review in English or Korean',
		placeholder: 'Type a review, even during training',
		sideBySide: 'Trained networks compared, word by word',
		by: 'Prediction by',
		inFront: 'shown first',
		putInFront: 'Show this prediction first',
		notInFront: 'Back to the default',
		shipped: 'pretrained',
		pretrained: 'Pretrained networks',
		predictorWords: (count: string) => `vocabulary of ${count}`,
		predictorAccuracy: (share: string, reviews: string) => `${share} accuracy on ${reviews} test reviews`,
		knowsAll: 'all words known',
		unknownOf: (unknown: number, words: number) => `${unknown} of ${words} unknown`,
		knowsNothing: 'no known words',
		notRead: 'outside its input length',
		wholeReview: 'After the whole review',
		upTo: 'After',
		modelsMissing: (count: number) =>
			`${count} of the trained networks could not be loaded; the others still work.`,
		positive: (percent: string) => `positive ${percent}`,
		negative: (percent: string) => `negative ${percent}`,
		scaleNegative: 'negative',
		scalePositive: 'positive',
		meter: 'Probability that the review is positive',
		waiting: 'The prediction appears here.',
		short: (usual: number) => `Very short: 99% of the training reviews have ${usual} words or more. Take the prediction as a guess.`,
		fewKnown: (known: string, usual: string) =>
			`Only ${known} of the words are known; in 99% of the training reviews ${usual} or more are. Take the prediction as a guess.`,
		untrained: 'not trained yet',
		known: (words: number) =>
			words === 1 ? 'This word is in the vocabulary.' : `All ${words} words are in the vocabulary.`,
		unknown: (unknown: number, words: number) =>
			`${unknown} of ${words} words ${unknown === 1 ? 'is' : 'are'} not in the vocabulary; the network sees ${unknown === 1 ? 'it' : 'them'} only as “unknown word”:`,
		onlyUnknown: 'None of these words is in the vocabulary, so there is nothing to base a prediction on. The network was trained on other reviews, perhaps in another language.',
		andMore: (count: number) => `and ${count} more`,
	},
};
