// What each example shows: see state/review-examples.ts.

export const examples = {
	examples: {
		label: 'Or try one of these:',
		names: {
			praise: 'Praise',
			blame: 'Blame',
			negation: 'Negation',
			notBad: '“Not bad”',
			sarcasm: 'Sarcasm',
			turnDown: 'A bad end',
			turnUp: 'A good end',
			long: 'Too long',
			korean: 'In Korean',
		},
		shows: {
			praise: 'Plain praise. Even a short training is enough: watch the verdict rise at “best”.',
			blame: 'Plain blame. “Boring” and “waste” are among the strongest words there are.',
			negation:
				'“Good” is praise, “not good” is blame. A network has to carry the “not” on for a word or two: see whether the verdict after “good” goes up all the same.',
			notBad: 'Two blames that make a praise. Most small networks add up “not”, “bad” and “weak”, and get it wrong.',
			sarcasm:
				'Words of praise, meant the other way. The networks disagree, and none of them has understood: what tips the balance are other words, such as “idea” or “sleep”. See below which ones moved the verdict.',
			turnDown:
				'The review turns at “and then”. What was praised at first is forgotten in time, or not: compare the cells.',
			turnUp: 'It begins with blame and ends with praise. Whose verdict follows the turn, and how soon?',
			long: 'The opinion stands at the very beginning, and a long story follows. With a length of 100 the network reads only the last 100 words: the opinion is cut off.',
			korean: 'The networks learned from English reviews: they know none of these words, so there is nothing to judge by.',
		},
	},
};
