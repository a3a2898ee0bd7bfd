// The site's files where the browser's cache is not there, or fails: they come from the network, whole.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PATIENCE } from '../../src/storage/answered.ts';
import { SiteFiles, type FileCache, type SiteFile } from '../../src/worker/library/site-files.ts';

const bytes = new TextEncoder().encode('a model');
const file: SiteFile = {
	kind: 'model',
	path: 'models/gru',
	size: bytes.length,
	sha256: createHash('sha256').update(bytes).digest('hex'),
};
const catalogue = { format: 'unroll-catalogue-1', files: [file] };

const failing: FileCache = {
	match: () => Promise.reject(new DOMException('the disk', 'UnknownError')),
	put: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
	keys: () => Promise.reject(new DOMException('the disk', 'UnknownError')),
	delete: async () => false,
};

beforeEach(() =>
	vi.stubGlobal('fetch', async (url: string) =>
		new Response(url.endsWith('.json') ? JSON.stringify(catalogue) : bytes)),
);
afterEach(() => vi.unstubAllGlobals());

describe.each<[string, () => Promise<FileCache>]>([
	[
		'there are no caches, as over plain HTTP',
		() => {
			throw new ReferenceError('caches is not defined');
		},
	],
	['they are denied', () => Promise.reject(new DOMException('no', 'SecurityError'))],
	['the cache cannot be read', async () => failing],
])('where %s', (_, openCache) => {
	test('catalogue and files are fetched', async () => {
		const files = new SiteFiles('http://localhost/', openCache);
		expect(await files.catalogue()).toEqual(catalogue);
		expect(await files.file(file)).toEqual(bytes);
		await files.forgetOthers([]);
	});

	test('a file that is not the one of the catalogue is damaged', async () => {
		const files = new SiteFiles('http://localhost/', openCache);
		await expect(files.file({ ...file, sha256: '0'.repeat(64) })).rejects.toMatchObject({ failure: { kind: 'file-damaged' } });
	});
});

test.each<[string, () => Promise<FileCache>]>([
	['open', () => new Promise(() => {})],
	['answer', async () => ({ match: () => new Promise(() => {}), put: () => new Promise(() => {}), keys: () => new Promise(() => {}), delete: async () => false })],
])('where the cache does not %s, files are fetched after some seconds', async (_, openCache) => {
	vi.useFakeTimers();
	const files = new SiteFiles('http://localhost/', openCache);
	const fetched = files.file(file);
	await vi.advanceTimersByTimeAsync(2 * PATIENCE);
	expect(await fetched).toEqual(bytes);
	const cleared = files.forgetOthers([]);
	await vi.advanceTimersByTimeAsync(PATIENCE);
	await cleared;
	vi.useRealTimers();
});

test('a cache that opens late is used from then on, and has what was fetched meanwhile', async () => {
	vi.useFakeTimers();
	let open = (_: FileCache) => {};
	const files = new SiteFiles('http://localhost/', () => new Promise((resolve) => (open = resolve)));
	const fetched = files.file(file);
	await vi.advanceTimersByTimeAsync(PATIENCE);
	expect(await fetched).toEqual(bytes);
	const cached = new Map<string, Response>();
	open({ match: async (url) => cached.get(url), put: async (url, response) => void cached.set(url, response), keys: async () => [], delete: async () => false });
	await vi.advanceTimersByTimeAsync(0);
	expect(cached.size).toBe(1);
	vi.stubGlobal('fetch', () => Promise.reject(new TypeError('it is in the cache')));
	expect(await files.file(file)).toEqual(bytes);
	vi.useRealTimers();
});
