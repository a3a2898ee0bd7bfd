/** Lets bytes through, and notes how many. */
export const counting = (onBytes: (count: number) => void): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> =>
	new TransformStream({
		transform(chunk, controller) {
			onBytes(chunk.length);
			controller.enqueue(chunk);
		},
	});
