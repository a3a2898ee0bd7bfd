import type { CorpusInfo, SettingTexts } from '../../protocol/types.ts';
import { pageDefaults, sameValue, valueIn } from './settings.ts';

/**
 * Settings for the reviews at hand: their classes, no more words than they have, and a share of the training half for validation where they have no test
 * half. Of pieces of words all are known, instead of the default, which is meant for words: the others are parted into smaller ones, which
 * take more timesteps.
 */
export function fittedTo(corpus: CorpusInfo | null, settings: SettingTexts): SettingTexts {
	if (!corpus) {
		return settings;
	}
	const { words: wanted } = settings;
	const all = wanted !== undefined && (Number(wanted) > corpus.words || (corpus.tokenizer !== 'words' && wanted === pageDefaults.words));
	const untested = settings['held-out'] === 'test' && corpus.testReviews === 0;
	const classes = String(corpus.classes ?? 2);
	const others = !sameValue(valueIn(settings, 'classes'), classes);
	return { ...settings, ...(others && { classes }), ...(all && { words: String(corpus.words) }), ...(untested && { 'held-out': 'random' }) };
}
