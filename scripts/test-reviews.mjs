// usage: node scripts/test-reviews.mjs CORPUS -o FILE
//
// Writes the test half of a corpus as a corpus of its own: its reviews are in the training half, with the words of the whole. The page fetches it when
// a network is to be evaluated on the test reviews; what it trains on is without them (scripts/corpus.sh).
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { pathToFileURL } from 'node:url';

// A tensor of no reviews: ids and labels are empty, offsets have the end alone.
const none = { ids: Buffer.alloc(0), offsets: Buffer.alloc(4), labels: Buffer.alloc(0) };

export function testReviews(file) {
	const start = 8 + Number(file.readBigUInt64LE(0));
	const { __metadata__: metadata, ...tensors } = JSON.parse(file.subarray(8, start).toString());
	const data = (name) => file.subarray(...tensors[name].data_offsets.map((offset) => start + offset));
	let end = 0;
	const pieces = [];
	const header = {};
	for (const [name, tensor] of Object.entries(tensors)) {
		const [, half, part] = /^(train|test)\/(\w+)$/.exec(name) ?? [];
		const bytes = half === 'train' ? data(`test/${part}`) : half === 'test' ? none[part] : data(name);
		const shape = half === 'train' ? tensors[`test/${part}`].shape : half === 'test' ? [part === 'offsets' ? 1 : 0] : tensor.shape;
		header[name] = { ...tensor, shape, data_offsets: [end, (end += bytes.length)] };
		pieces.push(bytes);
	}
	const sha256 = createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
	const text = Buffer.from(JSON.stringify({ __metadata__: { ...metadata, sha256 }, ...header }));
	const padded = Buffer.concat([text, Buffer.alloc(-text.length & 7, ' ')]);
	const length = Buffer.alloc(8);
	length.writeBigUInt64LE(BigInt(padded.length));
	return Buffer.concat([length, padded, ...pieces]);
}

if (import.meta.url === pathToFileURL(argv[1]).href) {
	if (argv.length !== 5 || argv[3] !== '-o') {
		console.error('usage: node scripts/test-reviews.mjs CORPUS -o FILE');
		exit(2);
	}
	writeFileSync(argv[4], testReviews(readFileSync(argv[2])));
}
