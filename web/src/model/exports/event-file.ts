// A TensorBoard event file: records (the TFRecord format of tensorflow/core/lib/io/record_writer.h) of Event messages
// (tensorflow/core/util/event.proto, Protocol Buffers' wire format).

/** Values of one step, under their tags. */
export interface Scalars {
	step: number;
	/** Seconds since 1970. */
	time: number;
	values: Record<string, number>;
}

/** Remainders of single bytes by the Castagnoli polynomial, reversed: CRC-32C, RFC 3720, appendix B.4. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
	let remainder = byte;
	for (let bit = 0; bit < 8; bit++) {
		remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
	}
	return remainder;
});

/** The CRC-32C rotated right by 15 bits, plus a constant: a record may contain others, whose checksums would otherwise cancel out. */
export function maskedCrc(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (const byte of bytes) {
		crc = (crc >>> 8) ^ (remainders[(crc ^ byte) & 255] ?? 0);
	}
	crc = ~crc >>> 0;
	return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
};

const filled = (size: number, fill: (view: DataView) => void): Uint8Array => {
	const bytes = new Uint8Array(size);
	fill(new DataView(bytes.buffer));
	return bytes;
};

/** Length (64 bits), its checksum, data, its checksum. */
function record(data: Uint8Array): Uint8Array {
	const length = filled(8, (view) => view.setBigUint64(0, BigInt(data.length), true));
	const checksum = (of: Uint8Array) => filled(4, (view) => view.setUint32(0, maskedCrc(of), true));
	return joined([length, checksum(length), data, checksum(data)]);
}

/** Seven bits a byte, the lowest first; all but the last have the eighth. */
function varint(value: number): Uint8Array {
	const bytes = [];
	for (; value > 127; value = Math.floor(value / 128)) {
		bytes.push((value % 128) + 128);
	}
	return Uint8Array.from([...bytes, value]);
}

// The fields of messages: a number and a type of the wire format, then the value.
const key = (field: number, type: number) => varint(field * 8 + type);
const whole = (field: number, value: number) => joined([key(field, 0), varint(value)]);
const double = (field: number, value: number) => joined([key(field, 1), filled(8, (view) => view.setFloat64(0, value, true))]);
const bytes = (field: number, value: Uint8Array) => joined([key(field, 2), varint(value.length), value]);
const text = (field: number, value: string) => bytes(field, new TextEncoder().encode(value));
const float = (field: number, value: number) => joined([key(field, 5), filled(4, (view) => view.setFloat32(0, value, true))]);

/** Event: wall_time = 1, step = 2, file_version = 3, summary = 5. Summary: value = 1. Summary.Value: tag = 1, simple_value = 2. */
function event({ step, time, values }: Scalars): Uint8Array {
	const summary = joined(Object.entries(values).map(([tag, value]) => bytes(1, joined([text(1, tag), float(2, value)]))));
	return joined([double(1, time), whole(2, step), bytes(5, summary)]);
}

export function eventFile(steps: readonly Scalars[]): Uint8Array<ArrayBuffer> {
	const version = joined([double(1, steps[0]?.time ?? 0), text(3, 'brain.Event:2')]);
	return joined([version, ...steps.map(event)].map(record));
}
