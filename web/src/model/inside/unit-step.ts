import type { GateTerms, TraceLayer } from '../../protocol/inside.ts';
import type { Cell } from '../settings/settings.ts';
import { valueAt, type MapName } from './maps.ts';

/** What one unit does at one timestep: the engine's gates, in Keras' order, and the states that it mixes. */
export type UnitStep =
	| { cell: 'simple-rnn'; gates: GateTerms[] }
	| { cell: 'lstm'; gates: GateTerms[]; cellBefore: number; cellState: number; hidden: number }
	| { cell: 'gru'; gates: GateTerms[]; hiddenBefore: number; hidden: number };

/** The numbers of a unit, out of what was traced at the step. */
export function unitStepOf(cell: Cell, layer: TraceLayer, step: number, unit: number, gates: GateTerms[]): UnitStep {
	const at = (name: MapName, step: number) =>
		step < 0 ? 0 : valueAt({ layer, row: layer.rows.indexOf(name) }, step, unit); // all states begin at 0
	const hidden = at('h', step);
	switch (cell) {
		case 'simple-rnn':
			return { cell, gates };
		case 'lstm':
			return { cell, gates, cellBefore: at('c', step - 1), cellState: at('c', step), hidden };
		case 'gru':
			return { cell, gates, hiddenBefore: at('h', step - 1), hidden };
	}
}
