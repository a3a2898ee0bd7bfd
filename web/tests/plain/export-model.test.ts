// What the page asks of the worker that writes models as files of other libraries, and how it calls the files.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { endings, exportModel } from '../../src/model/export-model.ts';
import type { FromExporting } from '../../src/protocol/exporting.ts';

test('files end as the engine says, so that page and program call them alike', () => {
	const header = readFileSync('../include/unroll/exchange.h', 'utf8');
	const found = [...header.matchAll(/X\([A-Z0-9_]+, "([a-z0-9-]+)", "([^"]+)"\)/g)].map(([, name, ending]) => [name, ending]);
	const { unroll, ...others } = endings;
	expect(unroll).toBe('.safetensors');
	expect(Object.fromEntries(found)).toEqual(others);
});

/** A worker that gives one answer, or fails without one. */
function workerWith(answer: FromExporting | null) {
	const seen: { posted: unknown[]; ended: number } = { posted: [], ended: 0 };
	const worker = {
		onmessage: (_event: unknown) => {},
		onerror: (_event: unknown) => {},
		postMessage(message: unknown) {
			seen.posted.push(message);
			queueMicrotask(() => (answer ? worker.onmessage({ data: answer }) : worker.onerror({ message: 'no such file' })));
		},
		terminate: () => void seen.ended++,
	};
	return { seen, start: () => worker as unknown as Worker };
}

test('one worker is asked for one file and ended, whatever it answers', async () => {
	const model = new Blob(['model']);
	const file = new Uint8Array([1, 2, 3]);
	const good = workerWith({ file });
	const result = await exportModel(model, 'onnx', good.start);
	expect('file' in result && new Uint8Array(await result.file.arrayBuffer())).toEqual(file);
	expect(good.seen).toEqual({ posted: [{ model, format: 'onnx' }], ended: 1 });

	const failure = { kind: 'unreachable', url: 'exporter.wasm' } as const;
	const bad = workerWith({ failure });
	expect(await exportModel(model, 'keras', bad.start)).toEqual({ failure });
	const broken = workerWith(null);
	expect(await exportModel(model, 'keras', broken.start)).toEqual({ failure: { kind: 'unexpected', message: 'no such file' } });
	expect([bad.seen.ended, broken.seen.ended]).toEqual([1, 1]);
});

test('the model file itself needs no worker', async () => {
	const model = new Blob(['model']);
	expect(await exportModel(model, 'unroll', () => expect.unreachable())).toEqual({ file: model });
});
