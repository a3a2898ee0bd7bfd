import type { GateTerms, TraceLayer } from '../../protocol/inside.ts';
import { valueAt, type MapName } from './maps.ts';

/** What one unit does at one timestep: the engine's gates, in Keras' order, and the states that it mixes. */
export type UnitAtTimestep = UnitOfCell & {
	/** The layer reads backward: the state before is that of the next timestep of the text. */
	backward: boolean;
};

type UnitOfCell =
	| { cell: 'simple-rnn'; gates: GateTerms[] }
	| { cell: 'lstm'; gates: GateTerms[]; cellBefore: number; cellState: number; hidden: number }
	| { cell: 'gru'; gates: GateTerms[]; hiddenBefore: number; hidden: number };

/** The numbers of a unit, out of what was traced at the timestep. */
export function unitAtTimestep(layer: TraceLayer, timestep: number, unit: number, gates: GateTerms[]): UnitAtTimestep {
	const { cell, backward } = layer;
	const timesteps = layer.values.length / (layer.rows.length * layer.units);
	const before = backward ? timestep + 1 : timestep - 1;
	const at = (name: MapName, timestep: number) =>
		timestep < 0 || timestep >= timesteps ? 0 : valueAt({ layer, row: layer.rows.indexOf(name) }, timestep, unit); // all states begin at 0
	const hidden = at('h', timestep);
	switch (cell) {
		case 'simple-rnn':
			return { cell, backward, gates };
		case 'lstm':
			return { cell, backward, gates, cellBefore: at('c', before), cellState: at('c', timestep), hidden };
		case 'gru':
			return { cell, backward, gates, hiddenBefore: at('h', before), hidden };
	}
}
