import type { Text } from '../i18n/en.ts';
import type { Language } from '../i18n/format.ts';
import { runListTexts } from '../i18n/run-list.ts';
import type { Run } from '../model/runs/run.svelte.ts';
import type { Runs } from '../model/runs/runs.svelte.ts';
import { changesText, runName } from './run-text.ts';

/** How it differs from the one before, in a sentence. `all` may have the one before under a new name. */
function differenceText(run: Run, all: readonly Run[], text: Text, language: Language): string {
	const list = runListTexts[language];
	const { before, changes, otherCorpus } = run.difference;
	if (run.origin !== null) {
		return run.corpus === null ? list.imported(run.origin) : list.continues(run.origin);
	}
	if (!before) {
		return list.first;
	}
	const other = runName(all.find(({ id }) => id === before.id) ?? before, text);
	const parts = changesText(changes, text, language);
	if (otherCorpus) {
		return parts === '' ? list.otherReviews(other) : list.changesAndReviews(other, parts);
	}
	return parts === '' ? list.same(other) : list.changes(other, parts);
}

/** What a run has to do with others, in a sentence: which one it repeats, or how it differs from the one before. */
export function relationText(run: Run, runs: Runs, text: Text, language: Language): string {
	const list = runListTexts[language];
	const repetition = runs.repetitionOf(run);
	return repetition ? list.repeats(runName(repetition.first, text), repetition.count) : differenceText(run, runs.all, text, language);
}
