// Edits of the list of layers, as changes of the settings that it is made from: the network in its picture, the form and links have
// one source.
import type { SettingTexts } from '../../protocol/types.ts';
import { choiceAt, joinedChoices } from './layers.ts';
import { layersOf, sameValue, schema, valueIn } from './settings.ts';

/** A recurrent layer; its cell may be 'same', as the lowest one's is here. */
interface Layer {
	units: string;
	cell: string;
	merge: string;
}

const layersIn = (settings: SettingTexts): Layer[] =>
	(settings.units ?? '').split(',').map((units, layer) => ({
		units: units.trim(),
		cell: layer === 0 ? 'same' : choiceAt(valueIn(settings, 'upper-cells'), layer - 1),
		merge: choiceAt(valueIn(settings, 'bidirectional'), layer),
	}));

/** The changes to a network of these layers. Where the lowest has another cell, those above keep the ones that they had. */
function changesTo({ cell: before = 'gru', ...settings }: SettingTexts, layers: Layer[]): SettingTexts {
	const lowest = layers[0]!.cell === 'same' ? before : layers[0]!.cell;
	const named = (cell: string) => (cell === 'same' ? before : cell);
	const upper = layers.slice(1).map(({ cell }) => (lowest === before ? cell : named(cell) === lowest ? 'same' : named(cell)));
	return {
		cell: lowest,
		units: layers.map(({ units }) => units).join(','),
		'upper-cells': upper.length > 0 ? joinedChoices(upper) : schema['upper-cells'].initial,
		bidirectional: joinedChoices(layers.map(({ merge }) => merge)),
		'layer-dropout': upper.length > 0 ? valueIn(settings, 'layer-dropout') : schema['layer-dropout'].initial,
	};
}

/** There may be another recurrent layer. */
export const hasRoom = (settings: SettingTexts): boolean => layersOf(settings.units ?? '') < schema.units.mostLayers;

/** A new recurrent layer at `at`, from 0, like the one that it stands on or, as the lowest, the one above. */
export function withLayer(settings: SettingTexts, at: number): SettingTexts {
	const layers = layersIn(settings);
	return changesTo(settings, layers.toSpliced(at, 0, layers[Math.max(0, at - 1)]!));
}

/** Without the layer at `at`, which is not the only one. */
export const withoutLayer = (settings: SettingTexts, at: number): SettingTexts => changesTo(settings, layersIn(settings).toSpliced(at, 1));

/** With other units, another cell or another way to merge directions in the layer at `at`. */
export function withChanged(settings: SettingTexts, at: number, change: Partial<Layer>): SettingTexts {
	const layers = layersIn(settings);
	const cell = at > 0 && change.cell === settings.cell ? 'same' : (change.cell ?? layers[at]!.cell);
	return changesTo(settings, layers.with(at, { ...layers[at]!, ...change, cell }));
}

/** Layers that are there or not, by the setting that has their rate or size, with what they begin with. */
export const optionalLayers = { 'layer-dropout': '0.2', dense: '16', 'dense-dropout': '0.5' } as const;
export type OptionalLayer = keyof typeof optionalLayers;

export const hasLayer = (settings: SettingTexts, name: OptionalLayer): boolean => !sameValue(valueIn(settings, name), '0');
