// The part of the benchmark that runs in a page: a failure of the worker ends the run with its message.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';

import '../../bench/runners/in-page.js';

const failure = { status: 'out-of-memory', message: 'There is not enough memory.' };

// A worker that answers each message by `answerTo`.
function install(answerTo) {
	globalThis.Worker = class {
		postMessage(message) {
			queueMicrotask(() => this.onmessage({ data: answerTo(message) }));
		}
	};
	globalThis.installBench({ workerUrl: 'worker.js', corpusUrl: 'corpus', peakBytes: [], threads: 1 });
	return globalThis.bench;
}

afterEach(() => {
	delete globalThis.Worker;
	delete globalThis.bench;
});

test('a command that fails ends the run', async () => {
	const bench = install(() => ({ type: 'failed', request: null, failure }));
	await assert.rejects(bench.memory(), /not enough memory/);
});

test('training that fails ends the run', { timeout: 5000 }, async () => {
	const bench = install(({ run }) => ({ type: 'run-failed', run, failure }));
	await assert.rejects(bench.start({}), /not enough memory/);
	await assert.rejects(bench.train({ settings: {}, goal: null }), /not enough memory/);
});
