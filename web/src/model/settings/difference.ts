import type { SettingTexts } from '../../protocol/types.ts';
import { sameValue, settingNames, valueIn } from './settings.ts';

// How settings differ: parts, for the texts to make a sentence of.

export interface Change {
	/** By the engine's names. */
	name: string;
	from: string;
	to: string;
}

/** In the order of the settings. */
export function changesBetween(before: SettingTexts, after: SettingTexts): Change[] {
	return settingNames.flatMap((name) => {
		const [from, to] = [valueIn(before, name), valueIn(after, name)];
		return sameValue(from, to) ? [] : [{ name, from, to }];
	});
}

/** A run, as much as it takes to name it when it has gone. */
export interface Named {
	id: string;
	cell: string;
	number: number;
	name: string;
}

export interface Difference {
	/** null for the first run. */
	before: Named | null;
	changes: Change[];
	/** They are known to have been trained on different reviews. */
	otherCorpus: boolean;
}

export const noDifference: Difference = { before: null, changes: [], otherCorpus: false };

interface Compared extends Named {
	settings: SettingTexts;
	corpus: string | null;
}

/**
 * How a run differs from the one before: the last of the same cell or, where there is none, the last of all.
 * `earlier` is in the order in which they began.
 */
export function differenceOf(run: Omit<Compared, 'name' | 'id'>, earlier: readonly Compared[]): Difference {
	const before = earlier.findLast((other) => other.cell === run.cell) ?? earlier.at(-1);
	if (!before) {
		return noDifference;
	}
	const { id, cell, number, name } = before;
	return {
		before: { id, cell, number, name },
		changes: changesBetween(before.settings, run.settings),
		// A run whose worker is not ready yet does not know its reviews while others of its race begin.
		otherCorpus: before.corpus !== null && run.corpus !== null && before.corpus !== run.corpus,
	};
}
