// The page in a frame of another page, and the text that puts it there.

export const embed = {
	open: 'Open in Unroll',
	title: 'Embed in a web page',
	help: 'Paste this into the HTML of a blog or a course page. It needs no cookies and stores nothing.',
	show: 'Show',
	shown: { page: 'The page, or this lesson', network: 'Network and curves', review: 'Review box' },
	fits: 'Fit the height to the contents (loads a script)',
	code: 'HTML',
	copy: 'Copy HTML',
};
