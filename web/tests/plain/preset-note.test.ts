// What the page says of a preset of a well-known network.
import { expect, test } from 'vitest';
import { en } from '../../src/i18n/en.ts';
import { presetsTexts } from '../../src/i18n/presets.ts';
import { publishedResults, publishedRun } from '../../src/model/settings/published-results.ts';
import { presets } from '../../src/model/settings/settings.ts';
import { presetNote } from '../../src/view/preset-note.ts';

const texts = presetsTexts.en;
const corpus = { trainReviews: 25_000, testReviews: 12_500, words: 20_000, tail: 0, knownWords: 19_996, source: 'official', tokenizer: 'words' } as const;

test('it says what its source reports, what came out here, and how long it takes for so many reviews', () => {
	const run = { ...publishedRun('kerasExample')!, reported: 0.8428, here: { accuracy: 0.8518, epochs: 2, seconds: 60, reviews: 25_000 } };
	const note = (trainReviews: number) => presetNote(run, presets.kerasExample, { ...corpus, trainReviews }, texts, en, 'en');
	expect(note(25_000)).toEqual([texts.reportedValidation('84.3%'), texts.here('85.2%', '2'), texts.takes('4')]);
	expect(note(50_000).at(-1)).toBe(texts.takes('8'));
});

test('it says what the reviews at hand do not allow', () => {
	const settings = { ...presets.bookMasked, words: '10000' };
	const sentences = presetNote(publishedRun('bookMasked')!, settings, { ...corpus, words: 10_000, tail: 200 }, texts, en, 'en');
	expect(sentences).toContain(texts.fitted('vocabulary 20000 → 10000'));
	expect(sentences).toContain(texts.cut('200'));
});

test('every source is a page, and every figure a share', () => {
	for (const { source, reported, here } of Object.values(publishedResults)) {
		expect(source).toMatch(/^https:\/\/[\w./-]+$/);
		for (const share of [reported, here?.accuracy ?? null]) {
			expect(share === null || (share > 0.5 && share < 1)).toBe(true);
		}
	}
});
