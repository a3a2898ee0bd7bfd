// A runner: trains one network somewhere and reports how long its batches took. Whatever the place, it has
//
//   start()         trains the first batch; the milliseconds from nothing to there
//   warmUp(ms)      trains on; [{at, ms}], milliseconds since the start and what a batch took then
//   batches(count)  the milliseconds of each of `count` more batches
//   peak(steps)     the milliseconds that peak.h takes for so many steps
//   memory()        bytes
//   close()
//
// This one speaks to a program of its own, by the lines that native/unroll_bench.c describes.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class ProcessRunner {
	#process;
	#lines;
	#started = 0;

	constructor(command, corpus, settings) {
		const assignments = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
		const [program, ...before] = command;
		this.#process = spawn(program, [...before, corpus, ...assignments], { stdio: ['pipe', 'pipe', 'inherit'] });
		this.#process.on('error', ({ message }) => console.error(`${message}; ./dev bench builds it`));
		this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
	}

	async #ask(command) {
		this.#process.stdin.write(`${command}\n`, () => {}); // if it has ended, the next line reports it
		const { value, done } = await this.#lines.next();
		if (done) throw new Error(`${this.#process.spawnfile} ended; what it said stands above`);
		return JSON.parse(value);
	}

	async start() {
		const { ms } = await this.#ask('start');
		this.#started = ms[0];
		return ms[0];
	}

	async warmUp(ms) {
		const points = [];
		let at = this.#started;
		while (at < ms || points.length < 10) {
			for (const batch of await this.batches(1)) points.push({ at: (at += batch), ms: batch });
		}
		return points;
	}

	async batches(count) {
		return (await this.#ask(`batches ${count}`)).ms;
	}

	async peak(steps) {
		return (await this.#ask(`peak ${steps}`)).ms[0];
	}

	async memory() {
		return (await this.#ask('memory')).bytes;
	}

	async close() {
		this.#process.stdin.end();
	}
}
