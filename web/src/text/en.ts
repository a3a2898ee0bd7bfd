// Everything that the page says, in English. ko.ts has the same keys: the compiler and a test see to it.

const duration = (hours: number, minutes: number, seconds: number): string => {
	if (hours > 0) {
		return `${hours} h ${minutes} min`;
	}
	return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
};

export const en = {
	language: 'English',
	title: 'Unroll',
	tagline: 'Watch a recurrent network learn to tell good film reviews from bad ones, in this tab.',
	skipToRun: 'Skip to the run',

	header: {
		language: 'Language',
		theme: 'Colours',
		themes: { system: 'System colours', light: 'Light', dark: 'Dark' },
	},

	loading: {
		title: 'Loading the reviews',
		engine: 'Starting the engine …',
		received: (received: string, total: string | null) => (total ? `${received} of ${total}` : received),
	},
	corpus: (train: string, words: string) => `${train} labelled reviews · ${words} words`,

	controls: {
		label: 'Run',
		start: 'Start',
		startNew: 'New run',
		startOver: 'Start over with these settings',
		pause: 'Pause',
		continue: 'Continue',
		step: 'Step',
		stepBatch: '+1 batch',
		stepEpoch: '+1 epoch',
		stop: 'Stop',
	},

	state: {
		loading: 'Loading',
		broken: 'Not ready',
		idle: 'Ready',
		training: (epoch: number) => `Training, epoch ${epoch}`,
		validating: (epoch: number) => `Validating, epoch ${epoch}`,
		paused: (epoch: number) => `Paused in epoch ${epoch}`,
		stopped: 'Stopped',
		stoppedEarly: (patience: number) =>
			`Stopped early: ${patience} ${patience === 1 ? 'epoch' : 'epochs'} without a better validation loss`,
		finished: 'Finished',
		restored: (epoch: number) => `The weights of epoch ${epoch}, the best, are back in place.`,
		changed: 'The settings have changed since this run began.',
	},

	numbers: {
		label: 'The run in numbers',
		epoch: 'Epoch',
		ofEpochs: (epochs: string) => `of ${epochs}`,
		valAccuracy: 'Validation accuracy',
		valLoss: 'Validation loss',
		best: (value: string, epoch: number) => `best ${value}, epoch ${epoch}`,
		speed: 'Reviews per second',
		timeLeft: (time: string) => `at most ${time} left`,
		patience: 'Patience',
		patienceUsed: (used: number, patience: number) => `${used} of ${patience}`,
		patienceOff: 'off',
		patienceHelp: 'epochs in a row without a better loss',
		duration,
	},

	charts: {
		loss: 'Loss',
		accuracy: 'Accuracy',
		epochAxis: 'epoch',
		train: 'training',
		validation: 'validation',
		batch: 'batch by batch',
		soFar: 'epoch so far',
		bestMark: 'best',
		empty: 'Press Start: the curves appear here.',
		summary: (metric: string, epochs: number, train: string, validation: string, best: number) =>
			`${metric} after epoch ${epochs}: training ${train}, validation ${validation}. Best epoch so far: ${best}.`,
		noSummary: (metric: string) => `${metric}: no epoch has finished yet.`,
	},

	announce: (epoch: number, accuracy: string, loss: string) =>
		`Epoch ${epoch}: validation accuracy ${accuracy}, validation loss ${loss}.`,

	review: {
		title: 'Try it on a review',
		label: 'A film review in English',
		placeholder: 'Type a review, at any time: also while the network learns.',
		examples: 'Or take one of these:',
		exampleTexts: [
			'One of the best films I have seen in years.',
			'A boring waste of two hours.',
			'The acting is great, but the story makes no sense at all.',
		],
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

	network: {
		title: 'The network',
		layer: 'Layer',
		shape: 'Output shape',
		parameters: 'Parameters',
		total: 'Total',
		memory: (size: string) => `A run takes ${size} of memory.`,
		waiting: 'Appears as soon as the reviews are there.',
		wrong: 'Appears again when every setting is possible.',
	},

	settings: {
		title: 'Settings',
		presets: 'Start from',
		presetNames: {
			quick: 'Quick look: GRU, rate 0.01',
			run1: 'Textbook 1: SimpleRNN, one-hot',
			run2: 'Textbook 2: SimpleRNN',
			run3: 'Textbook 3: LSTM',
			run4: 'Textbook 4: LSTM, dropout',
			run5: 'Textbook 5: two LSTMs, dropout',
			run6: 'Textbook 6: GRU',
		},
		ownSettings: 'Own settings',
		more: 'More settings',
		cell: 'Cell',
		cells: { 'simple-rnn': 'SimpleRNN', lstm: 'LSTM', gru: 'GRU' },
		names: {
			units: 'Units',
			words: 'Words',
			length: 'Length',
			'learning-rate': 'Learning rate',
			dropout: 'Dropout',
			epochs: 'Epochs',
			patience: 'Patience',
			seed: 'Seed',
			input: 'Input',
			embedding: 'Embedding size',
			layers: 'Layers',
			batch: 'Batch size',
			optimizer: 'Optimizer',
			momentum: 'Momentum',
			'recurrent-dropout': 'Recurrent dropout',
			'clip-norm': 'Clip norm',
			padding: 'Padding',
			truncating: 'Truncating',
			shuffle: 'Shuffling',
			validation: 'Validation share',
			'split-seed': 'Split seed',
		},
		help: {
			units: 'size of the hidden state',
			words: 'most frequent, the rest unknown',
			length: 'timesteps per review',
			'learning-rate': 'size of a step',
			dropout: 'share of the inputs',
			epochs: 'at most',
			patience: 'epochs; 0 never stops',
			seed: 'same seed, same run',
			input: '',
			embedding: 'numbers per word',
			layers: 'stacked',
			batch: 'reviews per step',
			optimizer: '',
			momentum: 'of SGD',
			'recurrent-dropout': 'share of the hidden state',
			'clip-norm': '0 never clips',
			padding: 'zeros before or after',
			truncating: 'cut before or after',
			shuffle: 'order of the reviews',
			validation: 'of the training half',
			'split-seed': 'of the split',
		},
		options: {
			embedding: 'Embedding',
			'one-hot': 'One-hot',
			'each-epoch': 'Each epoch',
			once: 'Once',
			pre: 'Before',
			post: 'After',
			rmsprop: 'RMSprop',
			adam: 'Adam',
			sgd: 'SGD',
		},
		allowed: {
			units: 'A whole number from 1 to 512; “16,8” stacks two layers.',
			words: 'A whole number from 4 to 65536.',
			length: 'A whole number from 1 to 2000.',
			'learning-rate': 'A number above 0, at most 10, such as 0.01 or 1e-4.',
			dropout: 'A number from 0 to below 1, such as 0.3.',
			epochs: 'A whole number from 1 to 10000.',
			patience: 'A whole number from 0 to 10000; 0 never stops early.',
			seed: 'A whole number from 0 to 4294967295.',
			input: 'Embedding or one-hot.',
			embedding: 'A whole number from 1 to 512.',
			layers: 'From 1 to 8.',
			batch: 'A whole number from 1 to 4096.',
			optimizer: 'RMSprop, Adam or SGD.',
			momentum: 'A number from 0 to below 1, such as 0.9.',
			'recurrent-dropout': 'A number from 0 to below 1, such as 0.2.',
			'clip-norm': 'A number from 0 on, such as 1; 0 never clips.',
			padding: 'Before or after.',
			truncating: 'Before or after.',
			shuffle: 'Each epoch or once.',
			validation: 'A number above 0 and below 1, such as 0.2.',
			'split-seed': 'A whole number from 0 to 4294967295.',
		},
		wordsOfCorpus: (words: string) => `These reviews were stored with their ${words} most frequent words: at most so many.`,
	},

	failures: {
		retry: 'Try again',
		dismiss: 'Close this message',
		noWebassembly: {
			title: 'The engine cannot run in this browser.',
			advice: 'It needs WebAssembly, which is missing or switched off here. Please use a current Firefox, Chrome, Edge or Safari; in a protected mode (“Lockdown”, “Enhanced security”), allow WebAssembly for this page.',
		},
		engineMissing: (url: string) => ({
			title: 'The server does not have the engine.',
			advice: `It should be at ${url}. Whoever runs this site: please copy the whole folder build/site to the server.`,
		}),
		corpusMissing: (url: string) => ({
			title: 'The server does not have the reviews.',
			advice: `They should be at ${url}. Whoever runs this site: ./dev site puts them into build/site.`,
		}),
		unreachable: (url: string) => ({
			title: 'The connection broke off.',
			advice: `${url} could not be fetched whole. Please see whether you are online, then try again.`,
		}),
		corpusDamaged: (subject: string) => ({
			title: 'The file of reviews is damaged.',
			advice: `What arrived cannot be read (${subject}). Please try again; if that does not help, whoever runs this site should make the file anew with ./dev site.`,
		}),
		crashed: (message: string) => ({
			title: 'The engine has stopped working.',
			advice: `This should not happen (${message}). Please try again: the settings stay as they are, the run is lost.`,
		}),
		outOfMemory: {
			title: 'There is not enough memory for this.',
			advice: 'Please choose fewer units, words or layers, a shorter length or smaller batches, or close other tabs.',
		},
		badSetting: (name: string, allowed: string) => ({
			title: `The setting “${name}” is not possible.`,
			advice: allowed,
		}),
		badText: {
			title: 'The text cannot be read.',
			advice: 'It has characters that are no valid Unicode. Please type it again.',
		},
		badFile: (subject: string) => ({
			title: 'The file cannot be read.',
			advice: `It is damaged or of another kind (${subject}).`,
		}),
		noReviews: {
			title: 'There are not enough reviews for this.',
			advice: 'One of the splits is empty. Please choose another validation share.',
		},
		mismatch: (subject: string) => ({
			title: 'The settings do not fit these reviews.',
			advice: `Please look at: ${subject}.`,
		}),
		notFinite: {
			title: 'Training left the range of numbers.',
			advice: 'The loss became infinite, so the run has ended with its last good weights. Please choose a smaller learning rate, or set “Clip norm” to 1.',
		},
		tooLarge: {
			title: 'This is larger than the browser can address.',
			advice: 'Please choose fewer units, words or layers, a shorter length or smaller batches.',
		},
	},

	footer: 'Everything happens in this tab: no review that you type leaves it.',
};

export type Text = typeof en;
