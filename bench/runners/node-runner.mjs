// usage: node bench/runners/node-runner.mjs FOLDER CORPUS NAME=VALUE…
//
// The program native/unroll_bench.c again, on the engine.wasm and the peak.wasm of FOLDER, in Node: the same
// commands, the same answers. The engine is loaded by the page's own loader.
import { readFileSync } from 'node:fs';
import { argv, stdin } from 'node:process';
import { createInterface } from 'node:readline';

import { pageModule } from '../page-modules.mjs';

const loader = await pageModule('engine/load.ts');

const [folder, corpusPath, ...assignments] = argv.slice(2);
const settings = Object.fromEntries(assignments.map((assignment) => assignment.split('=')));

const { instance: peak } = await WebAssembly.instantiate(readFileSync(`${folder}/peak.wasm`));
const engine = await loader.startEngine(readFileSync(`${folder}/engine.wasm`));
const corpus = engine.openCorpus(readFileSync(corpusPath));
let trainer;

const timed = (work) => {
	const begin = performance.now();
	work();
	return performance.now() - begin;
};

// Trains until a whole batch is done and returns its time: neither the last batch of an epoch, which may be
// smaller, nor the scoring after it counts.
function batch() {
	for (;;) {
		const before = trainer.progress().trainedBatches;
		const took = timed(() => trainer.step(1));
		const { trainedBatches, phase } = trainer.progress();
		if (trainedBatches > before && phase === 'training') return took;
	}
}

function start() {
	trainer = corpus.createTrainer(engine.createModel(settings, corpus));
	batch();
}

const answers = {
	start: () => ({ ms: [timed(start)] }),
	batches: (count) => ({ ms: Array.from({ length: count }, batch) }),
	peak: (steps) => ({ ms: [timed(() => peak.exports.peak_run(steps))] }),
	memory: () => ({ bytes: engine.exports.memory.buffer.byteLength }),
};

for await (const line of createInterface({ input: stdin })) {
	const [command, number] = line.split(' ');
	console.log(JSON.stringify(answers[command](Number(number))));
}
