import type { SettingTexts } from '../../protocol/types.ts';
import { hasShape, isBoolean, isListOf, isNullOr, isNumber, isRecordOf, isText, type Check } from '../../storage/shape.ts';
import { sameValue, schema, settingNames } from '../settings/settings.ts';

// What a run of an experiment came to, as `unroll sweep` writes it: a line of JSON with the same names in the same order, so that either
// goes on with what the other has begun (src/cli/sweep_results.c).

export interface ResultLine {
	/** The digest of the reviews. */
	corpus: string;
	/** As the engine writes them: the seed, those that are varied, and those that are not as by default. */
	settings: SettingTexts;
	parameters: number;
	/** Why it ended early: it diverged. Without it, there is all that follows. */
	failed?: string;
	/** From 1. */
	best_epoch?: number;
	/** Of the best epoch. */
	val_loss?: number;
	val_accuracy?: number;
	stopped_early?: boolean;
	/** The fingerprint of the weights. */
	sha256?: string;
	history?: LineHistory;
}

/** A figure for each epoch; null where it is not finite. */
export type LineHistory = Record<(typeof historyNames)[number], (number | null)[]>;
export const historyNames = ['loss', 'accuracy', 'val_loss', 'val_accuracy'] as const;

/** Of all settings, those that stand in a line. */
export function settingsInLine(settings: SettingTexts, varied: readonly string[]): SettingTexts {
	const initial = (name: string) => schema[name as keyof typeof schema].initial;
	const stands = (name: string) => name === 'seed' || varied.includes(name) || !sameValue(settings[name] ?? initial(name), initial(name));
	return Object.fromEntries(settingNames.filter(stands).map((name) => [name, settings[name] ?? initial(name)]));
}

/** Of a line all settings. */
export const allSettings = ({ settings }: Pick<ResultLine, 'settings'>): SettingTexts =>
	Object.fromEntries(settingNames.map((name) => [name, settings[name] ?? schema[name as keyof typeof schema].initial]));

export const lineText = (line: ResultLine): string => `${JSON.stringify(line)}\n`;

const outcome = hasShape({ best_epoch: isNumber, val_loss: isNumber, val_accuracy: isNumber, stopped_early: isBoolean, sha256: isText });
const isHistory = hasShape(Object.fromEntries(historyNames.map((name) => [name, isListOf(isNullOr(isNumber))])));

export const isResultLine: Check = (value) => {
	const is = hasShape({ corpus: isText, settings: isRecordOf(isText), parameters: isNumber });
	if (!is(value)) {
		return false;
	}
	const line = value as ResultLine;
	const known = Object.keys(line.settings).every((name) => settingNames.includes(name));
	return known && (line.history === undefined ? line.failed !== undefined : isHistory(line.history)) && (isText(line.failed) || outcome(line));
};

/** The lines of a file; throws a RangeError with the number of the first that is none. */
export function readLines(text: string): ResultLine[] {
	return text.split(/\r?\n/).flatMap((part, index) => {
		if (part.trim() === '') {
			return [];
		}
		let line: unknown;
		try {
			line = JSON.parse(part);
		} catch {
			line = null;
		}
		if (!isResultLine(line)) {
			throw new RangeError(`${index + 1}`);
		}
		return [line as ResultLine];
	});
}
