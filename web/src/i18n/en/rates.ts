// The search for a learning rate.

export const rates = {
	lead: 'A network of its own is trained for 200 batches while the learning rate rises from 0.000001 to 10. The loss falls where the rate is right, and rises where it is too high.',
	search: 'Search',
	again: 'Search again',
	searching: 'Searching…',
	failed: 'The search did not finish. Check the settings and try again.',
	loss: 'Loss, smoothed',
	rate: 'Learning rate (log scale)',
	lowest: (rate: string, loss: string) => `The loss is lowest, ${loss}, at ${rate}.`,
	diverged: (rate: string) => `At ${rate} it diverges.`,
	at: (loss: string) => `loss ${loss}`,
	use: (rate: string) => `Use ${rate}, a tenth of it`,
	of: (cell: string) => `Measured with ${cell}, with the settings at that time.`,
};
