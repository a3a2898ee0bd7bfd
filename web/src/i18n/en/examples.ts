// What each example shows: see model/review/review-examples.ts.

export const examples = {
	examples: {
		label: 'Or try one of these:',
		names: {
			praise: 'Praise',
			blame: 'Criticism',
			negation: 'Negation',
			notBad: '“Not bad”',
			sarcasm: 'Sarcasm',
			turnDown: 'Ends badly',
			turnUp: 'Ends well',
			long: 'Too long',
			korean: 'In Korean',
		},
		shows: {
			praise: 'Plain praise. A short training run is enough: watch the prediction rise at “best”.',
			blame: 'Plain criticism. “Boring” and “waste” are among the words with the strongest effect.',
			negation:
				'“Good” is praise, “not good” is not. The network has to remember the “not” for a word or two: does the prediction still rise after “good”?',
			notBad: 'Two negatives that make praise. Most small networks just add up “not”, “bad” and “weak”, and get it wrong.',
			sarcasm:
				'Words of praise, meant ironically. The networks disagree, and none of them understands the irony: other words, such as “idea” or “sleep”, decide.',
			turnDown:
				'The review turns at “and then”. Does the network forget the praise in time? Compare the cells.',
			turnUp: 'It begins with criticism and ends with praise. Whose prediction follows the turn, and how soon?',
			long: 'The opinion comes first, followed by a long retelling of the plot. With a length of 100 the network reads only the last 100 words, so the opinion is cut off.',
			korean: 'The networks were trained on English reviews and know none of these words, so there is nothing to base a prediction on.',
		},
	},
};
