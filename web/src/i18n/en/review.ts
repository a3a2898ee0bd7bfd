// The box for a review, and the verdict.

export const review = {
	review: {
		title: 'Try it on a review',
		label: 'A film review in English',
		placeholder: 'Type a review, at any time: also while the network learns.',
		sideBySide: 'Trained networks side by side, word after word',
		shipped: 'came with the page',
		judgeWords: (words: string) => `${words} words`,
		judgeTest: (share: string, reviews: string) => `right on ${share} of ${reviews} test reviews`,
		knowsAll: 'knows every word',
		unknownOf: (unknown: number, words: number) => `${unknown} of ${words} unknown`,
		knowsNothing: 'knows none of these words',
		notRead: 'not read so far back',
		wholeReview: 'After the whole review',
		upTo: 'After',
		modelsMissing: (count: number) =>
			`${count} of the trained networks could not be loaded; the others judge without ${count === 1 ? 'it' : 'them'}.`,
		positive: (percent: string) => `positive ${percent}`,
		negative: (percent: string) => `negative ${percent}`,
		scaleNegative: 'negative',
		scalePositive: 'positive',
		meter: 'Probability that the review is positive',
		waiting: 'The verdict appears here.',
		untrained: 'This network has not learned yet: its verdict is a guess.',
		known: (words: number) =>
			words === 1 ? 'The network knows this word.' : `The network knows all ${words} words.`,
		unknown: (unknown: number, words: number) =>
			`${unknown} of ${words} words ${unknown === 1 ? 'is' : 'are'} outside the vocabulary: the network sees only that a word is there.`,
		onlyUnknown: 'None of these words is in the vocabulary, so there is nothing to judge by. The reviews are in English.',
		andMore: (count: number) => `and ${count} more`,
	},
};
