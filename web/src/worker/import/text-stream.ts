// From the bytes of a file to what the engine reads: UTF-8 in NFC. src/cli/transcode.c does the same with iconv and utf8proc: both
// must give the engine the same bytes.
import type { Encoding } from '../../engine/import.ts';

const composed = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** No byte of UTF-8: the engine counts the row as one that is not. */
const noText = Uint8Array.of(0xff);
const replacement = '\ufffd';

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

function inNfc(bytes: Uint8Array): Uint8Array | null {
	try {
		const text = strict.decode(bytes);
		const normal = text.normalize('NFC');
		return normal === text ? bytes : composed.encode(normal);
	} catch {
		return null;
	}
}

/** Hands over whole runs: from a byte of ASCII to before the next. Nothing composes beyond, and where one is not UTF-8 the others are. */
function putRuns(bytes: Uint8Array, put: (bytes: Uint8Array) => void): void {
	const whole = isAscii(bytes) ? bytes : inNfc(bytes);
	if (whole) {
		return put(whole);
	}
	for (let start = 0, end = 0; start < bytes.length; start = end) {
		end = start + 1;
		while (end < bytes.length && (bytes[end] ?? 0) >= 0x80) {
			end++;
		}
		const run = bytes.subarray(start, end);
		put(inNfc(run) ?? run);
	}
}

/** UTF-8 as it comes, in NFC; what is no UTF-8 passes as it is. */
function composing(): TransformStream<Uint8Array, Uint8Array> {
	let before = new Uint8Array();
	return new TransformStream({
		transform(chunk, controller) {
			const bytes = new Uint8Array(before.length + chunk.length);
			bytes.set(before);
			bytes.set(chunk, before.length);
			let end = bytes.length - 1;
			while (end > 0 && (bytes[end] ?? 0) >= 0x80) {
				end--;
			}
			before = bytes.slice(end);
			if (end > 0) {
				putRuns(bytes.subarray(0, end), (run) => controller.enqueue(run));
			}
		},
		flush(controller) {
			putRuns(before, (run) => run.length > 0 && controller.enqueue(run));
		},
	});
}

/** Another encoding, as UTF-8. */
function decoding(encoding: Encoding): TransformStream<Uint8Array, Uint8Array> {
	const decoder = new TextDecoder(encoding);
	const put = (text: string, controller: TransformStreamDefaultController<Uint8Array>) =>
		text.split(replacement).forEach((part, index) => {
			if (index > 0) {
				controller.enqueue(noText);
			}
			if (part !== '') {
				controller.enqueue(composed.encode(part));
			}
		});
	return new TransformStream({
		transform: (chunk, controller) => put(decoder.decode(chunk, { stream: true }), controller),
		flush: (controller) => put(decoder.decode(), controller),
	});
}

export const textOf = (bytes: ReadableStream<Uint8Array>, encoding: Encoding): ReadableStream<Uint8Array> =>
	(encoding === 'utf-8' ? bytes : bytes.pipeThrough(decoding(encoding))).pipeThrough(composing());
