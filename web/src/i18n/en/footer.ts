// The last lines of the page.

export const footer = {
	corpus: (train: string, words: string) => `${train} labelled reviews · vocabulary of ${words}`,
	isPrivate: 'Everything runs in this tab; nothing leaves your browser.',
	version: (version: string) => `Version ${version}`,
};
