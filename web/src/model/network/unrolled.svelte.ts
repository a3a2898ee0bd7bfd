import type { NetworkPass } from '../../protocol/inside.ts';
import type { Cell } from '../settings/settings.ts';

// Which network is drawn unrolled over its timesteps, and the last pass that its worker has reported.
export class Unrolled {
	/** Nothing is computed for a drawing that is out of sight. */
	seen = $state(false);
	chosen: Cell | null = $state(null);
	#passes: Partial<Record<Cell, NetworkPass>> = $state.raw({});

	readonly #cells: () => Cell[];
	readonly #wanted: () => Cell | null;

	/** `cells` are those that race or, before the first race, that are chosen; at least one. `wanted` is the one to draw unless another was chosen. */
	constructor(cells: () => Cell[], wanted: () => Cell | null) {
		this.#cells = cells;
		this.#wanted = wanted;
	}

	cells: Cell[] = $derived.by(() => this.#cells());
	/** The one that is drawn. */
	cell: Cell = $derived.by(() => [this.chosen, this.#wanted()].find((cell) => cell !== null && this.cells.includes(cell)) ?? this.cells[0]!);
	pass: NetworkPass | null = $derived(this.#passes[this.cell] ?? null);

	receive(cell: Cell, pass: NetworkPass): void {
		this.#passes = { ...this.#passes, [cell]: pass };
	}
}
