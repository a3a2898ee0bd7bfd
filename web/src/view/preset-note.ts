import { formatCount, formatPercent, type Language } from '../i18n/format.ts';
import type { Text } from '../i18n/en.ts';
import type { presetsTexts } from '../i18n/presets.ts';
import type { CorpusInfo, SettingTexts } from '../protocol/types.ts';
import { changesBetween } from '../model/settings/difference.ts';
import type { PublishedRun } from '../model/settings/published-results.ts';
import { presets } from '../model/settings/settings.ts';
import { changesText } from './run-text.ts';

/** A batch takes this many times as long in the browser as in the native program, on one core (docs/performance.md). */
const BROWSER = 2;

/** What there is to say of a preset with these settings, in sentences. */
export function presetNote(
	run: PublishedRun,
	settings: SettingTexts,
	corpus: CorpusInfo | null,
	words: (typeof presetsTexts)['en'],
	text: Text,
	language: Language,
): string[] {
	const { reported, ofValidation, here, differs } = run;
	const percent = (accuracy: number) => formatPercent(accuracy, language);
	const changes = changesBetween({ ...presets[run.name] }, settings);
	const cut = corpus && corpus.tail > 0 && corpus.tail < Number(settings.length) ? corpus.tail : null;
	const share = here && corpus ? corpus.trainReviews / here.reviews : 1;
	const minutes = here && (BROWSER * here.seconds * share * Number(settings.epochs)) / 60;
	return [
		...(reported === null ? [] : [(ofValidation ? words.reportedValidation : words.reported)(percent(reported))]),
		...(here ? [words.here(percent(here.accuracy), formatCount(here.epochs, language))] : []),
		...(differs ? [words.differs[differs]] : []),
		...(changes.length > 0 ? [words.fitted(changesText(changes, text, language))] : []),
		...(cut === null ? [] : [words.cut(formatCount(cut, language))]),
		...(minutes === null ? [] : [words.takes(formatCount(Math.max(1, Math.round(minutes)), language))]),
	];
}
