import type { Text } from '../../i18n/en.ts';
import { formatLoss, formatPercent, type Language } from '../../i18n/format.ts';
import type { Run } from '../../model/runs/run.svelte.ts';
import { runName } from '../run-text.ts';
import type { Table } from '../table.ts';

/** More rows than these are counted, not shown: sixty runs may have tens of thousands of epochs. */
const MOST_ROWS = 1000;

/** The curves in figures: a row for each epoch of each run. */
export function curveTable(runs: readonly Run[], text: Text, language: Language): Table {
	const { run, epoch, trainLoss, valLoss, trainAccuracy, valAccuracy, andMore } = text.charts;
	const epochs = runs.flatMap((one) => one.history.epochs.all.map((at) => ({ name: runName(one, text), ...at })));
	const rows = epochs.slice(0, MOST_ROWS).map(({ name, number, ...at }) => [
		name,
		String(number),
		...[at.loss, at.valLoss].map((value) => formatLoss(value, language)),
		...[at.accuracy, at.valAccuracy].map((value) => formatPercent(value, language, 2)),
	]);
	return {
		columns: [run, epoch, trainLoss, valLoss, trainAccuracy, valAccuracy],
		rows: epochs.length > MOST_ROWS ? [...rows, [andMore(epochs.length - MOST_ROWS)]] : rows,
	};
}
