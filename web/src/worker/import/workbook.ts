// Excel's .xlsx, by read-excel-file: loaded when such a file is at hand. The rows of a sheet become those of a table with commas. This and
// parquet.ts import nothing that the worker's entry consists of: WebKit would evaluate that once more, and never end.
import readWorkbook from 'read-excel-file/universal';
import { csvRow } from './csv-row.ts';

type Sheet = Awaited<ReturnType<typeof readWorkbook>>[number];

/** How much of a sheet reads like sentences: cells of several words, or of a language that does not divide them. */
const sentences = ({ data }: Sheet): number =>
	data.flat().reduce<number>((sum, cell) => sum + (typeof cell === 'string' && /\p{L}\P{L}+\p{L}|\p{L}{8}/u.test(cell) ? cell.length : 0), 0);

/** The sheets to read, by their names: those that are called as the halves of a dataset, or else the one with most text. */
export async function workbookTables(file: Blob): Promise<{ name: string; rows: Uint8Array[] }[]> {
	const sheets = await readWorkbook(await file.arrayBuffer());
	const [train, test] = [/train|학습|훈련/i, /test|테스트|시험/i].map((half) => sheets.filter(({ sheet }) => half.test(sheet)));
	const halves = train?.length === 1 && test?.length === 1 ? [...train, ...test] : [];
	const most = sheets.reduce((best, one) => (sentences(one) > sentences(best) ? one : best));
	return (halves.length > 0 ? halves : [most]).map(({ sheet, data }) => ({ name: sheet, rows: data.map(csvRow) }));
}
