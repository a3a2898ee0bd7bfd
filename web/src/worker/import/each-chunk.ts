/** Milliseconds of work between two looks at the messages: chunks that are there already come without one, and a cancel would wait for the last. */
const slice = 40;

/** Passes every chunk on, and ends where the signal aborts or `use` returns false. */
export async function eachChunk(
	stream: ReadableStream<Uint8Array>,
	use: (chunk: Uint8Array) => boolean | void,
	signal?: AbortSignal,
): Promise<void> {
	const reader = stream.getReader();
	try {
		for (let begin = performance.now(); ; ) {
			if (performance.now() - begin > slice) {
				await new Promise((resolve) => setTimeout(resolve));
				begin = performance.now();
			}
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
