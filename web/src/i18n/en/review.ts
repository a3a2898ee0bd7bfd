// The review box and the predictions.

export const review = {
	review: {
		title: 'Try it on a review',
		label: 'A film review in English or Korean',
		placeholder: 'Type a review, even during training',
		notInFront: 'Back to the default',
		shipped: 'pretrained',
		pretrained: 'Pretrained networks',
		knowsAll: 'all words known',
		unknownOf: (unknown: number, words: number) => `${unknown} of ${words} unknown`,
		knowsNothing: 'no known words',
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
		onlyUnknown: 'None of these words is in the vocabulary, so there is nothing to base a prediction on. The network was trained on other reviews, perhaps in another language.',
		andMore: (count: number) => `and ${count} more`,
	},
};
