// Which networks can be looked into: those that race, or else those that came with the page.
import type { Judge } from '../../protocol/library.ts';
import type { Look } from '../../protocol/inside.ts';
import type { Lane } from '../lane.svelte.ts';
import { runLook } from '../run-look.ts';
import { choices, type Cell } from '../settings.ts';
import type { Source } from './inside.svelte.ts';

type CellNames = Record<Cell, string>;

const colourOf = (cell: Cell, number: number) => `var(--${runLook({ cell, number }).colour})`;

/** The lanes of these cells that have reviews to learn from. */
export function laneSources(lanes: readonly Lane[], cells: readonly Cell[], names: CellNames): Source[] {
	return lanes
		.filter((lane) => lane.ready && cells.includes(lane.cell))
		.map((lane) => ({
			id: lane.cell,
			name: names[lane.cell],
			cell: lane.cell,
			colour: colourOf(lane.cell, lane.run?.number ?? 1),
			look: (look) => lane.look(look),
		}));
}

/** The judges, in the page's order of cells; of one cell each has a colour of its own. */
export function judgeSources(
	judges: readonly Judge[],
	names: CellNames,
	look: (judge: string, look: Look) => void,
): Source[] {
	return choices.cell.flatMap((cell) =>
		judges
			.filter(({ settings }) => settings.cell === cell)
			.map(({ id, settings }, index) => ({
				id,
				name: `${names[cell]}(${settings.units})`,
				cell,
				colour: colourOf(cell, index + 1),
				look: (wanted) => look(id, wanted),
			})),
	);
}
