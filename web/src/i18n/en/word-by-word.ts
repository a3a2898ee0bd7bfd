// The trained networks compared, word by word.

export const wordByWord = {
	sideBySide: 'Trained networks compared, word by word',
	inFront: 'shown first',
	putInFront: 'Show this prediction first',
	predictorWords: (count: string) => `vocabulary of ${count}`,
	predictorAccuracy: (share: string, reviews: string) => `${share} accuracy on ${reviews} test reviews`,
	notRead: 'outside its input length',
	wholeReview: 'After the whole review',
	upTo: 'After',
	modelsMissing: (count: number) =>
		`${count} of the trained networks could not be loaded; the others still work.`,
	known: (words: number) =>
		words === 1 ? 'This word is in the vocabulary.' : `All ${words} words are in the vocabulary.`,
	unknown: (unknown: number, words: number) =>
		`${unknown} of ${words} words ${unknown === 1 ? 'is' : 'are'} not in the vocabulary; the network sees ${unknown === 1 ? 'it' : 'them'} only as “unknown word”:`,
};
