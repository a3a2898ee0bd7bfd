import type { Text } from '../i18n/en.ts';
import type { ReviewsText } from '../i18n/reviews.ts';
import { settingOf } from '../model/settings/settings.ts';
import type { Failure } from '../protocol/types.ts';
import { settingValue } from './run-text.ts';

export interface FailureText {
	title: string;
	/** What to do next. */
	advice: string;
	/** For a bug report: what the engine or the browser says, in English. */
	detail?: string;
}

/** What the page says about a failure; about one of an import, with the texts of the part of the page that imports. */
export function failureText(failure: Failure, text: Text, ofImport?: ReviewsText): FailureText {
	const texts = text.failures;
	switch (failure.kind) {
		case 'no-webassembly':
			return texts.noWebassembly;
		case 'engine-missing':
			return texts.engineMissing(failure.url);
		case 'corpus-missing':
			return texts.corpusMissing(failure.url);
		case 'catalogue-missing':
			return texts.catalogueMissing(failure.url);
		case 'model-missing':
			return texts.modelMissing(failure.url);
		case 'file-damaged':
			return texts.fileDamaged(failure.url);
		case 'corpus-gone':
			return texts.corpusGone;
		case 'cannot-resume':
			return texts.cannotResume;
		case 'unreachable':
			return texts.unreachable(failure.url);
		case 'corpus-damaged':
			return { ...texts.corpusDamaged, detail: failure.subject };
		case 'import':
			return withLine(
				{ ...(ofImport?.importFailures[failure.problem](failure.file) ?? texts.badFile), detail: failure.detail },
				text,
			);
		case 'strange-link':
			return texts.strangeLink(failure.parts.slice(0, 5).join(', '));
		case 'other-reviews':
			return texts.otherReviews;
		case 'unexpected':
			return { ...texts.unexpected, detail: failure.message };
		case 'crashed':
			return { ...texts.crashed, detail: failure.message };
		case 'engine':
			return engineFailureText(failure, text, ofImport);
	}
}

/** Where the detail names a line of a file, the advice does too: it is not to be looked for in English. */
function withLine(failure: FailureText, text: Text): FailureText {
	const line = /\bline (\d+)/.exec(failure.detail ?? '')?.[1];
	return line ? { ...failure, advice: `${text.failures.line(line)} ${failure.advice}` } : failure;
}

type EngineFailure = Extract<Failure, { kind: 'engine' }>;

function engineFailureText(
	{ status: number, subject, message: detail }: EngineFailure,
	text: Text,
	ofImport?: ReviewsText,
): FailureText {
	const texts = text.failures;
	switch (number) {
		case 'out-of-memory':
			return texts.outOfMemory;
		case 'bad-setting': {
			const allowed = allowedFor(subject, text);
			const named = texts.badSetting(nameOf(subject, text, ofImport), allowed ?? null);
			return allowed ? named : { ...named, detail };
		}
		case 'bad-text':
			return texts.badText;
		case 'bad-file':
			return { ...texts.badFile, detail };
		case 'no-reviews':
			return texts.noReviews;
		case 'mismatch':
			return mismatchText(subject, text) ?? { ...texts.wrongReviews, detail };
		case 'not-finite':
			// The engine blames the learning rate when training diverges; otherwise a network that it is asked to use.
			return subject === 'learning-rate' ? texts.notFinite : { ...texts.weightsTooLarge, detail };
		case 'too-large':
			return texts.tooLarge;
		default:
			return { ...texts.crashed, detail };
	}
}

function mismatchText(subject: string, text: Text): FailureText | null {
	if (subject === 'vocabulary') {
		return text.failures.noVocabulary;
	}
	return allowedFor(subject, text) ? text.failures.mismatch(nameOf(subject, text)) : null;
}

/** A setting, or a choice of the import form, by its label; anything else by the engine's name. */
function nameOf(subject: string, text: Text, ofImport?: ReviewsText): string {
	const { names: settings, cell } = text.settings;
	const table = ofImport?.reviews.table;
	const choices = table && { text: table.text, label: table.label, delimiter: table.delimiter, ...table.meanings };
	const names: Record<string, string> = { ...choices, cell, ...settings };
	return names[subject] ?? subject;
}

/** What values a setting may have: a sentence made of its row of the schema, or undefined where it is none. */
export function allowedFor(name: string, text: Text): string | undefined {
	const setting = settingOf(name);
	const { allowed, zero } = text.settings;
	const note = (zero as Record<string, string>)[name] ?? '';
	switch (setting?.type) {
		case undefined:
			return undefined;
		case 'choice':
			return allowed.choice(setting.choices.map((choice) => settingValue(name, choice, text)).join(', '));
		case 'choices': {
			const options = setting.choices.map((choice) => settingValue(name, choice, text)).join(', ');
			return allowed.choices(options, setting.mostLayers);
		}
		case 'units':
			return allowed.units(setting.least, setting.most, setting.mostLayers);
		case 'whole':
			return allowed.whole(setting.least, setting.most) + note;
		case 'real':
			return allowed.real(setting.least, setting.most, setting.aboveLeast, setting.belowMost, setting.example) + note;
	}
}
