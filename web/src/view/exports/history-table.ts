import { historyNames } from '../../model/experiment/result-line.ts';
import { keptFigures } from '../../model/exports/run-files.ts';
import type { Run } from '../../model/runs/run.svelte.ts';
import { listed, type Table } from '../table.ts';

export { csvOf } from '../table.ts';

/** The epochs of a run, under Keras' names: for programs, so in no language. */
export function historyTable(run: Run): Table {
	const { all } = run.history.epochs;
	return {
		columns: ['epoch', ...historyNames].map((title) => ({ title })),
		...listed(all.length, (index) => {
			const epoch = all[index]!;
			const figures = keptFigures(epoch);
			return [epoch.number, ...historyNames.map((name) => figures[name])];
		}),
	};
}
