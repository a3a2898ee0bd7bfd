// The inside of the models that classify, as the library worker reports it, on the built engine: each for itself, and only
// while somebody looks.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { EngineFailure } from '../../src/engine/failure.ts';
import { startImporter } from '../../src/engine/importer.ts';
import { startEngine } from '../../src/engine/load.ts';
import { Trace as EngineTrace } from '../../src/engine/trace.ts';
import { lookAtNothing, type Look } from '../../src/protocol/inside.ts';
import type { FromLibrary, LibraryCommand } from '../../src/protocol/library.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { LibrarySession } from '../../src/worker/library/library-session.ts';
import { SiteFiles } from '../../src/worker/library/site-files.ts';
import { engineBytes, engineIsBuilt, importerBytes } from './built.ts';

const review = 'the acting is great but the story makes no lacklustre sense';
const trace: Look = { ...lookAtNothing, trace: true };
const modelFile = (name: string) => new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url))).buffer;

describe.skipIf(!engineIsBuilt)('the inside of the predictors', () => {
	let posted: FromLibrary[];
	let session: LibrarySession;
	let requests = 0;

	const ask = (command: LibraryCommand) => session.receive({ ...command, request: ++requests });
	const of = <Type extends FromLibrary['type']>(type: Type) =>
		posted.filter((message): message is Extract<FromLibrary, { type: Type }> => message.type === type);
	const traces = (predictor: string) => of('trace').filter((message) => message.predictor === predictor);
	const look = (predictor: string, what: Look) => ask({ type: 'look', predictor, look: what });
	const type = (text: string) => ask({ type: 'review', text, language: 'en' });

	beforeEach(async () => {
		vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ format: 'unroll-catalogue-1', files: [] })));
		posted = [];
		session = new LibrarySession({
			loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
			loadImporter: async () => startImporter(importerBytes()),
			openStorage: () => Promise.resolve(new MemoryStorage()),
			files: new SiteFiles('http://localhost/', () => Promise.reject(new Error('no cache'))),
			post: (message) => posted.push(message),
			later: (task) => queueMicrotask(task),
			tellOthers: () => {},
		});
		await ask({ type: 'open' });
		await ask({ type: 'add-predictor', id: 'gru', file: modelFile('gru') });
		await ask({ type: 'add-predictor', id: 'lstm', file: modelFile('lstm') });
		await type(review);
		return () => vi.unstubAllGlobals();
	});

	test('is posted only of the predictor that is shown, and ends in its prediction', async () => {
		expect(of('trace')).toEqual([]);
		await look('gru', trace);
		expect(traces('lstm')).toEqual([]);
		const [received] = traces('gru');
		const result = of('predictions').at(-1)?.results.find(({ predictor }) => predictor === 'gru');
		expect(received?.trace.text).toBe(review);
		expect(received?.trace.prediction).toEqual(result?.prediction);
		expect(received?.trace.words.map(({ unknown }) => unknown)).toEqual(result?.words.map(({ unknown }) => unknown));
		expect(received?.trace.layers).toMatchObject([{ units: 8, rows: expect.arrayContaining(['h', 'z', 'r']) }]);
		await look('lstm', trace);
		expect(traces('lstm').at(-1)?.trace.layers).toMatchObject([{ units: 8, rows: expect.arrayContaining(['h', 'c', 'i', 'f', 'o']) }]);
	});

	test('follows the review until nobody looks any more', async () => {
		await look('gru', trace);
		await type('a terrible film');
		expect(traces('gru').map((message) => message.trace.text)).toEqual([review, 'a terrible film']);
		await look('gru', lookAtNothing);
		await type(review);
		expect(traces('gru')).toHaveLength(2);
	});

	test('a unit is posted with its equations, which begin with the states of the timestep before', async () => {
		await look('gru', trace);
		await look('gru', { ...trace, unit: { layer: 0, unit: 3, word: 4 } });
		const [received] = of('unit');
		expect(received).toMatchObject({ predictor: 'gru', unit: { layer: 0, unit: 3, word: 4 } });
		const { words, layers } = traces('gru')[0]!.trace;
		const { rows, units, values } = layers[0]!;
		const before = ((words[4]!.timestep! - 1) * rows.length + rows.indexOf('h')) * units;
		expect(received?.unit.equations.h).toEqual(values.slice(before, before + units));
		expect(received?.unit.equations.gates).toHaveLength(3);
		await look('gru', { ...trace, unit: { layer: 0, unit: 8, word: 4 } }); // it has no ninth
		expect(of('unit')).toHaveLength(1);
	});

	test('leaving words out is compared in the end', async () => {
		await look('gru', { ...trace, compare: true });
		await expect.poll(() => traces('gru').at(-1)?.trace.compared).toBe(review.split(' ').length);
	});

	test('a predictor that was removed posts nothing, and one in its place what it reads itself', async () => {
		await look('gru', trace);
		await ask({ type: 'remove-predictor', id: 'gru' });
		await type('a terrible film');
		await look('gru', trace);
		expect(traces('gru')).toHaveLength(1);
		await ask({ type: 'add-predictor', id: 'gru', file: modelFile('simple-rnn') });
		await look('gru', trace);
		expect(traces('gru').at(-1)?.trace).toMatchObject({ text: 'a terrible film', layers: [{ name: 'simple_rnn' }] });
	});

	test('one that cannot read a review keeps no other from it', async () => {
		const read = vi.spyOn(EngineTrace.prototype, 'read').mockImplementationOnce(() => {
			throw new EngineFailure('mismatch', 'vocabulary', 'the model knows no words');
		});
		await type('a terrible film');
		read.mockRestore();
		expect(of('predictions').at(-1)).toMatchObject({ results: [{ predictor: 'lstm' }], failure: { subject: 'vocabulary' } });
		expect(of('failed')).toEqual([]);
	});

	test('a file that is not a model is an answer to the command that brought it', async () => {
		await ask({ type: 'add-predictor', id: 'odd', file: new ArrayBuffer(9) });
		expect(of('failed')).toMatchObject([{ request: requests, failure: { kind: 'engine' } }]);
		await type('a terrible film');
		expect(of('predictions').at(-1)?.results).toHaveLength(2);
	});
});
