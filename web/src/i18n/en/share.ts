// The button that shares, and what a page says that was opened by a link.

export const share = {
	share: {
		open: 'Share',
		copy: 'Copy link',
		close: 'Close',
		offer: 'This link contains a run; its settings are loaded.',
		repeat: 'Start run',
		later: 'Not now',
		isLesson: 'Lesson mode: parts of this page are hidden.',
		showAll: 'Show the whole page',
	},
};
