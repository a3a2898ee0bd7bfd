// The run list: names, and how a run differs from the one before.

export const runs = {
	runs: {
		title: 'Runs',
		empty: 'Every run is listed here, so you can compare results, reuse settings and download weights.',
		name: (cell: string, number: number) => `${cell} ${number}`,

		first: 'The first run.',
		same: (other: string) => `Same settings as ${other}, so the same weights.`,
		changes: (other: string, changes: string) => `Like ${other}, except for ${changes}.`,
		otherReviews: (other: string) => `Like ${other}, on different reviews.`,
		changesAndReviews: (other: string, changes: string) => `Like ${other}, on different reviews and with ${changes}.`,
		change: (name: string, from: string, to: string) => `${name} ${from} → ${to}`,
		moreChanges: (count: number) => `${count} more settings`,

		best: (loss: string, epoch: number) => `best loss ${loss}, epoch ${epoch}`,
		more: (name: string) => `More about ${name}`,
		rename: 'Name',
		showAgain: 'Show',
		hide: 'Hide',
		hidden: 'hidden',
		restore: 'Reuse settings',
		predict: 'Use for predictions',
		predicting: 'Used for predictions',
		download: 'Download model',
		downloadCheckpoint: 'Download checkpoint',
		remove: 'Delete',
		fingerprint: 'Weight fingerprint (SHA-256)',
		fingerprintHelp: 'The same settings, seed and reviews give the same fingerprint on any machine.',
		noFingerprint: 'available when the run pauses or ends',
		hideAll: 'Hide earlier runs',
		showAll: 'Show all',
	},
};
