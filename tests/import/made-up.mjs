// Files as Python and others write them, made here: pickles of lists of numbers, numpy's arrays, zips, tars, and Keras' imdb.npz of
// made-up reviews. So the tests need no real reviews.
import { crc32 as zlibCrc32, deflateRawSync } from 'node:zlib';

const latin1 = (text) => Buffer.from(text, 'latin1');

function little(value, size) {
	const bytes = Buffer.alloc(size);
	if (size === 8) bytes.writeBigUInt64LE(BigInt(value));
	else bytes.writeUIntLE(value, 0, size);
	return bytes;
}

/** An integer as Python's pickle writes it: one, two or four bytes. */
function integer(value) {
	if (value >= 0 && value < 256) return Buffer.from([0x4b, value]);
	if (value >= 0 && value < 65536) return Buffer.concat([latin1('M'), little(value, 2)]);
	return Buffer.concat([latin1('J'), little(value < 0 ? value + 2 ** 32 : value, 4)]);
}

/**
 * What numpy's ndarray.dump() writes for an array of lists, in protocol 2 to 5. `core` is the module of numpy 1 or 2; `items` of a
 * list are numbers, or any bytes.
 */
export function pickleOfLists(lists, protocol = 2, core = 'numpy.core.multiarray') {
	const parts = [];
	let memo = 0;
	const add = (...pieces) => parts.push(...pieces.map((piece) => (typeof piece === 'string' ? latin1(piece) : piece)));
	const put = () => {
		if (protocol >= 4) add('\x94');
		else add(memo < 256 ? Buffer.from([0x71, memo]) : Buffer.concat([latin1('r'), little(memo, 4)]));
		memo++;
	};
	const text = (value) => {
		if (protocol >= 4) add(Buffer.from([0x8c, value.length]), value);
		else add('X', little(value.length, 4), value);
		put();
	};
	const global = (module, name) => {
		if (protocol >= 4) {
			text(module);
			text(name);
			add('\x93');
		} else add(`c${module}\n${name}\n`);
		put();
	};
	const list = (items, write) => {
		add(']');
		put();
		for (let first = 0; first < items.length; first += 1000) {
			const some = items.slice(first, first + 1000);
			if (some.length > 1) add('(');
			some.forEach(write);
			add(some.length > 1 ? 'e' : 'a');
		}
	};
	global(core, '_reconstruct');
	global('numpy', 'ndarray');
	add('K\x00\x85');
	put();
	if (protocol >= 3) add('C\x01b');
	else {
		global('_codecs', 'encode');
		text('b');
		text('latin1');
		add('\x86');
		put();
		add('R');
	}
	put();
	add('\x87');
	put();
	add('R');
	put();
	add('(K\x01', integer(lists.length), '\x85');
	put();
	global('numpy', 'dtype');
	text('O8');
	add('\x89\x88\x87');
	put();
	add('R');
	put();
	add('(K\x03');
	text('|');
	add('NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK?t');
	put();
	add('b\x89');
	list(lists, (items) => {
		if (Buffer.isBuffer(items)) add(items);
		else list(items, (item) => add(Buffer.isBuffer(item) ? item : integer(item)));
	});
	add('t');
	put();
	add('b.');
	const body = Buffer.concat(parts);
	const frame = protocol >= 4 ? [latin1('\x95'), little(body.length, 8)] : [];
	return Buffer.concat([Buffer.from([0x80, protocol]), ...frame, body]);
}

