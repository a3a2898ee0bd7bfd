import type { Text } from '../text/en.ts';
import { changesText } from '../text/changes.ts';
import type { Named } from './difference.ts';
import type { Language } from './format.ts';
import type { Run } from './run.svelte.ts';

/** What a run is called. */
export function runName({ name, cell, number }: Pick<Named, 'name' | 'cell' | 'number'>, text: Text): string {
	const cells: Record<string, string> = text.settings.cells;
	return name || text.runs.name(cells[cell] ?? cell, number);
}

/** How it differs from the one before, in a sentence. `all` may have the one before under a new name. */
export function differenceText(run: Run, all: readonly Run[], text: Text, language: Language): string {
	const { before, changes, otherCorpus } = run.difference;
	if (!before) {
		return text.runs.first;
	}
	const other = runName(all.find(({ id }) => id === before.id) ?? before, text);
	const parts = changesText(changes, text, language);
	if (otherCorpus) {
		return parts === '' ? text.runs.otherReviews(other) : text.runs.changesAndReviews(other, parts);
	}
	return parts === '' ? text.runs.same(other) : text.runs.changes(other, parts);
}

/** How a run ended, in a sentence; null while it has not. */
export function runEnd(run: Run, text: Text): string | null {
	if (run.activity !== 'finished' || !run.progress) {
		return null;
	}
	if (run.progress.stoppedEarly) {
		return text.state.stoppedEarly(run.progress.epochsWithoutImprovement);
	}
	return run.cutShort ? text.state.stopped : text.state.finished;
}

/** Where a run stands, in a few words. */
export function runStanding(run: Run, text: Text): string {
	const epoch = run.progress?.epoch ?? 1;
	const end = runEnd(run, text);
	if (end !== null) {
		return end;
	}
	if (run.activity === 'paused') {
		return text.state.paused(epoch);
	}
	return run.progress?.phase === 'validating' ? text.state.validating(epoch) : text.state.training(epoch);
}
