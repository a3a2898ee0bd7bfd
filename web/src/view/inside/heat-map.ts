import type { HeatMap } from '../../model/inside/maps.ts';
import { entryOf, type Palette } from './colour.ts';

/** The largest absolute value among its numbers, at least `least`. */
export function reachOf({ layer, row }: HeatMap, least: number): number {
	const { values, units, rows } = layer;
	let reach = least;
	for (let begin = row * units; begin < values.length; begin += rows.length * units) {
		for (let place = begin; place < begin + units; place++) {
			const value = Math.abs(values[place]!);
			if (value > reach && value < Infinity) {
				reach = value;
			}
		}
	}
	return reach;
}

/**
 * One pixel for each unit (down) and each of `timesteps` (across): red, green, blue and opacity. A timestep that is
 * null is left clear. The browser draws the picture as large as it is wanted.
 */
export function heatPixels(
	{ layer, row }: HeatMap,
	timesteps: readonly (number | null)[],
	palette: Palette,
): Uint8ClampedArray<ArrayBuffer> {
	const { values, units, rows } = layer;
	const width = timesteps.length;
	const pixels = new Uint32Array(width * units);
	for (let column = 0; column < width; column++) {
		const timestep = timesteps[column];
		if (timestep === null || timestep === undefined) {
			continue;
		}
		const begin = (timestep * rows.length + row) * units;
		for (let unit = 0; unit < units; unit++) {
			pixels[unit * width + column] = palette.pixels[entryOf(palette, values[begin + unit]!)]!;
		}
	}
	return new Uint8ClampedArray(pixels.buffer);
}
