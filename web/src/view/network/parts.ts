// The parts of the drawing that are clicked to be set, and the settings of each.
import type { Rows } from './rows.ts';
import type { Hideable } from '../../model/settings/lesson.svelte.ts';
import { foldedGroups, isHidden, mainFields, moreFields, type FieldName } from '../../model/settings/settings.ts';
import type { SettingTexts } from '../../protocol/types.ts';

export const parts = ['cell', 'embedding', 'words', 'training'] as const;
/** A part, or all settings. */
export type NetworkPart = (typeof parts)[number] | 'all';

const fields: Record<(typeof parts)[number], readonly FieldName[]> = {
	cell: ['units', 'dropout', 'layers', 'upper-cells', 'bidirectional', 'pooling', 'dense', 'dense-activation', 'recurrent-dropout', 'layer-dropout', 'dense-dropout'],
	embedding: ['input', 'embedding', 'embedding-trainable'],
	words: ['words', 'length', 'padding', 'truncating', 'mask-zero', 'pad-to'],
	training: ['learning-rate', 'optimizer', 'momentum', 'weight-decay', 'clip-norm', 'batch'],
};

export interface SettingGroup {
	/** Of the main settings, null. */
	group: keyof typeof moreFields | null;
	names: FieldName[];
}

/**
 * All settings that are not set beside the drawing already and have an effect with `settings`, in groups; where none is, the main ones
 * come first. A lesson may hide some.
 */
export function settingGroups(
	beside: boolean,
	shows: (name: Hideable) => boolean = () => true,
	settings?: SettingTexts,
): SettingGroup[] {
	const shown = (names: readonly FieldName[]) => names.filter((name) => !settings || !isHidden(name, settings));
	const groups = Object.entries(moreFields) as [keyof typeof moreFields, readonly FieldName[]][];
	const more = shows('more') ? groups.map(([group, names]) => ({ group, names: shown(names) })) : [];
	return beside || !shows('settings') ? more : [{ group: null, names: [...mainFields] }, ...more];
}

export const isFolded = ({ group }: SettingGroup): boolean => group !== null && foldedGroups.includes(group);

/** Whether a part has any setting among these. */
export const isSettable = (part: NetworkPart, groups: readonly SettingGroup[]): boolean =>
	groups.some(({ names }) => names.some((name) => belongsTo(name, part)));

export const belongsTo = (name: FieldName, part: NetworkPart): boolean => part === 'all' || fields[part].includes(name);

/** The part at a height of the drawing: the error that flows back is what training acts by. */
export function partAt({ layers, embedding, words }: Rows, top: number): Exclude<NetworkPart, 'all'> {
	const within = (row: { top: number; height: number }) => top < row.top + row.height;
	if (layers.some(({ error }) => top >= error.top && within(error))) {
		return 'training';
	}
	return top < embedding.top - 4 ? 'cell' : top < words.top - 4 ? 'embedding' : 'words';
}
