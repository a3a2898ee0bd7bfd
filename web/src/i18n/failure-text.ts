import { status } from '../engine/failure.ts';
import type { Failure } from '../protocol/types.ts';
import type { Text } from './en.ts';

export interface FailureText {
	title: string;
	/** What to do next. */
	advice: string;
}

/** What the page says about a failure. */
export function failureText(failure: Failure, text: Text): FailureText {
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
			return texts.corpusDamaged(failure.subject);
		case 'import':
			return text.importFailures[failure.problem](failure.file, failure.detail);
		case 'strange-link':
			return texts.strangeLink(failure.parts.slice(0, 5).join(', '));
		case 'other-reviews':
			return texts.otherReviews;
		case 'crashed':
			return texts.crashed(failure.message);
		case 'engine':
			return engineFailureText(failure, text);
	}
}

type EngineFailure = Extract<Failure, { kind: 'engine' }>;

function engineFailureText({ status: number, subject, message }: EngineFailure, text: Text): FailureText {
	const texts = text.failures;
	switch (number) {
		case status.outOfMemory:
			return texts.outOfMemory;
		case status.badSetting:
			return texts.badSetting(nameOf(subject, text), allowedFor(subject, text) ?? message);
		case status.badText:
			return texts.badText;
		case status.badFile:
			return texts.badFile(subject);
		case status.noReviews:
			return texts.noReviews;
		case status.mismatch:
			return texts.mismatch(nameOf(subject, text));
		case status.notFinite:
			return texts.notFinite;
		case status.tooLarge:
			return texts.tooLarge;
		default:
			return texts.crashed(message);
	}
}

const nameOf = (subject: string, text: Text): string =>
	(text.settings.names as Record<string, string>)[subject] ?? subject;

/** What values a setting may have, or undefined where it is none that the page has. */
export const allowedFor = (setting: string, text: Text): string | undefined =>
	(text.settings.allowed as Record<string, string>)[setting];
