import type { LayerSummary } from '../../protocol/types.ts';

// What model.summary() of Keras 3 prints before training, on a terminal of 80 columns (as notebooks have, too): the same
// rules, lines and sizes as keras/src/utils/summary_utils.py. src/cli/summary.c prints the same table.

const layerWidth = 31;
const widths = [layerWidth, 22, 13]; // of the columns, between a space on either side

function line(left: string, cross: string, right: string, bar: string): string {
	return left + widths.map((width) => bar.repeat(width + 2)).join(cross) + right;
}

function row(bar: string, [layer = '', shape = '', parameters = '']: string[]): string {
	const cells = [layer.padEnd(widths[0] ?? 0), shape.padEnd(widths[1] ?? 0), parameters.padStart(widths[2] ?? 0)];
	return `${bar} ${cells.join(` ${bar} `)} ${bar}`;
}

/** 8,633, in every language, as Keras writes it. */
function count(value: number): string {
	return value.toLocaleString('en-US');
}

/** 33.72 KB, in powers of 1024. */
export function kerasSize(bytes: number): string {
	const units = ['B', 'KB', 'MB', 'GB'];
	let unit = 0;
	let value = bytes;
	while (value >= 1024 && unit < units.length - 1) {
		value /= 1024;
		unit++;
	}
	return `${value.toFixed(2)} ${units[unit]}`;
}

/** (None, 100, 16): of a layer's output. */
export function kerasShape(layer: LayerSummary): string {
	return layer.steps > 0 ? `(None, ${layer.steps}, ${layer.features})` : `(None, ${layer.features})`;
}

export function kerasSummary(layers: LayerSummary[]): string {
	const rows = layers.map((layer) => {
		const [type, facts] = [`(${layer.type})`, [kerasShape(layer), count(layer.parameters)]];
		const whole = `${layer.name} ${type}`;
		return whole.length <= layerWidth ? row('│', [whole, ...facts]) : [row('│', [layer.name, ...facts]), row('│', [type])].join('\n');
	});
	const parameters = layers.reduce((sum, layer) => sum + layer.parameters, 0);
	const all = `${count(parameters)} (${kerasSize(4 * parameters)})`;
	return [
		'Model: "sequential"',
		line('┏', '┳', '┓', '━'),
		row('┃', ['Layer (type)', 'Output Shape', 'Param #']),
		line('┡', '╇', '┩', '━'),
		rows.join(`\n${line('├', '┼', '┤', '─')}\n`),
		line('└', '┴', '┘', '─'),
		` Total params: ${all}`,
		` Trainable params: ${all}`,
		' Non-trainable params: 0 (0.00 B)',
		'',
	].join('\n');
}
