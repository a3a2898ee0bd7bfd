// Numbers as texts, in rows and columns: components/DataTable.svelte shows them.

export interface Table {
	columns: string[];
	/** Each begins with its name. */
	rows: string[][];
}

export const emptyTable: Table = { columns: [], rows: [] };
