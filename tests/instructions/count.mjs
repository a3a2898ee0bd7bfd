// usage: node tests/instructions/count.mjs [--update]
//
// Counts the instructions per training batch and prints where they go, the functions above 1 %.
// With --update the counts become the record that ./dev test compares with.
import { argv, exit } from 'node:process';

import { cells, compiler, countBatch, workloads } from './profile.mjs';
import { entryOf, writeRecord } from './record.mjs';

const options = argv.slice(2);
if (options.some((option) => option !== '--update')) {
	console.error('usage: node tests/instructions/count.mjs [--update]');
	exit(2);
}

const record = { compiler: await compiler(), batch: {} };
for (const workload of Object.keys(workloads)) {
	record.batch[workload] = {};
	for (const cell of cells) {
		const entry = entryOf(await countBatch(workload, cell));
		record.batch[workload][cell] = entry;
		console.log(`${workload} ${cell}: ${entry.instructions.toLocaleString('en-US')} instructions per batch`);
		for (const [name, share] of Object.entries(entry.share))
			if (share >= 1) console.log(`${share.toFixed(1).padStart(7)} %  ${name}`);
	}
}
if (options.length) writeRecord(record);
