// The types of C in the engine's memory. boundary.ts composes the public structs of them.

/** How a value of a C type is read, and written. */
export interface Type<Value, Written = Value> {
	/** In bytes. */
	readonly size: number;
	read(memory: DataView, at: number): Value;
	/** The value must be one that the type can hold. */
	write(memory: DataView, at: number, value: Written): void;
}

/** What reading a type gives. */
export type Value<T> = T extends { read(memory: DataView, at: number): infer V } ? V : never;
/** What writing a type takes. */
export type Written<T> = T extends { write(memory: DataView, at: number, value: infer V): void } ? V : never;

/** The layout of a struct: each field's offset and type. */
export type Fields = Record<string, readonly [offset: number, type: Type<unknown, never>]>;
export interface Struct<F extends Fields>
	extends Type<{ [Name in keyof F]: Value<F[Name][1]> }, { [Name in keyof F]?: Written<F[Name][1]> }> {
	readonly fields: F;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const u8: Type<number> = {
	size: 1,
	read: (memory, at) => memory.getUint8(at),
	write: (memory, at, value) => memory.setUint8(at, value),
};

export const u16: Type<number> = {
	size: 2,
	read: (memory, at) => memory.getUint16(at, true),
	write: (memory, at, value) => memory.setUint16(at, value, true),
};

/** Pointers are of this type too. */
export const u32: Type<number> = {
	size: 4,
	read: (memory, at) => memory.getUint32(at, true),
	write: (memory, at, value) => memory.setUint32(at, value, true),
};

export const i32: Type<number> = {
	size: 4,
	read: (memory, at) => memory.getInt32(at, true),
	write: (memory, at, value) => memory.setInt32(at, value, true),
};

/** Exact to 2⁵³. */
export const u64: Type<number> = {
	size: 8,
	read: (memory, at) => Number(memory.getBigUint64(at, true)),
	write: (memory, at, value) => memory.setBigUint64(at, BigInt(value), true),
};

export const f32: Type<number> = {
	size: 4,
	read: (memory, at) => memory.getFloat32(at, true),
	write: (memory, at, value) => memory.setFloat32(at, value, true),
};

export const f64: Type<number> = {
	size: 8,
	read: (memory, at) => memory.getFloat64(at, true),
	write: (memory, at, value) => memory.setFloat64(at, value, true),
};

export const bool: Type<boolean> = {
	size: 1,
	read: (memory, at) => memory.getUint8(at) !== 0,
	write: (memory, at, value) => memory.setUint8(at, Number(value)),
};

/** A pointer to a text that ends in '\0', '' where it is null. The text is read; a pointer to one is written. */
export const text: Type<string, number> = {
	size: 4,
	read: (memory, at) => {
		const pointer = memory.getUint32(at, true);
		return pointer === 0 ? '' : textAt(memory.buffer, pointer);
	},
	write: u32.write,
};

/** A text in an array of `size` bytes, with its final '\0'. */
export const chars = (size: number): Type<string> => ({
	size,
	read: (memory, at) => textAt(memory.buffer, at),
	write: (memory, at, value) => {
		const bytes = encoder.encode(`${value}\0`);
		if (bytes.length > size) {
			throw new RangeError(`"${value}" has more than ${size - 1} bytes`);
		}
		new Uint8Array(memory.buffer).set(bytes, at);
	},
});

export const array = <V, W>({ size, read, write }: Type<V, W>, count: number): Type<V[], W[]> => ({
	size: size * count,
	read: (memory, at) => Array.from({ length: count }, (_, index) => read(memory, at + index * size)),
	write: (memory, at, values) =>
		values.slice(0, count).forEach((value, index) => write(memory, at + index * size, value)),
});

/** A constant of an enum, by its name. */
export const named = <Name extends string>(constants: Readonly<Record<Name, number>>): Type<Name> => ({
	size: 4,
	read: (memory, at) => {
		const number = memory.getUint32(at, true);
		const found = (Object.keys(constants) as Name[]).find((name) => constants[name] === number);
		if (found === undefined) {
			throw new RangeError(`${number} is no constant of the enum`);
		}
		return found;
	},
	write: (memory, at, name) => memory.setUint32(at, constants[name], true),
});

/** Writing leaves fields that are not given as they are. */
export const struct = <F extends Fields>(size: number, fields: F): Struct<F> => ({
	size,
	fields,
	read: (memory, at) =>
		Object.fromEntries(
			Object.entries(fields).map(([name, [offset, type]]) => [name, type.read(memory, at + offset)]),
		) as Value<Struct<F>>,
	write: (memory, at, values) => {
		for (const [name, value] of Object.entries(values)) {
			const [offset, type] = fields[name] as Fields[string];
			type.write(memory, at + offset, value as never);
		}
	},
});

/** The text that begins at `pointer` and ends in '\0'. */
export function textAt(memory: ArrayBufferLike, pointer: number): string {
	const all = new Uint8Array(memory);
	return decoder.decode(all.slice(pointer, all.indexOf(0, pointer))); // of a copy: decoders refuse memory that is shared
}
