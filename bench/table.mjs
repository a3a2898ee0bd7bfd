// Tables of text: columns aligned, numbers to the right.

// `columns` are [heading, value of a row as text][]; the first `names` of them are aligned to the left.
export function table(columns, rows, names) {
	const lines = [columns.map(([heading]) => heading), ...rows.map((row) => columns.map(([, text]) => text(row)))];
	const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
	const pad = (text, column) => (column < names ? text.padEnd(widths[column]) : text.padStart(widths[column]));
	return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

// Three digits that say something: 0.512, 12.3, 1148.
export function digits(value) {
	if (!Number.isFinite(value)) return '-';
	return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

export const percent = (value) => `${(100 * value).toFixed(0)} %`;
export const megabytes = (bytes) => `${digits(bytes / 1e6)} MB`;
