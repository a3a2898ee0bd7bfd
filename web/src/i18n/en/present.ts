// The button of the presentation mode.

export const present = {
	present: {
		open: 'Present',
	},
};
