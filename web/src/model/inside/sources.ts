// Which networks can be looked into: those that race, or else those that came with the page.
import type { Predictor } from '../../protocol/library.ts';
import type { Look } from '../../protocol/inside.ts';
import type { TrainingClient } from '../runs/training-client.svelte.ts';
import { runLook } from '../runs/run-look.ts';
import { shortNetworkName } from '../settings/layers.ts';
import { allCells, type Cell } from '../settings/settings.ts';
import type { Source } from './inside.svelte.ts';

type CellNames = Record<Cell, string>;

const colourOf = (cell: Cell, number: number) => `var(--${runLook({ cell, number }).colour})`;

/** The clients of these cells that have reviews to learn from. */
export function trainingSources(clients: readonly TrainingClient[], cells: readonly Cell[], names: CellNames): Source[] {
	return clients
		.filter((client) => client.ready && cells.includes(client.cell))
		.map((client) => ({
			id: client.cell,
			name: names[client.cell],
			cell: client.cell,
			colour: colourOf(client.cell, client.run?.number ?? 1),
			look: (look) => client.look(look),
		}));
}

/** The predictors, in the page's order of cells; of one cell each has a colour of its own. */
export function predictorSources(
	predictors: readonly Predictor[],
	names: CellNames,
	look: (predictor: string, look: Look) => void,
): Source[] {
	return allCells.flatMap((cell) =>
		predictors
			.filter(({ settings }) => settings.cell === cell)
			.map(({ id, settings }, index) => ({
				id,
				name: shortNetworkName(settings, names),
				cell,
				colour: colourOf(cell, index + 1),
				look: (wanted) => look(id, wanted),
			})),
	);
}
