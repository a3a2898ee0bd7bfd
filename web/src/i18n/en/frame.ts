// The page around everything: its name, its head and foot, and how the reviews arrive.

export const frame = {
	title: 'Unroll',
	tagline: 'Watch a recurrent network learn to tell good film reviews from bad ones, in this tab.',
	skipToRun: 'Skip to the run',

	header: {
		language: 'Language',
		theme: 'Colours',
		themes: { system: 'System colours', light: 'Light', dark: 'Dark' },
	},

	clipboard: {
		copy: 'Copy',
		copied: 'Copied',
		byHand: 'This browser does not let the page copy. Please copy it from here:',
	},

	loading: {
		title: 'Loading the reviews',
		engine: 'Starting the engine …',
		received: (received: string, total: string | null) => (total ? `${received} of ${total}` : received),
	},

	corpus: (train: string, words: string) => `${train} labelled reviews · ${words} words`,
	footer: 'Everything happens in this tab: no review that you type leaves it.',
};
