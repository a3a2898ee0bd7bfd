const encoder = new TextEncoder();
const decoder = new TextDecoder();

const withoutBigInts = (_: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value);

function textOf(value: unknown): string {
	if (value === null || value === undefined) {
		return '';
	}
	if (value instanceof Date) {
		return value.toISOString();
	}
	if (value instanceof Uint8Array) {
		return decoder.decode(value);
	}
	return typeof value === 'object' ? JSON.stringify(value, withoutBigInts) : String(value as string | number | bigint | boolean);
}

/** A row of a table with commas, in UTF-8 and NFC; ends of lines within a cell become blanks. */
export const csvRow = (cells: readonly unknown[]): Uint8Array =>
	encoder.encode(
		`${cells.map((cell) => `"${textOf(cell).normalize('NFC').replace(/[\r\n]/g, ' ').replaceAll('"', '""')}"`).join(',')}\n`,
	);
