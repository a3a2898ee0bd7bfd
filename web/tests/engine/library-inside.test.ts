// The inside of the models that judge, as the library worker tells it, on the built engine: each for itself, and only
// while somebody looks.
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { startEngine } from '../../src/engine/load.ts';
import { lookAtNothing, type Look } from '../../src/protocol/inside.ts';
import type { FromLibrary } from '../../src/protocol/library.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { LibrarySession } from '../../src/worker/library/session.ts';
import { SiteFiles } from '../../src/worker/library/site-files.ts';
import { engineBytes, engineIsBuilt } from './built.ts';

const review = 'the acting is great but the story makes no lacklustre sense';
const trace: Look = { ...lookAtNothing, trace: true };
const modelFile = (name: string) => new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url))).buffer;

describe.skipIf(!engineIsBuilt)('the inside of the judges', () => {
	let posted: FromLibrary[];
	let session: LibrarySession;

	const of = <Type extends FromLibrary['type']>(type: Type) =>
		posted.filter((message): message is Extract<FromLibrary, { type: Type }> => message.type === type);
	const traces = (judge: string) => of('trace').filter((message) => message.judge === judge);
	const look = (judge: string, what: Look) => session.receive({ type: 'look', judge, look: what });
	const type = (text: string) => session.receive({ type: 'review', text });

	beforeEach(async () => {
		vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ format: 'unroll-catalogue-1', files: [] })));
		posted = [];
		session = new LibrarySession({
			loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
			openStorage: () => Promise.resolve(new MemoryStorage()),
			files: new SiteFiles('http://localhost/', () => Promise.reject(new Error('no cache'))),
			post: (message) => posted.push(message),
			tellOthers: () => {},
		});
		await session.receive({ type: 'open' });
		await session.receive({ type: 'judge', id: 'gru', file: modelFile('gru') });
		await session.receive({ type: 'judge', id: 'lstm', file: modelFile('lstm') });
		await type(review);
		return () => vi.unstubAllGlobals();
	});

	test('is told only of the judge that somebody looks at, and ends in its verdict', async () => {
		expect(of('trace')).toEqual([]);
		await look('gru', trace);
		expect(traces('lstm')).toEqual([]);
		const [told] = traces('gru');
		const judgement = of('verdicts').at(-1)?.judgements.find(({ judge }) => judge === 'gru');
		expect(told?.trace.text).toBe(review);
		expect(told?.trace.verdict).toEqual(judgement?.verdict);
		expect(told?.trace.words.map(({ unknown }) => unknown)).toEqual(judgement?.words.map(({ unknown }) => unknown));
		expect(told?.trace.layers).toMatchObject([{ units: 8, rows: expect.arrayContaining(['h', 'z', 'r']) }]);
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

	test('a unit is told with its equations, which begin with the states of the step before', async () => {
		await look('gru', trace);
		await look('gru', { ...trace, unit: { layer: 0, unit: 3, word: 4 } });
		const [told] = of('unit');
		expect(told).toMatchObject({ judge: 'gru', unit: { layer: 0, unit: 3, word: 4 } });
		const { words, layers } = traces('gru')[0]!.trace;
		const { rows, units, values } = layers[0]!;
		const before = ((words[4]!.step! - 1) * rows.length + rows.indexOf('h')) * units;
		expect(told?.unit.equations.h).toEqual(values.slice(before, before + units));
		expect(told?.unit.equations.gates).toHaveLength(3);
		await look('gru', { ...trace, unit: { layer: 0, unit: 8, word: 4 } }); // it has no ninth
		expect(of('unit')).toHaveLength(1);
	});

	test('leaving words out is compared in the end', async () => {
		await look('gru', { ...trace, compare: true });
		await expect.poll(() => traces('gru').at(-1)?.trace.compared).toBe(review.split(' ').length);
	});

	test('a judge that was dismissed tells nothing, and one in its place what it reads itself', async () => {
		await look('gru', trace);
		await session.receive({ type: 'dismiss', id: 'gru' });
		await type('a terrible film');
		await look('gru', trace);
		expect(traces('gru')).toHaveLength(1);
		await session.receive({ type: 'judge', id: 'gru', file: modelFile('simple-rnn') });
		await look('gru', trace);
		expect(traces('gru').at(-1)?.trace).toMatchObject({ text: 'a terrible film', layers: [{ name: 'simple_rnn' }] });
	});
});
