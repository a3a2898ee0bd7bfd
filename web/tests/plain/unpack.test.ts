// Fetching: every way in which it can fail is distinguished.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchFile } from '../../src/worker/fetch-file.ts';
import { unpack } from '../../src/worker/library/unpack.ts';

const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const answer = (response: Response | Error) =>
	vi.stubGlobal(
		'fetch',
		vi.fn(async () => {
			if (response instanceof Error) {
				throw response;
			}
			return response;
		}),
	);

afterEach(() => void vi.unstubAllGlobals());

describe('fetching a file', () => {
	test('reports how much has arrived', async () => {
		answer(new Response(bytes('12345'), { headers: { 'Content-Length': '5' } }));
		const progress = vi.fn();
		expect(await fetchFile('u', 'corpus-missing', progress)).toEqual(bytes('12345'));
		expect(progress.mock.calls[0]).toEqual([0, 5]);
		expect(progress.mock.calls.at(-1)).toEqual([5, 5]);
	});

	test('knows no total where the server compresses on the way', async () => {
		answer(new Response(bytes('1'), { headers: { 'Content-Length': '9', 'Content-Encoding': 'br' } }));
		const progress = vi.fn();
		await fetchFile('u', 'corpus-missing', progress);
		expect(progress).toHaveBeenLastCalledWith(1, null);
	});

	test.each([
		['not there', new Response('', { status: 404 }), 'corpus-missing'],
		['an ill server', new Response('', { status: 503 }), 'unreachable'],
		['no answer', new TypeError('Failed to fetch'), 'unreachable'],
		['broken off', new Response(new ReadableStream({ pull: (c) => c.error(new TypeError()) })), 'unreachable'],
	])('%s', async (_, response, kind) => {
		answer(response);
		await expect(fetchFile('u', 'corpus-missing')).rejects.toMatchObject({ failure: { kind, url: 'u' } });
	});
});

describe('unpacking a file', () => {
	const file = bytes('a safetensors file, a safetensors file and once more a safetensors file');
	// The same through `zstd -19`.
	const packed = new Uint8Array(
		Buffer.from('KLUv/QRoTQEAIoIHDMA9W2sgt1b1BgR8ArSKJ0n9ZPxAZ3Ve5aSmCn4EAgBEJcp5kwmNLJ4n', 'base64'),
	);

	test('unpacks Zstandard, and takes a plain file as it is', () => {
		expect(unpack(packed)).toEqual(file);
		expect(unpack(file)).toEqual(file);
	});

	// What is wrong within is found by the digest that the corpus carries.
	test.each([1, 5, 20, 45])('refuses one that is cut short by %i bytes or more', (missing) => {
		const cut = packed.slice(0, -missing - 4); // the last four are a checksum
		expect(() => unpack(cut)).toThrow(expect.objectContaining({ failure: { kind: 'corpus-damaged', subject: 'zstd' } }));
	});
});