/** numpy's file of an array: its header, and the data. */
export function npy(descr, shape, data, version = 1) {
	const prefix = version === 1 ? 10 : 12;
	let header = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }`;
	header = header.padEnd(Math.ceil((prefix + header.length + 1) / 64) * 64 - prefix - 1) + '\n';
	return Buffer.concat([latin1('\x93NUMPY'), Buffer.from([version, 0]), little(header.length, version === 1 ? 2 : 4), latin1(header), data]);
}

export const npyOfLists = (lists, protocol = 2, version = 1) => npy('|O', `(${lists.length},)`, pickleOfLists(lists, protocol), version);

export function npyOfNumbers(numbers, size = 8, order = '<', version = 1) {
	const data = Buffer.concat(numbers.map((number) => (order === '>' ? little(number, size).reverse() : little(number, size))));
	return npy(`${size === 1 ? '|' : order}i${size}`, `(${numbers.length},)`, data, version);
}

const crc32 =
	zlibCrc32 ??
	((bytes) => {
		let value = ~0;
		for (const byte of bytes) {
			value ^= byte;
			for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
		}
		return ~value >>> 0;
	});

/** A zip of { name: bytes }, stored or deflated; `wide` writes the local sizes as numpy does, in an extra field of zip64. */
export function zip(files, { deflate = true, wide = false } = {}) {
	const locals = [];
	const list = [];
	let start = 0;
	for (const [name, bytes] of Object.entries(files)) {
		const packed = deflate ? deflateRawSync(bytes) : bytes;
		const common = [little(deflate ? 8 : 0, 2), little(0, 4), little(crc32(bytes), 4)];
		const extra = wide ? Buffer.concat([little(1, 2), little(16, 2), little(bytes.length, 8), little(packed.length, 8)]) : Buffer.alloc(0);
		const sizes = wide ? [little(2 ** 32 - 1, 4), little(2 ** 32 - 1, 4)] : [little(packed.length, 4), little(bytes.length, 4)];
		const local = Buffer.concat([
			little(0x04034b50, 4), little(wide ? 45 : 20, 2), little(0, 2), ...common, ...sizes,
			little(Buffer.byteLength(name), 2), little(extra.length, 2), Buffer.from(name), extra, packed,
		]);
		list.push(Buffer.concat([
			little(0x02014b50, 4), little(20, 2), little(20, 2), little(0, 2), ...common, little(packed.length, 4), little(bytes.length, 4),
			little(Buffer.byteLength(name), 2), little(0, 2), little(0, 2), little(0, 2), little(0, 2), little(0, 4), little(start, 4), Buffer.from(name),
		]));
		locals.push(local);
		start += local.length;
	}
	const directory = Buffer.concat(list);
	const end = Buffer.concat([
		little(0x06054b50, 4), little(0, 4), little(list.length, 2), little(list.length, 2), little(directory.length, 4), little(start, 4), little(0, 2),
	]);
	return Buffer.concat([...locals, directory, end]);
}

/** A tar of { name: bytes }, with its end; names beyond 100 bytes as GNU writes them. */
export function tar(files) {
	const blocks = [];
	const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 511)]);
	const header = (name, size, type) => {
		const block = Buffer.alloc(512);
		block.write(name, 0, 100, 'utf8');
		block.write('0000644\0', 100, 'latin1');
		block.write('0000000\0'.repeat(2), 108, 'latin1');
		block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
		block.write('00000000000\0', 136, 'latin1');
		block.write(' '.repeat(8), 148, 'latin1');
		block.write(type, 156, 'latin1');
		block.write('ustar\x0000', 257, 'latin1');
		const sum = block.reduce((total, byte) => total + byte, 0);
		block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
		return block;
	};
	for (const [name, content] of Object.entries(files)) {
		const bytes = Buffer.from(content);
		if (Buffer.byteLength(name) > 100) {
			const long = Buffer.from(`${name}\0`);
			blocks.push(header('././@LongLink', long.length, 'L'), padded(long));
		}
		blocks.push(header(name, bytes.length, name.endsWith('/') ? '5' : '0'), padded(bytes));
	}
	return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** Made-up reviews as ranks: review i has i % 7 + 1 of them, below `ranks`. */
export const madeUpLists = (count, ranks, seed = 0) =>
	Array.from({ length: count }, (_, i) => Array.from({ length: (i % 7) + 1 }, (_, j) => 1 + ((i * 31 + j * 17 + seed) % ranks)));

export const madeUpLabels = (count) => Array.from({ length: count }, (_, i) => (i * 5 + 1) % 3 % 2);

/** The arrays of Keras' imdb.npz, of made-up reviews. */
export function kerasArrays({ train = 30, test = 10, ranks = 40, protocol = 2, version = 1 } = {}) {
	const trainLists = madeUpLists(train, ranks);
	const testLists = madeUpLists(test, ranks, 5);
	return {
		lists: { train: trainLists, test: testLists },
		labels: { train: madeUpLabels(train), test: madeUpLabels(test) },
		files: {
			'x_train.npy': npyOfLists(trainLists, protocol, version),
			'y_train.npy': npyOfNumbers(madeUpLabels(train), 8, '<', version),
			'x_test.npy': npyOfLists(testLists, protocol, version),
			'y_test.npy': npyOfNumbers(madeUpLabels(test), 8, '<', version),
		},
	};
}

/** A word index of `count` words, with a few that JSON escapes. */
export function wordIndex(count) {
	const words = ['the', 'café', '영화', "it's", '\u0096', '😀'];
	return Object.fromEntries(Array.from({ length: count }, (_, i) => [words[i] ?? `word${i}`, i + 1]).reverse());
}

/** numpy.random.RandomState(seed), for the orders that it draws: the Mersenne Twister and its shuffle. */
export function numpyRandom(seed) {
	const state = new Uint32Array(624);
	state[0] = seed;
	for (let i = 1; i < 624; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
	let position = 624;
	const next = () => {
		if (position === 624) {
			for (let i = 0; i < 624; i++) {
				const mixed = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7fffffff);
				state[i] = state[(i + 397) % 624] ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
			}
			position = 0;
		}
		let y = state[position++];
		y ^= y >>> 11;
		y ^= (y << 7) & 0x9d2c5680;
		y ^= (y << 15) & 0xefc60000;
		return (y ^ (y >>> 18)) >>> 0;
	};
	return {
		shuffled(count) {
			const values = Array.from({ length: count }, (_, i) => i);
			for (let i = count - 1; i > 0; i--) {
				const mask = 2 ** (32 - Math.clz32(i)) - 1;
				let j;
				do j = next() & mask;
				while (j > i);
				[values[i], values[j]] = [values[j], values[i]];
			}
			return values;
		},
	};
}

/** The tensors of a corpus file, as numbers, and its vocabulary. */
export function readCorpus(bytes) {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const start = 8 + Number(file.readBigUInt64LE(0));
	const header = JSON.parse(file.subarray(8, start));
	const numbers = (name, size) => {
		const [from, to] = header[name].data_offsets;
		const data = file.subarray(start + from, start + to);
		return Array.from({ length: data.length / size }, (_, i) => data.readUIntLE(i * size, size));
	};
	const half = (name) => {
		const ids = numbers(`${name}/ids`, 2);
		const offsets = numbers(`${name}/offsets`, 4);
		return { reviews: offsets.slice(1).map((end, i) => ids.slice(offsets[i], end)), labels: numbers(`${name}/labels`, 1) };
	};
	const text = Buffer.from(numbers('vocabulary', 1)).toString();
	return { train: half('train'), test: half('test'), vocabulary: text ? text.split('\n') : [], metadata: header.__metadata__ };
}

// --- Excel's workbooks (ECMA-376), as Excel writes them: texts are in a list of their own, numbers in the cells.

const openXml = 'http://schemas.openxmlformats.org';
const sheetNames = `${openXml}/spreadsheetml/2006/main`;
const officeNames = `${openXml}/officeDocument/2006/relationships`;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The sheets, each a list of rows of texts and numbers, by their names. */
export function workbook(sheets) {
	const texts = [];
	const cell = (value, row, column) => {
		const place = `r="${String.fromCharCode(65 + column)}${row + 1}"`;
		return typeof value === 'number' ? `<c ${place}><v>${value}</v></c>` : `<c ${place} t="s"><v>${texts.push(value) - 1}</v></c>`;
	};
	const sheet = (rows) => {
		const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((value, column) => cell(value, row, column)).join('')}</row>`);
		return `<worksheet xmlns="${sheetNames}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
	};
	const relations = (list) => {
		const lines = list.map(([id, type, target]) => `<Relationship Id="${id}" Type="${officeNames}/${type}" Target="${target}"/>`);
		return `<Relationships xmlns="${openXml}/package/2006/relationships">${lines.join('')}</Relationships>`;
	};
	const names = Object.keys(sheets);
	const parts = {
		'[Content_Types].xml': `<Types xmlns="${openXml}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		'_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
		'xl/workbook.xml': `<workbook xmlns="${sheetNames}" xmlns:r="${officeNames}"><sheets>${names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': relations([...names.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`]), ['rIdS', 'sharedStrings', 'sharedStrings.xml']]),
		...Object.fromEntries(Object.values(sheets).map((rows, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet(rows)])),
	};
	parts['xl/sharedStrings.xml'] = `<sst xmlns="${sheetNames}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`;
	return zip(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`)])));
}
