// The list of runs: what each is called, and how it differs from the one before.

export const runs = {
	runs: {
		title: 'Runs',
		empty: 'Every run stays here with its figures: to compare, to bring its settings back, to take its weights along.',
		name: (cell: string, number: number) => `${cell} ${number}`,

		first: 'The first run.',
		same: (other: string) => `As ${other}: the same settings, hence the same weights.`,
		changes: (other: string, changes: string) => `As ${other}, but for ${changes}.`,
		otherReviews: (other: string) => `As ${other}, on other reviews.`,
		changesAndReviews: (other: string, changes: string) => `As ${other}, on other reviews, and but for ${changes}.`,
		change: (name: string, from: string, to: string) => `${name} ${from} → ${to}`,
		moreChanges: (count: number) => `${count} more settings`,

		best: (loss: string, epoch: number) => `best loss ${loss}, epoch ${epoch}`,
		more: (name: string) => `More about ${name}`,
		rename: 'Name',
		showAgain: 'Show',
		hide: 'Hide',
		hidden: 'hidden',
		restore: 'Use its settings',
		judge: 'Let it judge the review',
		judging: 'It judges the review',
		download: 'Download the model',
		downloadCheckpoint: 'Download a checkpoint',
		remove: 'Delete',
		fingerprint: 'Fingerprint of the weights',
		fingerprintHelp: 'The same settings, seed and reviews give the same one, on any machine.',
		noFingerprint: 'as soon as it pauses or ends',
		hideAll: 'Hide all but the last race',
		showAll: 'Show all',
	},
};
