/** Passes every chunk on, and ends where the signal aborts or `use` returns false. */
export async function eachChunk(
	stream: ReadableStream<Uint8Array>,
	use: (chunk: Uint8Array) => boolean | void,
	signal?: AbortSignal,
): Promise<void> {
	const reader = stream.getReader();
	try {
		for (;;) {
			signal?.throwIfAborted();
			const { done, value } = await reader.read();
			if (done || use(value) === false) {
				return;
			}
		}
	} finally {
		reader.cancel().catch(() => {});
	}
}
