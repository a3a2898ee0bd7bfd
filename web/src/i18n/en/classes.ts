// Predictions of more than two classes.

export const classes = {
	all: 'All classes',
	by: (name: string) => `All classes, by ${name}`,
	others: (count: number) => `${count} others`,
};
