import type { SettingTexts } from '../../protocol/types.ts';
import { allCells, layersOf, sameValue, schema, valueIn, type Cell } from './settings.ts';

// The recurrent layers that settings ask for. Where a setting has a choice for each layer, the last one holds for all further
// layers too (include/unroll/settings.h).

/** What a layer makes of two directions; 'no' where it has but one. */
export type Merge = (typeof schema.bidirectional.choices)[number];

export interface RecurrentLayer {
	cell: Cell;
	/** As the settings have it: a number, where they are valid. */
	units: string;
	merge: Merge;
}

/** The settings that the layers follow from, but for the number of outputs. */
const layerSettings = [
	...['cell', 'units', 'upper-cells', 'bidirectional', 'layer-dropout', 'pooling', 'dense', 'dense-activation', 'dense-dropout'],
	...['input', 'embedding', 'mask-zero'],
];

export const layerSettingsOf = (settings: SettingTexts): SettingTexts =>
	Object.fromEntries(layerSettings.map((name) => [name, valueIn(settings, name)]));

/** Whether networks have the same layers. */
export const sameLayers = (a: SettingTexts, b: SettingTexts): boolean =>
	layerSettings.every((name) => sameValue(valueIn(a, name), valueIn(b, name)));

/** The choice of a layer, from 0, in a list such as "concat,no". */
export function choiceAt(list: string, layer: number): string {
	const choices = list.split(',');
	return choices[Math.min(layer, choices.length - 1)] ?? '';
}

/** The list with another choice for one of `layers` layers, as the engine writes it: without what repeats the last. */
export function withChoice(list: string, layers: number, layer: number, choice: string): string {
	return joinedChoices(Array.from({ length: layers }, (_, index) => (index === layer ? choice : choiceAt(list, index))));
}

/** Choices as a list, without what repeats the last. */
export function joinedChoices(choices: readonly string[]): string {
	const end = choices.findLastIndex((choice) => choice !== choices.at(-1));
	return choices.slice(0, end + 2).join(',');
}

/** How many layers a setting with a choice for each has one for. */
export const choicesIn = (name: string, settings: SettingTexts): number =>
	layersOf(settings.units ?? '') - (name === 'upper-cells' ? 1 : 0);

/** From the lowest. */
export function recurrentLayers(settings: SettingTexts): RecurrentLayer[] {
	const cellAt = (layer: number) => {
		const upper = layer > 0 ? choiceAt(valueIn(settings, 'upper-cells'), layer - 1) : 'same';
		const name = upper === 'same' ? settings.cell : upper;
		return allCells.find((cell) => cell === name) ?? 'gru';
	};
	return (settings.units ?? '').split(',').map((units, layer) => {
		const merge = choiceAt(valueIn(settings, 'bidirectional'), layer);
		return { cell: cellAt(layer), units: units.trim(), merge: schema.bidirectional.choices.find((one) => one === merge) ?? 'no' };
	});
}

/** Each direction that reads, in the engine's order: of a layer with two, the forward one first. */
export function directionsOf(settings: SettingTexts): (RecurrentLayer & { layer: number; backward: boolean })[] {
	return recurrentLayers(settings).flatMap((one, layer) =>
		(one.merge === 'no' ? [false] : [false, true]).map((backward) => ({ ...one, layer, backward })),
	);
}

/** "LSTM", "BiLSTM". */
export const kindOf = ({ cell, merge }: Pick<RecurrentLayer, 'cell' | 'merge'>, names: Record<Cell, string>) => `${merge === 'no' ? '' : 'Bi'}${names[cell]}`;

/** "LSTM(16)", "BiLSTM(16) → GRU(8)"; `names` are those of the cells. */
export function networkName(settings: SettingTexts, names: Record<Cell, string>): string {
	return recurrentLayers(settings)
		.map((layer) => `${kindOf(layer, names)}(${layer.units})`)
		.join(' → ');
}

/** The same, of layers that are alike in one: "LSTM(16,8)". */
export function shortNetworkName(settings: SettingTexts, names: Record<Cell, string>): string {
	const [kind, ...others] = new Set(recurrentLayers(settings).map((layer) => kindOf(layer, names)));
	return others.length > 0 ? networkName(settings, names) : `${kind}(${settings.units})`;
}

/** What it is made of: "LSTM (16 + 8)", "BiLSTM + GRU (16 + 8)". */
export function cellNames(settings: SettingTexts, names: Record<Cell, string>): string {
	const layers = recurrentLayers(settings);
	const kinds = new Set(layers.map((layer) => kindOf(layer, names)));
	return `${[...kinds].join(' + ')} (${layers.map(({ units }) => units).join(' + ')})`;
}
