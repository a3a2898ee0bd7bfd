import type { TraceLayer } from '../../protocol/inside.ts';
import { entryOf, type Palette } from './colour.ts';

/** One row of a layer's trace: a number for each unit at each timestep. */
export interface HeatMap {
	layer: TraceLayer;
	/** Index in layer.rows. */
	row: number;
}

export function valueAt({ layer, row }: HeatMap, step: number, unit: number): number {
	return layer.values[(step * layer.rows.length + row) * layer.units + unit] ?? NaN;
}

/** All its values. */
export function* valuesOf(map: HeatMap): Generator<number> {
	const steps = map.layer.values.length / (map.layer.rows.length * map.layer.units);
	for (let step = 0; step < steps; step++) {
		for (let unit = 0; unit < map.layer.units; unit++) {
			yield valueAt(map, step, unit);
		}
	}
}

/**
 * One pixel for each unit (down) and each of `steps` (across): red, green, blue and opacity. A step that is
 * null is left clear. The browser draws the picture as large as it is wanted.
 */
export function heatPixels(
	map: HeatMap,
	steps: readonly (number | null)[],
	palette: Palette,
): Uint8ClampedArray<ArrayBuffer> {
	const width = steps.length;
	const pixels = new Uint8ClampedArray(4 * width * map.layer.units);
	steps.forEach((step, column) => {
		if (step === null) {
			return;
		}
		for (let unit = 0; unit < map.layer.units; unit++) {
			const entry = 3 * entryOf(palette, valueAt(map, step, unit));
			const pixel = 4 * (unit * width + column);
			pixels.set(palette.table.subarray(entry, entry + 3), pixel);
			pixels[pixel + 3] = 255;
		}
	});
	return pixels;
}
