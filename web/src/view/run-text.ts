import { shortNetworkName } from '../model/settings/layers.ts';
import { settingOf } from '../model/settings/settings.ts';
import type { Predictor } from '../protocol/library.ts';
import type { Text } from '../i18n/en.ts';
import { formatLoss, formatPercent, formatRounded, locales, type Language } from '../i18n/format.ts';
import type { Change, Named } from '../model/settings/difference.ts';
import type { Outcome } from '../model/runs/race-outcome.ts';
import type { Pace } from '../protocol/training.ts';
import type { Run } from '../model/runs/run.svelte.ts';

/** What a run is called. */
export function runName({ name, cell, number }: Pick<Named, 'name' | 'cell' | 'number'>, text: Text): string {
	return name || text.runs.name(settingValue('cell', cell, text), number);
}

/** What a predictor is called: as the run that trained it, or by its cell and units. */
export function predictorName({ id, settings }: Pick<Predictor, 'id' | 'settings'>, runs: readonly Run[], text: Text): string {
	const run = runs.find((other) => other.id === id);
	return run ? runName(run, text) : shortNetworkName(settings, text.settings.cells);
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

/** How a run ended, with the figures of the network that is left; for a screen reader. */
export function announcedEnd(run: Run, text: Text, language: Language): string {
	const epoch = run.standingEpoch;
	const said = [text.announceEnd(runName(run, text), runEnd(run, text) ?? '')];
	if (epoch) {
		said.push(text.announceBest(epoch.number, formatPercent(epoch.valAccuracy, language), formatLoss(epoch.valLoss, language)));
	}
	return said.join(' ');
}

/** How a race ended, in a sentence. */
export function outcomeText({ best, worst, accuracy, least, ahead, clear, learned }: Outcome, text: Text, language: Language): string {
	const [first, last] = [best, worst].map(({ cell }) => settingValue('cell', cell, text)) as [string, string];
	const percent = formatPercent(accuracy, language);
	if (!learned) {
		return text.outcome.none(first, percent);
	}
	return clear
		? text.outcome.ahead(first, percent, formatRounded(ahead, language, 2), last)
		: text.outcome.close(first, percent, last, formatPercent(least, language));
}

/** How fast it trains at most. */
export function paceText(pace: Pace, { controls: text }: Text): string {
	if (pace === null) {
		return text.fastest;
	}
	return pace < 1 ? text.secondsPerBatch(1 / pace) : text.batchesPerSecond(pace);
}

/** The state of a run, in a few words. */
export function runStanding(run: Run, text: Text): string {
	const epoch = run.progress?.epoch ?? 1;
	const end = runEnd(run, text);
	if (end !== null) {
		return end;
	}
	if (run.activity === 'queued') {
		return text.state.waiting;
	}
	if (run.activity === 'paused') {
		return text.state.paused(epoch);
	}
	return run.progress?.phase === 'validating' ? text.state.validating(epoch) : text.state.training(epoch);
}

/** Beyond this many changes the rest is only counted. */
const mostListed = 4;

/** "learning rate 0.01 → 0.001 and units 8 → 16"; empty where nothing changed. */
export function changesText(changes: readonly Change[], text: Text, language: Language): string {
	const names: Record<string, string> = { ...text.settings.names, cell: text.settings.cell };
	const nameOf = (name: string) => text.settings.inSentence(names[name] ?? name);
	const listed = changes.length > mostListed ? changes.slice(0, mostListed - 1) : changes;
	const parts = listed.map(({ name, from, to }) =>
		text.runs.change(nameOf(name), settingValue(name, from, text), settingValue(name, to, text)),
	);
	if (listed.length < changes.length) {
		parts.push(text.runs.moreChanges(changes.length - listed.length));
	}
	return new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(parts);
}

/** A setting's value as the form shows it. */
export function settingValue(name: string, value: string, text: Text): string {
	const { cells, options } = text.settings;
	const choices: Record<string, string> = name === 'cell' ? cells : name === 'upper-cells' ? { ...options, ...cells } : options;
	if (settingOf(name)?.type === 'choices') {
		return value.split(',').map((choice) => choices[choice] ?? choice).join(', ');
	}
	return choices[value] ?? value;
}
