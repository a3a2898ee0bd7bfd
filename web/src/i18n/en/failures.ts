// What goes wrong, each with what to do next.

export const failures = {
	failures: {
		partMissing: 'This part of the page could not be fetched. Please see whether you are online.',
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
		catalogueMissing: (url: string) => ({
			title: 'The server does not have the list of its reviews and models.',
			advice: `It should be at ${url}. Whoever runs this site: ./dev site makes it. Until then the page can train on reviews of your own.`,
		}),
		modelMissing: (url: string) => ({
			title: 'One of the trained models is missing.',
			advice: `It should be at ${url}. The others judge without it. Whoever runs this site: please copy the whole folder build/site to the server.`,
		}),
		fileDamaged: (url: string) => ({
			title: 'A file did not arrive as it should.',
			advice: `${url} is not the file that this version of the page was made with. Please try again in a moment; if that does not help, whoever runs this site should run ./dev site once more.`,
		}),
		cannotResume: {
			title: 'The run of your last visit cannot go on.',
			advice: 'The reviews it was training on are others now, or its checkpoint is gone. What it had reached stands in the list of runs; “Use its settings” brings back its settings.',
		},
		corpusGone: {
			title: 'These reviews are not there any more.',
			advice: 'They were removed from this browser, or the site does not have them any more. Please choose others under “Reviews”.',
		},
		unreachable: (url: string) => ({
			title: 'The connection broke off.',
			advice: `${url} could not be fetched whole. Please see whether you are online, then try again.`,
		}),
		corpusDamaged: (subject: string) => ({
			title: 'The file of reviews is damaged.',
			advice: `What arrived cannot be read (${subject}). Please try again; if that does not help, whoever runs this site should make the file anew with ./dev site.`,
		}),
		strangeLink: (parts: string) => ({
			title: 'The link has parts that this page does not understand.',
			advice: `They were left out (${parts}). Please see whether the link is whole, or ask for it once more.`,
		}),
		otherReviews: {
			title: 'The link speaks of other reviews than these.',
			advice: 'Its settings are in place, but a run here will end in other weights. Please choose the same reviews under “Reviews”, if you have them.',
		},
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
};
