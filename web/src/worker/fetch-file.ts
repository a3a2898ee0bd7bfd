import { LoadFailure } from './failures.ts';

type Missing = 'engine-missing' | 'corpus-missing' | 'catalogue-missing' | 'model-missing';

// WebKitGTK's service worker answers a page without a network, but not what its workers fetch.
const stored = async (url: string): Promise<Response | null> =>
	(await globalThis.caches?.match(url).catch(() => undefined)) ?? null;

/** Fetches a file whole. `missing` is what to throw where the server has no such file. */
export async function fetchFile(
	url: string,
	missing: Missing,
	onProgress: (received: number, total: number | null) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
	const response = await fetch(url).catch(() => stored(url));
	if (!response) {
		throw new LoadFailure({ kind: 'unreachable', url });
	}
	if (!response.ok || !response.body) {
		throw new LoadFailure({ kind: response.status >= 500 ? 'unreachable' : missing, url });
	}
	// The length is that of the bytes on the wire, which is another one where the server compressed them.
	const encoded = response.headers.has('Content-Encoding');
	const length = Number(response.headers.get('Content-Length'));
	const total = length > 0 && !encoded ? length : null;
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let received = 0;
	onProgress(0, total);
	const reader = response.body.getReader();
	for (;;) {
		const { done, value } = await reader.read().catch(() => {
			throw new LoadFailure({ kind: 'unreachable', url });
		});
		if (done) {
			return join(chunks, received);
		}
		chunks.push(value);
		received += value.length;
		onProgress(received, total);
	}
}

function join(chunks: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(size);
	let position = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, position);
		position += chunk.length;
	}
	return bytes;
}
