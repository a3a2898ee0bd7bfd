// A small corpus without reviews: random ids, in which one word stands for praise and one for blame.
// The form is that of include/unroll/corpus.h.

export const words = 40;
export const praise = 'wonderful';
export const blame = 'dreadful';

const vocabulary = [praise, blame, ...Array.from({ length: words - 6 }, (_, i) => `word${i}`)];
const PRAISE_ID = 4;
const BLAME_ID = 5;

// A generator of its own, so that every run of the tests has the same reviews (a linear congruential
// generator with the constants of Numerical Recipes).
function* drawn(seed: number): Generator<number, never> {
	let state = seed >>> 0;
	for (;;) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		yield state / 2 ** 32;
	}
}

function half(reviews: number, seed: number, classes: number): Record<'offsets' | 'ids' | 'labels', Uint8Array> {
	const numbers = drawn(seed);
	const draw = (below: number) => Math.floor(numbers.next().value * below);
	const ids: number[] = [];
	const offsets = [0];
	const labels: number[] = [];
	for (let review = 0; review < reviews; review++) {
		const label = review % classes;
		const length = 5 + draw(12);
		const telling = draw(length);
		ids.push(1); // the start of a review
		for (let i = 0; i < length; i++) {
			ids.push(i === telling ? (classes > 2 ? PRAISE_ID + label : label === 1 ? PRAISE_ID : BLAME_ID) : 6 + draw(words - 6));
		}
		offsets.push(ids.length);
		labels.push(label);
	}
	const bytes = (array: Uint32Array | Uint16Array) => new Uint8Array(array.buffer);
	return {
		offsets: bytes(new Uint32Array(offsets)),
		ids: bytes(new Uint16Array(ids)),
		labels: new Uint8Array(labels),
	};
}

/** The corpus file, with `reviews` reviews in the training half; of more than two classes, each has a word that stands for it. */
export function madeUpCorpus(reviews = 400, classes = 2): Uint8Array<ArrayBuffer> {
	const train = half(reviews, 1, classes);
	const test = half(20, 2, classes);
	const tensors: [string, 'U32' | 'U16' | 'U8', Uint8Array][] = [
		['train/offsets', 'U32', train.offsets],
		['test/offsets', 'U32', test.offsets],
		['train/ids', 'U16', train.ids],
		['test/ids', 'U16', test.ids],
		['train/labels', 'U8', train.labels],
		['test/labels', 'U8', test.labels],
		['vocabulary', 'U8', new TextEncoder().encode(vocabulary.join('\n'))],
	];
	const header: Record<string, unknown> = {
		__metadata__: {
			format: 'unroll-corpus-1', words: String(words), tail: '0', source: 'made up',
			...(classes > 2 && { classes: String(classes), 'class-names': Array.from({ length: classes }, (_, label) => `class ${label}`).join('\n') }),
		},
	};
	let end = 0;
	for (const [name, dtype, bytes] of tensors) {
		const size = { U32: 4, U16: 2, U8: 1 }[dtype];
		header[name] = { dtype, shape: [bytes.length / size], data_offsets: [end, end + bytes.length] };
		end += bytes.length;
	}
	const text = new TextEncoder().encode(JSON.stringify(header));
	const headerSize = Math.ceil(text.length / 8) * 8;
	const file = new Uint8Array(8 + headerSize + end).fill(0x20, 8, 8 + headerSize);
	new DataView(file.buffer).setBigUint64(0, BigInt(headerSize), true);
	file.set(text, 8);
	let position = 8 + headerSize;
	for (const [, , bytes] of tensors) {
		file.set(bytes, position);
		position += bytes.length;
	}
	return file;
}
