// Numbers and texts in rows and columns: components/TableView.svelte shows the first rows, and saves all of them.

export interface Column {
	title: string;
	/** How a number is shown; a file has it in full. */
	format?(value: number): string;
}

export type Cell = string | number;

export interface Table {
	columns: readonly Column[];
	/** How many rows there are. */
	count: number;
	/** Each begins with its name. They are made as they are asked for: a table of sixty runs may have tens of thousands. */
	rows(): Iterable<readonly Cell[]>;
}

export const emptyTable: Table = { columns: [], count: 0, rows: () => [] };

/** So many rows, each made by its index. */
export const listed = (count: number, rowAt: (index: number) => readonly Cell[]): Pick<Table, 'count' | 'rows'> => ({
	count,
	*rows() {
		for (let index = 0; index < count; index++) {
			yield rowAt(index);
		}
	},
});

/** A page shows at most so many cells and rows of a table, and at least so many rows. */
const MOST_CELLS = 6000;
const MOST_ROWS = 200;
const LEAST_ROWS = 10;

/** The first rows, as they are shown. */
export function shownRows({ columns, rows }: Table): string[][] {
	const most = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / columns.length)));
	const shown: string[][] = [];
	for (const row of rows()) {
		if (shown.length === most) {
			break;
		}
		shown.push(row.map((cell, index) => (typeof cell === 'string' ? cell : (columns[index]?.format?.(cell) ?? String(cell)))));
	}
	return shown;
}

/** All of it as CSV (RFC 4180), in UTF-8 with the mark that spreadsheets look for. What is not a number is empty. */
export function csvOf({ columns, rows }: Table): string {
	const field = (cell: Cell) => {
		const text = typeof cell === 'string' ? cell : Number.isNaN(cell) ? '' : String(cell);
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	};
	const lines = [columns.map(({ title }) => field(title)).join(',')];
	for (const row of rows()) {
		lines.push(row.map(field).join(','));
	}
	return `\ufeff${lines.join('\r\n')}\r\n`;
}
