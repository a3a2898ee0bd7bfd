import type { TraceLayer } from '../../protocol/inside.ts';
import type { Cell } from '../settings/settings.ts';

/** One row of a layer's trace: a number for each unit at each timestep. */
export interface HeatMap {
	layer: TraceLayer;
	/** Index in layer.rows. */
	row: number;
}

export function valueAt({ layer, row }: HeatMap, timestep: number, unit: number): number {
	return layer.values[(timestep * layer.rows.length + row) * layer.units + unit] ?? NaN;
}

/** What is shown of each unit at each timestep, by the engine's names (include/unroll/inspection.h). */
export type MapName = 'h' | 'c' | 'i' | 'f' | 'g' | 'o' | 'z' | 'r';

/** The maps of a cell in the order in which they are understood: its output, its state, its gates. */
const orders: Record<Cell, MapName[]> = {
	'simple-rnn': ['h'],
	lstm: ['h', 'c', 'f', 'i', 'g', 'o'],
	gru: ['h', 'z', 'r', 'g'],
};

export interface NamedMap extends HeatMap {
	name: MapName;
}

/** The maps to be shown: the hidden state alone, or all. */
export function mapsOf(layer: TraceLayer, all: boolean): NamedMap[] {
	const order = orders[layer.cell];
	const wanted = all ? order : order.slice(0, 1);
	return wanted.map((name) => ({ name, layer, row: layer.rows.indexOf(name) }));
}

/** Gates go from closed to open; the others are on both sides of zero. */
export const isGate = (name: MapName): boolean => 'ifozr'.includes(name);
