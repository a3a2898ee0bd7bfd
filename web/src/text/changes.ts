import type { Change } from '../state/difference.ts';
import { locales, type Language } from '../state/format.ts';
import type { Text } from './en.ts';

/** More changes than these are counted. */
const mostTold = 4;

/** "learning rate 0.01 → 0.001 and units 8 → 16"; empty where nothing changed. */
export function changesText(changes: readonly Change[], text: Text, language: Language): string {
	const names: Record<string, string> = { ...text.settings.names, cell: text.settings.cell };
	const nameOf = (name: string) => text.settings.inSentence(names[name] ?? name);
	const told = changes.length > mostTold ? changes.slice(0, mostTold - 1) : changes;
	const parts = told.map(({ name, from, to }) =>
		text.runs.change(nameOf(name), settingValue(name, from, text), settingValue(name, to, text)),
	);
	if (told.length < changes.length) {
		parts.push(text.runs.moreChanges(changes.length - told.length));
	}
	return new Intl.ListFormat(locales[language], { type: 'conjunction' }).format(parts);
}

/** A setting's value as the reader knows it from the form. */
export function settingValue(name: string, value: string, text: Text): string {
	const choices: Record<string, string> = name === 'cell' ? text.settings.cells : text.settings.options;
	return choices[value] ?? value;
}
