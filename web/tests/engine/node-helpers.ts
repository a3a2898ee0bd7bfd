// Helpers of an engine as threads of Node: src/engine/helper.ts itself, without its types.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { transformWithOxc } from 'vite';
import type { Engine } from '../../src/engine/engine.ts';
import type { HelperTask } from '../../src/engine/helper.ts';
import { loadEngine } from '../../src/engine/load.ts';
import { engineBytes } from './built.ts';

const file = fileURLToPath(new URL('../../src/engine/helper.ts', import.meta.url));
const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file);
const entry = `import { workerData } from 'node:worker_threads';\n${code}\nhelp(workerData);`;

export interface Helped {
	engine: Engine;
	end(): Promise<void>;
}

/** An engine with `threads` - 1 helpers, all of which are there. */
export async function engineWithHelpers(
	threads: number,
	prepare: (task: HelperTask) => void = () => {},
): Promise<Helped> {
	const workers: Worker[] = [];
	const startHelper = (workerData: HelperTask) => {
		prepare(workerData);
		workers.push(new Worker(new URL(`data:text/javascript,${encodeURIComponent(entry)}`), { workerData }));
	};
	const { engine } = await loadEngine(async (kind) => engineBytes(kind), { count: threads, startHelper });
	while ((engine.exports.helper_count?.() ?? 0) < threads - 1) {
		await new Promise((resolve) => setTimeout(resolve, 1));
	}
	const end = async () => void (await Promise.all(workers.map((worker) => worker.terminate())));
	return { engine, end };
}
