// A review is read by the models of its language, which are fetched when the first text in it arrives.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { startEngine } from '../../src/engine/load.ts';
import type { FromLibrary, LibraryCommand } from '../../src/protocol/library.ts';
import { MemoryStorage } from '../../src/storage/memory-storage.ts';
import { LibrarySession } from '../../src/worker/library/library-session.ts';
import { SiteFiles } from '../../src/worker/library/site-files.ts';
import { engineBytes, engineIsBuilt } from './built.ts';

const bytesOf = (name: string) => new Uint8Array(readFileSync(new URL(`../../../models/${name}.safetensors`, import.meta.url)));

const entry = (name: string, language: 'en' | 'ko') => {
	const bytes = bytesOf(name);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	return { kind: 'model', path: `${name}.safetensors`, size: bytes.length, sha256, language, extremes: { words: 3, known: 0.5 } };
};

describe.skipIf(!engineIsBuilt)('of two models, one for English and one for Korean,', () => {
	let posted: FromLibrary[];
	let fetched: string[];
	let session: LibrarySession;
	let requests = 0;

	const ask = (command: LibraryCommand) => session.receive({ ...command, request: ++requests });
	const last = <Type extends FromLibrary['type']>(type: Type) =>
		posted.findLast((message): message is Extract<FromLibrary, { type: Type }> => message.type === type);
	const listed = () => last('predictors')?.predictors.map(({ id }) => id);
	const asked = () => last('predictions')?.results.map(({ predictor }) => predictor);

	beforeEach(() => {
		[posted, fetched] = [[], []];
		vi.stubGlobal('fetch', async (url: string) => {
			const name = url.split('/').at(-1)!;
			fetched.push(name.split('.')[0]!);
			return name === 'catalogue.json'
				? Response.json({ format: 'unroll-catalogue-1', files: [entry('gru', 'en'), entry('lstm', 'ko')] })
				: new Response(bytesOf(name.split('.')[0]!));
		});
		session = new LibrarySession({
			loadEngine: async () => ({ engine: await startEngine(engineBytes('simd')), kind: 'simd' }),
			loadImporter: () => Promise.reject(new Error('no importer')),
			openStorage: () => Promise.resolve(new MemoryStorage()),
			files: new SiteFiles('http://localhost/', () => Promise.reject(new Error('no cache'))),
			post: (message) => posted.push(message),
			later: (task) => queueMicrotask(task),
			tellOthers: () => {},
		});
		return () => vi.unstubAllGlobals();
	});

	test.each([
		['en', 'gru'],
		['ko', 'lstm'],
	] as const)('a page in that language (%s) fetches its own and not the other', async (language, model) => {
		const opened = ask({ type: 'open' });
		await ask({ type: 'review', text: '', language });
		await opened;
		expect(fetched).toEqual(['catalogue', model]);
		await expect.poll(listed).toEqual([`${model}.safetensors`]);
		expect(last('predictors')?.predictors[0]).toMatchObject({ language, extremes: { words: 3, known: 0.5 } });
	});

	test('a Korean text fetches the Korean one, once; each text is answered by its own, and by runs', async () => {
		await ask({ type: 'open' });
		await ask({ type: 'add-predictor', id: 'run', file: bytesOf('gru').buffer });
		await ask({ type: 'review', text: 'a dull film', language: 'en' });
		expect(asked()).toEqual(['gru.safetensors', 'run']);
		await ask({ type: 'review', text: '지루한 영화', language: 'ko' });
		await expect.poll(asked).toEqual(['run', 'lstm.safetensors']);
		expect(listed()).toEqual(['run', 'lstm.safetensors']);
		await ask({ type: 'review', text: 'a dull film', language: 'en' });
		expect(asked()).toEqual(['gru.safetensors', 'run']);
		expect(listed()).toEqual(['gru.safetensors', 'run']);
		await ask({ type: 'review', text: '좋다', language: 'ko' });
		expect(asked()).toEqual(['run', 'lstm.safetensors']);
		expect(fetched).toEqual(['catalogue', 'gru', 'lstm']);
	});
});
