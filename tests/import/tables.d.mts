/** What must come out of a table. */
export interface SharedTable {
	name: string;
	path: string;
	kind: string;
	rows: [string, 0 | 1][] | null;
	ask: boolean;
	refuse: string[] | null;
	cli: string[];
}
export const tables: SharedTable[];
export function reviewsOf(file: Uint8Array): { lines: string[]; known: Set<string> };
export function differences(file: Uint8Array, rows: [string, 0 | 1][]): string;
