// What each example shows, by the language of the example.

export const exampleNotes = {
	en: {
		praise: 'Plain praise. A short training run is enough: watch the prediction rise at “best”.',
		blame: 'Plain criticism. “Boring” and “waste” are among the words with the strongest effect.',
		negation:
			'“Good” is praise, “not good” is not. The network has to remember the “not” for a word or two: does the prediction still rise after “good”?',
		notBad: 'Two negatives that make praise. Most small networks just add up “not”, “bad” and “weak”, and get it wrong.',
		sarcasm:
			'Words of praise, meant ironically. The networks disagree, and none of them understands the irony: other words, such as “idea” or “sleep”, decide.',
		turnDown: 'The review turns at “and then”. Does the network forget the praise in time? Compare the cells.',
		turnUp: 'It begins with criticism and ends with praise. Whose prediction follows the turn, and how soon?',
		long: 'The opinion comes first, followed by a long retelling of the plot. With a length of 100 the network reads only the last 100 words, so the opinion is cut off.',
	},
	ko: {
		praise: 'Plain praise (“the best of the films I have seen this year”). The prediction rises at “최고”, “the best”.',
		blame: 'Plain criticism (“a boring film, a waste of time”). “지루하고”, boring, and “아까운”, wasted, have a strong effect.',
		negation: '“It is hard to call it fun, and I do not want to see it again.” “재미있다”, fun, comes first and what negates it only later.',
		notBad: '“Not bad at all; no time to be bored.” “나쁘지”, bad, and “지루할”, bored, are negated here.',
		sarcasm: 'Thanks and praise, meant ironically, for two hours of a wall to stare at. Does any network notice?',
		turnDown: 'Acting, music and opening are praised, and then the story falls apart. Does the network forget the praise in time?',
		turnUp: 'A boring first hour, and an end that moved the viewer to tears. Whose prediction follows the turn, and how soon?',
		long: 'The opinion comes first, followed by a long retelling of the plot. Networks that read only the end never see the opinion.',
	},
};
