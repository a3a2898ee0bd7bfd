import type { Text } from '../../i18n/en.ts';
import type { ExperimentsText } from '../../i18n/experiments.ts';
import { locales, splitDuration, type Language } from '../../i18n/format.ts';
import type { Experiment } from '../../model/experiment/experiment.svelte.ts';
import type { SettingTexts } from '../../protocol/types.ts';
import { settingValue } from '../run-text.ts';

// What combinations of settings, and experiments, are called.

export interface ExperimentLocale {
	text: Text;
	own: ExperimentsText;
	language: Language;
}

/** "Learning rate". */
export const settingName = (name: string, { settings }: Text): string => ({ ...settings.names, cell: settings.cell } as Record<string, string>)[name] ?? name;

/** "LSTM, units 16". */
export function combinationName(varied: readonly string[], values: readonly string[], { text, own }: ExperimentLocale): string {
	const parts = varied.map((name, index) => {
		const value = settingValue(name, values[index] ?? '', text);
		return name === 'cell' ? value : `${text.settings.inSentence(settingName(name, text))} ${value}`;
	});
	return parts.length > 0 ? parts.join(', ') : own.results.all;
}

export const combinationIn = (settings: SettingTexts, varied: readonly string[], locale: ExperimentLocale): string =>
	combinationName(varied, varied.map((name) => settings[name] ?? ''), locale);

export function experimentName({ record, varied }: Experiment, { text, own, language }: ExperimentLocale): string {
	const what = varied.map((name) => settingName(name, text)).join(' × ') || own.list.sameSettings;
	const date = new Date(record.time).toLocaleString(locales[language], { dateStyle: 'medium', timeStyle: 'short' });
	const seeds = record.plan ? own.list.seeds(record.plan.seeds) : `${record.runs}`;
	return `${record.file || what} × ${seeds} · ${date}`;
}

/** A time that is still to come: from a minute on in whole minutes, rounded up. */
export function durationText(milliseconds: number, { text }: ExperimentLocale): string {
	const { hours, minutes, seconds } = splitDuration(milliseconds <= 60_000 ? Math.max(1000, milliseconds) : 60_000 * Math.ceil(milliseconds / 60_000));
	return text.numbers.duration(hours, minutes, seconds);
}
