// What a preset of a well-known network is beside its source.

export const presets = {
	reported: (percent: string) => `Its source reports an accuracy of ${percent} on the test reviews.`,
	reportedValidation: (percent: string) => `Its source reports an accuracy of ${percent} on the validation reviews.`,
	here: (percent: string, epochs: string) => `Unroll reached ${percent} (epochs: ${epochs}).`,
	takes: (minutes: string) => `In the browser, all epochs take about ${minutes} min on one core.`,
	fitted: (changes: string) => `For these reviews: ${changes}.`,
	cut: (words: string) => `These reviews are cut to ${words} words.`,
	source: 'Source',
	differs: {
		korean: 'The source has an LSTM, and morphemes for words.',
	},
};
