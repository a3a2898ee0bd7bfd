// The reviews that are trained on: a corpus file, or ids drawn from a Zipf law where there is none.
// include/unroll/corpus.h describes the file.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { drawnBelow } from './drawn.mjs';

const UNKNOWN_ID = 2;
const FIRST_WORD_ID = 4;

// The path of the corpus to use: `wanted`, or that of ./dev site, or one made up now.
export function findCorpus(wanted, root) {
	const ofSite = `${root}build/corpus/imdb.safetensors`;
	const madeUp = `${root}build/bench/zipf.safetensors`;
	if (wanted && !existsSync(wanted)) throw new Error(`--corpus ${wanted}: there is no such file; ./dev site makes one`);
	if (wanted || existsSync(ofSite)) return { path: wanted ?? ofSite, source: 'real reviews' };
	mkdirSync(dirname(madeUp), { recursive: true });
	writeFileSync(madeUp, zipfCorpus({ words: 10000, reviews: 25000, tail: 200 }));
	return { path: madeUp, source: 'ids drawn from a Zipf law' };
}

// A corpus file whose words are drawn by the law that the words of a language follow: the one of rank r as often
// as 1 / r. Of the ranks there are more than words, so that some are unknown, as in real reviews.
export function zipfCorpus({ words, reviews, tail }) {
	const draw = drawnBelow(1);
	const ranks = 8 * words;
	const logarithm = Math.log(ranks + 1);
	const rank = () => Math.floor(Math.exp(draw(1) * logarithm)); // 1 to ranks
	const train = { ids: [], offsets: [0], labels: [] };
	for (let review = 0; review < reviews; review++) {
		const count = Math.min(tail, 40 + Math.floor(draw(400)));
		for (let i = 0; i < count; i++) {
			const id = rank() + FIRST_WORD_ID - 1;
			train.ids.push(id < words ? id : UNKNOWN_ID);
		}
		train.offsets.push(train.ids.length);
		train.labels.push(review % 2);
	}
	const vocabulary = Array.from({ length: words - FIRST_WORD_ID }, (_, i) => `word${i}`).join('\n');
	return corpusFile({ words, tail, train, vocabulary });
}

function corpusFile({ words, tail, train, vocabulary }) {
	const bytes = (array) => Buffer.from(array.buffer);
	const tensors = [
		['train/offsets', 'U32', 4, bytes(Uint32Array.from(train.offsets))],
		['test/offsets', 'U32', 4, bytes(new Uint32Array(1))],
		['train/ids', 'U16', 2, bytes(Uint16Array.from(train.ids))],
		['test/ids', 'U16', 2, Buffer.alloc(0)],
		['train/labels', 'U8', 1, bytes(Uint8Array.from(train.labels))],
		['test/labels', 'U8', 1, Buffer.alloc(0)],
		['vocabulary', 'U8', 1, Buffer.from(vocabulary)],
	];
	const header = {
		__metadata__: { format: 'unroll-corpus-1', words: String(words), tail: String(tail), source: 'a Zipf law' },
	};
	let end = 0;
	for (const [name, dtype, size, { length }] of tensors) {
		header[name] = { dtype, shape: [length / size], data_offsets: [end, end + length] };
		end += length;
	}
	const text = Buffer.from(JSON.stringify(header));
	const padded = Buffer.alloc(Math.ceil(text.length / 8) * 8, ' ');
	text.copy(padded);
	const size = Buffer.alloc(8);
	size.writeBigUInt64LE(BigInt(padded.length));
	return Buffer.concat([size, padded, ...tensors.map(([, , , data]) => data)]);
}

// The training half of a corpus file: review r is ids[offsets[r]] … ids[offsets[r + 1] - 1].
export function readTrainingHalf(path) {
	const file = readFileSync(path);
	const start = 8 + Number(file.readBigUInt64LE(0));
	const header = JSON.parse(file.subarray(8, start));
	const tensor = (name, Type) => {
		const [from, to] = header[name].data_offsets;
		return new Type(Uint8Array.from(file.subarray(start + from, start + to)).buffer);
	};
	return {
		words: Number(header.__metadata__.words),
		ids: tensor('train/ids', Uint16Array),
		offsets: tensor('train/offsets', Uint32Array),
		labels: tensor('train/labels', Uint8Array),
	};
}

// The ids that a network of these settings is given for a review: padded and cut in front, rare words unknown.
export function paddedReview({ ids, offsets }, review, { words, length }) {
	const all = ids.subarray(offsets[review], offsets[review + 1]);
	const last = [...all.subarray(Math.max(0, all.length - length))].map((id) => (id < words ? id : UNKNOWN_ID));
	return [...Array(length - last.length).fill(0), ...last];
}

// Batches of reviews drawn at random: an array of `count` arrays of review numbers.
export function drawBatches({ labels }, count, size) {
	const draw = drawnBelow(2);
	return Array.from({ length: count }, () => Array.from({ length: size }, () => Math.floor(draw(labels.length))));
}

// The mean number of distinct words of a batch, padding included: each is a row of the words' product.
export function meanDistinctWords(half, settings, batches = 50) {
	const shape = { words: Number(settings.words), length: Number(settings.length) };
	const counts = drawBatches(half, batches, Number(settings.batch)).map(
		(reviews) => new Set(reviews.flatMap((review) => paddedReview(half, review, shape))).size,
	);
	return counts.reduce((sum, count) => sum + count, 0) / batches;
}
