// The page's title, header, and the progress of loading the reviews.

export const frame = {
	title: 'Unroll',
	tagline: 'Watch a recurrent network learn to tell positive film reviews from negative ones, right in your browser.',
	skipToRun: 'Skip to the training controls',

	header: {
		menu: 'Theme and language',
		language: 'Language',
		theme: 'Theme',
		themes: { system: 'System', light: 'Light', dark: 'Dark' },
	},

	parts: {
		label: 'Parts of the page',
		names: {
			train: 'Train',
			try: 'Try',
			inside: 'Look inside',
			learning: 'While it learns',
			evaluate: 'Evaluate',
			experiments: 'Experiments',
			data: 'Data',
			textbook: 'Textbook',
			code: 'Code',
		},
		/** Where there is little room. */
		short: {
			train: 'Train',
			try: 'Try',
			inside: 'Inside',
			learning: 'Learn',
			evaluate: 'Test',
			experiments: 'Trials',
			data: 'Data',
			textbook: 'Book',
			code: 'Code',
		},
	},

	clipboard: {
		copy: 'Copy',
		copied: 'Copied',
		byHand: 'This browser does not allow the page to copy. Copy it from here:',
	},

	loading: {
		title: 'Loading the reviews',
		engine: 'Starting the engine…',
		received: (received: string, total: string | null) => (total ? `${received} of ${total}` : received),
	},

	guide: {
		label: 'Guide',
		open: 'Guide',
		invite: (pages: number) => `New here? A tour of ${pages} short ${pages === 1 ? 'page' : 'pages'}.`,
		inviteOpen: 'Show me around',
		inviteClose: 'No, thanks',
	},

	storage: {
		newer: 'There is a newer version of this page.',
		newerRunning: 'There is a newer version of this page. Your run resumes after reloading, from its last finished epoch.',
		resuming: 'The run from your last visit resumes once its reviews have loaded.',
		elsewhere: 'Another tab of this page is training. Its runs stay there; what you start here is a separate run.',
		understood: 'OK',
		reload: 'Reload',
		later: 'Later',
	},
};
