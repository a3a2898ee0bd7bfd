// The figure of a review word by word: its bands, one under another, on one axis.
import type { TraceLayer } from '../../protocol/inside.ts';
import type { Axis } from './word-axis.ts';
import { mapsOf, type NamedMap } from '../../model/inside/maps.ts';
import { rowHeight } from './places.ts';
import type { Reading } from '../../model/inside/reading.ts';
import type { Subject } from '../../model/inside/selection.svelte.ts';

/** The heat maps of one network. */
export interface Band {
	subject: Subject;
	/** Index of the layer, and how many there are. */
	layer: number;
	layers: number;
	units: number;
	maps: NamedMap[];
	/** Pixels of a unit's row. */
	row: number;
}

/** `layer` is the one that is wanted; a network with fewer shows its last. */
export function bandOf(subject: Subject, layer: number, gates: boolean): Band {
	const { layers } = subject.trace;
	const index = Math.min(layer, layers.length - 1);
	const shown = layers[index] as TraceLayer;
	return {
		subject,
		layer: index,
		layers: layers.length,
		units: shown.units,
		maps: mapsOf(shown, gates),
		row: rowHeight(shown.units),
	};
}

/** What is folded into the strips beside the words: the most padding of any network, and words that all cut off. */
export function foldedOf(axis: Axis, readings: readonly Reading[]): Record<'before' | 'after', { padding: number; cut: number }> {
	const most = (of: (reading: Reading) => number) => Math.max(0, ...readings.map(of));
	const words = readings[0]?.timestepOf.length ?? 0;
	return {
		before: { padding: most((reading) => reading.paddingBefore), cut: axis.first },
		after: { padding: most((reading) => reading.paddingAfter), cut: words - axis.end },
	};
}
