/** The first part has so many bytes at least, or all: more than a line. */
const FIRST = 1 << 16;

/** A file in parts, as it is read; packed by gzip, it is unpacked. The first part has a whole line. */
export async function* textOf(file: Blob): AsyncGenerator<Uint8Array> {
	const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
	const bytes: ReadableStream<Uint8Array<ArrayBuffer>> = file.stream();
	const reader = (first === 0x1f && second === 0x8b ? bytes.pipeThrough(new DecompressionStream('gzip')) : bytes).getReader();
	let begin = new Uint8Array();
	for (let isFirst = true; ; ) {
		const { done, value } = await reader.read();
		if (isFirst) {
			begin = value ? joined(begin, value) : begin;
			isFirst = !done && begin.length < FIRST;
			if (!isFirst) {
				yield begin;
			}
		} else if (value) {
			yield value;
		}
		if (done) {
			return;
		}
	}
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}
