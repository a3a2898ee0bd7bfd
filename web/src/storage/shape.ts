// Whether plain data from outside is what it should be: predicates, and predicates made of predicates.

export type Check = (value: unknown) => boolean;

export const isText: Check = (value) => typeof value === 'string';
export const isNumber: Check = (value) => typeof value === 'number';
export const isBoolean: Check = (value) => typeof value === 'boolean';

export const isOneOf =
	(values: readonly unknown[]): Check =>
	(value) =>
		values.includes(value);

export const isNullOr =
	(check: Check): Check =>
	(value) =>
		value === null || check(value);

export const isListOf =
	(check: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(check);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** An object in which every value, whatever its key, passes. */
export const isRecordOf =
	(check: Check): Check =>
	(value) =>
		isObject(value) && Object.values(value).every(check);

/** An object that has at least these keys, each with a value that passes. */
export const hasShape =
	(shape: Record<string, Check>): Check =>
	(value) =>
		isObject(value) && Object.entries(shape).every(([key, check]) => check(value[key]));
