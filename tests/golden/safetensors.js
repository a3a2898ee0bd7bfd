// Writes a safetensors file (https://github.com/huggingface/safetensors#format): the size of the header as a
// little-endian 64-bit number, the header as JSON, then the tensors' bytes one after another.

const bytesPerElement = { F64: 8, F32: 4, U32: 4, U16: 2, U8: 1 };
const arrayOf = { F64: Float64Array, F32: Float32Array, U32: Uint32Array, U16: Uint16Array, U8: Uint8Array };

// Returns the bytes of a file that holds `tensors`, an object of name → { type, shape, values }, and
// `metadata`, an object of strings. The wider elements come first and the header is padded with spaces to a
// multiple of 64 bytes, so that every tensor is aligned for its elements.
export function safetensorsFile(tensors, metadata) {
	const header = { __metadata__: metadata };
	const parts = [];
	let offset = 0;
	const named = Object.entries(tensors).sort(
		([, a], [, b]) => bytesPerElement[b.type] - bytesPerElement[a.type],
	);
	for (const [name, { type, shape, values }] of named) {
		const count = shape.reduce((product, size) => product * size, 1);
		if (values.length !== count)
			throw new Error(`${name} has ${values.length} values for shape ${shape}`);
		const array = arrayOf[type].from(values);
		parts.push(Buffer.from(array.buffer));
		header[name] = { dtype: type, shape, data_offsets: [offset, offset + array.byteLength] };
		offset += array.byteLength;
	}
	let text = JSON.stringify(header);
	text = text.padEnd(Math.ceil((8 + Buffer.byteLength(text)) / 64) * 64 - 8, ' ');
	const size = Buffer.alloc(8);
	size.writeBigUInt64LE(BigInt(Buffer.byteLength(text)));
	return Buffer.concat([size, Buffer.from(text), ...parts]);
}
