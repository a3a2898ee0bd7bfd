// The program behind ./dev bench; what it needs has been built.
import { cpus } from 'node:os';
import { argv, exit, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';

import { flopMeaning } from './arithmetic.mjs';
import { findCorpus, readTrainingHalf } from './corpus.mjs';
import { readOptions, usage } from './options.mjs';
import { measurePeers, showPeers } from './peers.mjs';
import { openPlaces } from './places.mjs';
import { measureScale, showScale } from './scale.mjs';
import { measureChapter, measureFirstAccuracy, showChapter, showFirstAccuracy } from './runs.mjs';
import { measureSpeed, showSpeed } from './speed.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

// What is measured, in its order: [whether it is wanted, measure, show].
const parts = [
	[({ instead }) => !instead, measureSpeed, showSpeed],
	[({ chapter }) => chapter, measureChapter, showChapter],
	[({ 'first-accuracy': first }) => first, measureFirstAccuracy, showFirstAccuracy],
	[({ scale }) => scale, measureScale, showScale],
	[({ peers }) => peers, measurePeers, showPeers],
];

async function run(options) {
	const report = (text) => stderr.write(`${text}\n`);
	const print = (text) => stdout.write(`${text}\n`);
	const corpus = findCorpus(options.corpus, root);
	const half = readTrainingHalf(corpus.path);
	const processor = cpus()[0]?.model ?? 'unknown';
	if (options.json) print(JSON.stringify({ kind: 'run', processor, corpus: corpus.source, flopMeaning }));
	else print(`${processor}, one core unless it says otherwise, ${corpus.source}\n${flopMeaning}`);
	const opened = await openPlaces(options);
	try {
		for (const [wanted, measure, show] of parts) {
			if (!wanted(options)) continue;
			const rows = await measure({ opened, corpus, half, options, report });
			print(options.json ? rows.map((row) => JSON.stringify(row)).join('\n') : `\n${show(rows)}`);
		}
	} finally {
		await opened.close();
	}
}

try {
	const options = readOptions(argv.slice(2));
	if (options.help) stdout.write(usage);
	else await run(options);
} catch (error) {
	stderr.write(`./dev bench: ${error.message}\n`);
	exit(1);
}
