// What can go wrong, each with what to do next.

export const failures = {
	failures: {
		partMissing: 'This part of the page could not be loaded. Check your connection.',
		retry: 'Try again',
		dismiss: 'Close this message',
		/** Before a message of the engine, which is always English. */
		detail: 'Details',
		/** Where in a file it was found. */
		line: (line: string) => `Line ${line}.`,
		noWebassembly: {
			title: 'The engine cannot run in this browser.',
			advice: 'It needs WebAssembly, which is missing or switched off here. Use a current Firefox, Chrome, Edge or Safari; in a protected mode (“Lockdown”, “Enhanced security”), allow WebAssembly for this page.',
		},
		engineMissing: (url: string) => ({
			title: 'The engine is missing on the server.',
			advice: `It should be at ${url}. Site administrator: copy the whole folder build/site to the server.`,
		}),
		corpusMissing: (url: string) => ({
			title: 'The reviews are missing on the server.',
			advice: `They should be at ${url}. Site administrator: run ./dev site to add them to build/site.`,
		}),
		catalogueMissing: (url: string) => ({
			title: 'The list of reviews and models is missing on the server.',
			advice: `It should be at ${url}. Site administrator: run ./dev site to create it. Until then the page can train on your own reviews.`,
		}),
		modelMissing: (url: string) => ({
			title: 'One of the pretrained models is missing.',
			advice: `It should be at ${url}. The others still work. Site administrator: copy the whole folder build/site to the server.`,
		}),
		fileDamaged: (url: string) => ({
			title: 'A downloaded file is not the expected one.',
			advice: `${url} does not belong to this version of the page. Try again in a moment. Site administrator: if that does not help, run ./dev site again.`,
		}),
		cannotResume: {
			title: 'The run from your last visit cannot be resumed.',
			advice: 'Its reviews have changed or its checkpoint is gone. Its results are still in the run list; “Reuse settings” brings back its settings.',
		},
		corpusGone: {
			title: 'These reviews are no longer available.',
			advice: 'They were removed from this browser or from the site. Choose others under “Data”.',
		},
		unreachable: (url: string) => ({
			title: 'The connection was interrupted.',
			advice: `${url} could not be downloaded completely. Check your connection, then try again.`,
		}),
		corpusDamaged: {
			title: 'The file of reviews is damaged.',
			advice: 'The downloaded file cannot be read. Try again. Site administrator: if that does not help, rebuild the file with ./dev site.',
		},
		strangeLink: (parts: string) => ({
			title: 'The link contains settings this page does not recognise.',
			advice: `They were ignored (${parts}). Check that the link is complete, or ask for it again.`,
		}),
		otherReviews: {
			title: 'This link was made with different reviews.',
			advice: 'Its settings are loaded, but results here will differ. They are the same only with the same reviews.',
		},
		unexpected: {
			title: 'Something went wrong in this page.',
			advice: 'Everything else still works: try again.',
		},
		crashed: {
			title: 'The engine has stopped working.',
			advice: 'Try again: the settings stay as they are, the current run is lost.',
		},
		outOfMemory: {
			title: 'There is not enough memory.',
			advice: 'Choose fewer units or layers, a smaller vocabulary, a shorter length or smaller batches, or close other tabs.',
		},
		badSetting: (name: string, allowed: string | null) => ({
			title: `Invalid value for “${name}”.`,
			advice: allowed ?? 'Choose a different value.',
		}),
		badText: {
			title: 'The text cannot be read.',
			advice: 'It contains invalid Unicode. Type it again.',
		},
		badFile: {
			title: 'The file cannot be read.',
			advice: 'It is damaged or of a different kind.',
		},
		noReviews: {
			title: 'There are not enough reviews for this.',
			advice: 'The training or the validation set is empty. Choose a different validation split.',
		},
		mismatch: (name: string) => ({
			title: 'The settings do not match these reviews.',
			advice: `Check this setting: ${name}.`,
		}),
		noVocabulary: {
			title: 'This network cannot classify typed text.',
			advice: 'It has no vocabulary, because it was trained on word ids only. Import imdb.npz together with imdb_word_index.json, then train again.',
		},
		wrongReviews: {
			title: 'These are not the reviews this run was trained on.',
			advice: 'Choose the same reviews under “Data”, or start a new run.',
		},
		notFinite: {
			title: 'Training diverged: the loss is no longer a finite number.',
			advice: 'The run has ended with its last good weights. Choose a smaller learning rate, or set “Gradient clipping” to 1.',
		},
		weightsTooLarge: {
			title: 'The prediction is not a finite number.',
			advice: 'The weights of this network are too large. Train it again with a smaller learning rate, or set “Gradient clipping” to 1.',
		},
		tooLarge: {
			title: 'This is larger than the browser can address.',
			advice: 'Choose fewer units or layers, a smaller vocabulary, a shorter length or smaller batches.',
		},
	},
};
