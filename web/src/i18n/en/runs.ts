// What runs are called, and what changed between two.

export const runs = {
	runs: {
		name: (cell: string, number: number) => `${cell} ${number}`,
		change: (name: string, from: string, to: string) => `${name} ${from} → ${to}`,
		moreChanges: (count: number) => `${count} more settings`,
	},
};
