// "Look inside": what the networks do with a review, and what happens inside them during training.

export const inside = {
	title: 'Look inside',
	lead: 'Each column is one word, and one timestep of the network. Point at a word and it is highlighted everywhere.',
	empty: 'Type a review to see what each network predicts after every word, and why.',

	legend: {
		label: 'How to read the colours',
		negative: 'below zero',
		positive: 'above zero',
		closed: 'gate closed',
		open: 'open',
		padding: 'padding',
		cut: 'cut off',
	},

	words: {
		title: 'Word by word',
		slider: 'Word of the review',
		of: (number: number, all: number) => `word ${number} of ${all}`,
		ofPieces: (number: number, all: number) => `piece ${number} of ${all}`,
		unknown: 'not in the vocabulary',
		pieces: 'These networks read words in pieces: each column is a piece. A dot (·) before a piece means that it continues the word before.',
		cut: 'cut off: this network never reads it',
		choose: 'Point at a word, or choose one with the arrow keys.',
		paddingShort: (count: number) => `${count} × padding`,
		cutShort: (count: number) => `${count} cut off`,
		cutWords: (name: string, cut: number, length: number, end: boolean) =>
			`${name} reads ${length} timesteps: the ${end ? 'last' : 'first'} ${cut} ${cut === 1 ? 'word is' : 'words are'} cut off.`,
		cutPieces: (name: string, cut: number, length: number, end: boolean) =>
			`${name} reads ${length} timesteps: the ${end ? 'last' : 'first'} ${cut} ${cut === 1 ? 'piece of a word is' : 'pieces of words are'} cut off.`,
		probability: 'Prediction so far',
		positive: 'positive',
		negative: 'negative',
		predicted: 'predicted class',
		others: 'other classes',
		classCurves: 'Probability of the class, after each word.',
		curve: (name: string, from: string, to: string) => `${name}: from ${from} before the first word to ${to} after the last.`,
		curves: 'Probability that the review is positive, after each word.',
		change: (points: string) => `${points} percentage points`,
		show: 'Show',
		hiddenOnly: 'Hidden state',
		all: 'With gates',
		layer: 'Layer',
		map: (name: string, map: string, units: number) => `${name}, ${map}: ${units} units as rows, words as columns.`,
		units: (units: number) => (units === 1 ? '1 unit' : `${units} units`),
		unit: (unit: number) => `unit ${unit}`,
		table: 'Show as table',
		tableWord: 'Word',
		tableOf: 'Values of',
	},

	maps: {
		h: 'Hidden state',
		c: 'Cell state',
		i: 'Input gate',
		f: 'Forget gate',
		o: 'Output gate',
		z: 'Update gate',
		r: 'Reset gate',
		g: 'Candidate',
	},
	mapHelp: {
		h: 'what is passed on to the next word',
		c: 'the long memory',
		i: 'how much of the new goes in',
		f: 'how much of the memory stays',
		o: 'how much of the memory is exposed',
		z: 'how much of the old state stays',
		r: 'how much of the old state the candidate sees',
		g: 'what this word would write',
	},

	unit: {
		title: 'The computation of one unit',
		network: 'Network',
		layer: 'Layer',
		unit: 'Unit',
		word: 'Word',
		at: (unit: number, name: string, word: string) => `Unit ${unit} of ${name} at “${word}”`,
		noWord: 'Choose a word above: its numbers appear here.',
		cut: 'This network never reads this word: it was cut off.',
		where: 'x is the input, h the hidden state after the previous word; W, U and b are learned. σ squashes a number to between 0 and 1, tanh to between −1 and 1.',
	},

	classes: {
		choose: 'Class',
		predicted: 'the predicted one',
		help: 'Logits, and how words move them, are the log-odds of this class against all others: log p − log (1 − p).',
	},

	influence: {
		title: 'Which words moved the prediction',
		measure: 'Method',
		leftOut: 'leave one out',
		slope: 'gradient × input',
		leftOutHelp:
			'Each word is left out once and the review is read again. Up: the word makes the prediction more positive. Down: more negative.',
		waits: 'Not every word has been left out yet: for a large network this finishes when training pauses.',
		slopeHelp:
			'The gradient of the logit with respect to the word’s embedding, times the embedding: how steeply the logit rises or falls as this word’s embedding is scaled up. One backward pass covers all words at once, but it holds only for small changes.',
		leftOutOfClass:
			'Each word is left out once and the review is read again. Up: the word speaks for the class. Down: for the others.',
		towards: (name: string, words: string) => `Pushed most towards “${name}”: ${words}.`,
		away: (name: string, words: string) => `Pushed most away from “${name}”: ${words}.`,
		up: (words: string) => `Pushed most towards positive: ${words}.`,
		down: (words: string) => `Pushed most towards negative: ${words}.`,
		nothing: 'No word moved the prediction.',
		bars: (name: string) => `${name}: the review, with a bar at each word`,
	},

	live: {
		title: 'While it learns',
		lead: 'Live view of the networks in training, updated a few times a second; afterwards, the networks with the weights of their best epochs.',
		empty: 'Starts with the next run.',
		pieces: 'These reviews are cut into pieces of words. Where words are counted here, each piece counts.',
		stands: (name: string, epoch: number, batch: string) => `${name}: epoch ${epoch}, batch ${batch}`,
		reach: 'How far back each network reads',
		reachHelp:
			'The last words of each validation review are replaced by the last words of a review with the opposite label. The network still has to predict the label of the beginning. Where its accuracy falls through 50%, the replaced words weigh as much as all words before them: the more words that takes, the further back the network reads.',
		reachOfClasses:
			'The last words of each validation review are replaced by the last words of a review of another class. The network still has to predict the class of the beginning. Where its accuracy falls halfway to where the end alone decides, the replaced words weigh as much as all words before them: the more words that takes, the further back the network reads.',
		reachSpread: (reviews: string) =>
			`Measured on ${reviews} validation reviews. The bands are 95% intervals over these reviews; another seed can move a curve by more.`,
		reachWaits: 'Measured when the runs pause or end, which takes a few seconds.',
		reachAlone: 'Train several cells together to compare them.',
		reachOrder: (further: string, count: number, last: string) =>
			`In this run, ${further} ${count === 1 ? 'reads' : 'read'} further back than ${last}.`,
		reachSame: 'In this run, the networks do not clearly differ in how far back they read. Try a length of 200, a learning rate of 0.01, or another seed.',
		reachAccuracy: 'accuracy with contradicting ends',
		reachWords: 'replaced words at the end',
		reachAt: (words: number) => (words === 1 ? '1 word replaced' : `${words} words replaced`),
		tips: (name: string, last: number, low: number, high: number) =>
			`${name}: the last ${last === 1 ? 'word weighs' : `${last} words weigh`} as much as the rest (95% interval ${low}–${high}).`,
		tipsNever: (name: string) => `${name} has not learned enough yet to measure this.`,
		gradients: 'Gradient by timestep',
		gradientsHelp: (reviews: number) =>
			`The loss of ${reviews} validation reviews is propagated backwards, with the current weights. The line shows how large the gradient of the loss with respect to the hidden state is at each timestep, the mean over these reviews. It does not show how well the network uses the words there.`,
		norm: 'norm of the gradient',
		timestep: 'timestep',
		openness: 'How open the gates are',
		opennessHelp: (reviews: number) =>
			`The mean of each gate over ${reviews} validation reviews, padding left out: one bar per unit, full height is fully open.`,
		noGates: 'A SimpleRNN has no gates: every timestep computes the whole state anew.',
		meanOpen: (gate: string, percent: string) => `${gate}: ${percent} open on average`,
		embeddings: 'Word map',
		embeddingsHelp:
			'The embeddings of the most frequent words, projected onto their first two principal components. The colour shows how a word by itself changes the prediction.',
		search: 'Find a word',
		notFound: 'This word is not among the frequent ones.',
		effect: (word: string, effect: string) => `${word} alone changes the logit by ${effect}`,
		pointAt: 'Point at a dot to read its word.',
		network: 'Network',
		table: 'Show as table',
		word: 'Word',
		effectColumn: 'Effect on the logit',
	},
};
