import type { Text } from '../../i18n/en.ts';
import { formatLoss, formatPercent, type Language } from '../../i18n/format.ts';
import type { Run } from '../../model/runs/run.svelte.ts';
import { runName } from '../run-text.ts';
import type { Cell, Table } from '../table.ts';

/** The curves in figures: a row for each epoch of each run. */
export function curveTable(runs: readonly Run[], text: Text, language: Language): Table {
	const { run, epoch, trainLoss, valLoss, trainAccuracy, valAccuracy } = text.charts;
	const loss = (value: number) => formatLoss(value, language);
	const percent = (value: number) => formatPercent(value, language, 2);
	return {
		columns: [
			{ title: run },
			{ title: epoch },
			{ title: trainLoss, format: loss },
			{ title: valLoss, format: loss },
			{ title: trainAccuracy, format: percent },
			{ title: valAccuracy, format: percent },
		],
		count: runs.reduce((sum, one) => sum + one.history.epochs.all.length, 0),
		*rows(): Iterable<Cell[]> {
			for (const one of runs) {
				const name = runName(one, text);
				for (const at of one.history.epochs.all) {
					yield [name, at.number, at.loss, at.valLoss, at.accuracy, at.valAccuracy];
				}
			}
		},
	};
}
