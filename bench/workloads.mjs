// What is measured: three cells on two workloads, as settings by their names in include/unroll/settings.h.

export const cells = ['simple-rnn', 'lstm', 'gru'];

// So many epochs that no run ends while it is measured, nothing that ends one early, and next to no reviews to validate on.
export const endless = { epochs: 10000, patience: 0, batch: 64, validation: 0.001 };

export const workloads = {
	small: { ...endless, words: 500, embedding: 16, units: 8, length: 100, optimizer: 'rmsprop' },
	large: { ...endless, words: 10000, embedding: 64, units: 64, length: 200, optimizer: 'adam' },
};

// How long a workload is warmed up, in milliseconds, and how many of its batches are timed: `rounds` times `perRound`.
export const effort = {
	small: { warmUp: 800, rounds: 10, perRound: 12 },
	large: { warmUp: 1500, rounds: 10, perRound: 2 },
};

// [{workload, cell, settings}], each setting as its text.
export const cases = (names = Object.keys(workloads)) =>
	names.flatMap((workload) => cells.map((cell) => ({ workload, cell, settings: asTexts({ ...workloads[workload], cell }) })));

export const asTexts = (settings) =>
	Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)]));
