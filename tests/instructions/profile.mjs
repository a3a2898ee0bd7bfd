// Instructions per training batch, counted by callgrind in a program that trains on made-up reviews.
//
// Only the program's own functions count. Those of the C library (memset, memcpy) choose their instructions by
// the processor, so their numbers would differ from machine to machine; a time is what shows them: ./dev bench.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const program = process.env.COUNTED_BATCHES ?? fileURLToPath(new URL('../../build/native/tests/counted_batches', import.meta.url));

export const cells = ['simple-rnn', 'lstm', 'gru'];

export const workloads = {
	small: {
		batches: 5,
		settings: { words: 500, embedding: 16, units: 8, length: 100, batch: 64, optimizer: 'rmsprop' },
	},
	large: {
		batches: 1,
		settings: { words: 10000, embedding: 64, units: 64, length: 200, batch: 64, optimizer: 'adam' },
	},
};

/** By what the program was compiled. */
export async function compiler() {
	if (!existsSync(program))
		throw new Error(`${program} is not there. cmake --preset native && cmake --build --preset native makes it; COUNTED_BATCHES may name another.`);
	return (await run(program)).stdout.trim();
}

export const hasValgrind = () => run('valgrind', ['--version']).then(() => true, () => false);

/** Reads what callgrind writes with names and positions in full: the instructions of each function of `object`, without
 * those of the functions it calls. What the compiler made of one function (f.part.0, f.isra.0) is added up. */
export function ownInstructions(profile, object) {
	const functions = {};
	let inObject = false;
	let name = '';
	let ofCall = false;
	for (const line of profile.split('\n')) {
		const cost = /^\d+ (\d+)$/.exec(line);
		if (line.startsWith('ob=')) inObject = line.slice(3) === object;
		else if (line.startsWith('fn=')) name = line.slice(3).replace(/[.'].*/, '');
		else if (line.startsWith('calls=')) ofCall = true;
		else if (cost && ofCall) ofCall = false;
		else if (cost && inObject) functions[name] = (functions[name] ?? 0) + Number(cost[1]);
	}
	return functions;
}

/** Instructions per batch of a cell on a workload: { instructions, functions: { name: instructions } }. */
export async function countBatch(workload, cell) {
	const { batches, settings } = workloads[workload];
	const folder = mkdtempSync(join(tmpdir(), 'unroll-instructions-'));
	try {
		const file = join(folder, 'profile');
		const callgrind = ['--tool=callgrind', `--callgrind-out-file=${file}`, '--compress-strings=no', '--compress-pos=no'];
		const assignments = Object.entries({ cell, ...settings }).map(([name, value]) => `${name}=${value}`);
		await run('valgrind', [...callgrind, '--toggle-collect=unroll_trainer_step', program, String(batches), ...assignments]);
		const sums = Object.entries(ownInstructions(readFileSync(file, 'utf8'), program)).filter(([, sum]) => sum);
		if (sums.length === 0) throw new Error(`callgrind counted nothing in ${program}. Was it stripped of its symbols?`);
		const functions = Object.fromEntries(sums.map(([name, sum]) => [name, sum / batches]));
		return { instructions: Object.values(functions).reduce((a, b) => a + b), functions };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
