// Tables of figures: the first rows are shown, all of them are saved, and none are made before they are asked for.
import { describe, expect, test } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { History } from '../../src/model/runs/history.svelte.ts';
import { Run } from '../../src/model/runs/run.svelte.ts';
import { pageDefaults } from '../../src/model/settings/settings.ts';
import { curveTable } from '../../src/view/charts/curve-table.ts';
import { csvOf, listed, shownRows, type Table } from '../../src/view/table.ts';

const epoch = (number: number) => ({ loss: 0.5 / number, accuracy: 0.75, valLoss: 0.6 / number, valAccuracy: 0.7 });
function runOf(epochs: number, name = ''): Run {
	const history = new History();
	history.add(new Float64Array(), Array.from({ length: epochs }, (_, index) => epoch(index + 1)));
	const run = new Run({ id: `${epochs}`, number: 1, settings: pageDefaults, history });
	run.name = name;
	return run;
}

describe('the curves', () => {
	test('are shown as the page writes numbers, and saved in full', () => {
		const table = curveTable([runOf(3)], en, 'en');
		expect(shownRows(table)[2]).toEqual(['GRU 1', '3', '0.1667', '0.2000', '75.00%', '70.00%']);
		expect(csvOf(table).split('\r\n')).toEqual([
			'\ufeffRun,Epoch,Training loss,Validation loss,Training accuracy,Validation accuracy',
			'GRU 1,1,0.5,0.6,0.75,0.7',
			'GRU 1,2,0.25,0.3,0.75,0.7',
			`GRU 1,3,${0.5 / 3},${0.6 / 3},0.75,0.7`,
			'',
		]);
	});

	test('of sixty runs of a thousand epochs are all saved; the page shows a bounded number, and makes no more', () => {
		const table = curveTable(Array.from({ length: 60 }, () => runOf(1000)), en, 'en');
		expect(table.count).toBe(60_000);
		expect(csvOf(table).trimEnd().split('\r\n')).toHaveLength(60_001);
		let made = 0;
		const counted: Table = { ...table, *rows() { for (const row of table.rows()) { made++; yield row; } } };
		expect(shownRows(counted)).toHaveLength(200);
		expect(made).toBeLessThanOrEqual(201);
	});
});

test('of a table with many columns fewer rows are shown', () => {
	const columns = Array.from({ length: 513 }, (_, index) => ({ title: `${index}` }));
	const table: Table = { columns, ...listed(2000, (index) => [`${index}`, ...columns.slice(1).map(() => 0)]) };
	expect(shownRows(table)).toHaveLength(11);
	expect(csvOf(table).trimEnd().split('\r\n')).toHaveLength(2001);
});

test('a file keeps commas, quotes and line breaks within their field, and leaves out what is no number', () => {
	const table: Table = { columns: [{ title: 'a, b' }, { title: 'c' }], ...listed(2, (row) => [['say "no"', NaN], ['two\nlines', 1]][row]!) };
	expect(csvOf(table)).toBe('\ufeff"a, b",c\r\n"say ""no""",\r\n"two\nlines",1\r\n');
});
