// The presentation mode and the keys.

export const presentation = {
	label: 'Presentation',
	keys: 'Keys',
	space: 'Space',
	keysOn: 'Single keys are on',
	actions: {
		present: 'Presentation mode',
		help: 'Show this list',
		toggle: 'Start, pause or continue',
		batch: 'One batch',
		epoch: 'One epoch',
		slower: 'Slower',
		faster: 'Faster',
		example: 'Next example review',
		leave: 'Leave',
	},
	result: (run: string, accuracy: string) => `${run} classifies ${accuracy} of the validation reviews correctly.`,
};
