// @vitest-environment happy-dom
// What the report of an import says of reviews of which nearly all have the same label.
import { expect, test, vi } from 'vitest';
import type { ImportReport, CorpusEntry } from '../../src/protocol/library.ts';
import { reviewsTexts } from '../../src/i18n/reviews.ts';
import { skippedPlaces } from '../../src/view/skipped-places.ts';
import { keepPage } from './the-page.ts';

const page = keepPage(['gru']);

const madeUpReport = (positive: number, negative: number): ImportReport => ({
	train: { positive, negative },
	test: { positive: 0, negative: 0 },
	lengths: [positive + negative],
	shortest: 1,
	longest: 9,
	words: 500,
	known: 400,
	vocabulary: 100,
	duplicates: 0,
	positive: 'ham',
	negative: 'spam',
	skipped: [],
});

async function reportOf(positive: number, negative: number): Promise<string> {
	const corpus: CorpusEntry = { id: 'own', kind: 'own', name: 'mail.csv', size: 1, added: 1, account: madeUpReport(positive, negative) };
	page.model.library.imports.imported = corpus;
	page.model.parts.open('data');
	await vi.waitUntil(() => {
		page.flush();
		return document.querySelector('.report');
	}, 20_000);
	return document.querySelector('.report')?.textContent ?? '';
}

test('97 to 3 is said with what it means for the accuracy, an even corpus needs no word', { timeout: 30_000 }, async () => {
	expect(await reportOf(97, 3)).toMatch(/97.*always predicting it would already reach an accuracy of 97/s);
	expect(await reportOf(50, 50)).not.toContain('always predicting');
});

test('lines of several files name their file; a file that was left out has none', () => {
	const places = (lines: number[], files: string[] | undefined, count: number, language: 'en' | 'ko' = 'en') =>
		skippedPlaces({ reason: 'no-text', count, lines, ...(files && { files }) }, reviewsTexts[language], String);
	expect(places([3, 7], [], 2)).toBe('lines 3, 7');
	expect(places([3, 7], undefined, 9)).toBe('lines 3, 7, …');
	expect(places([3, 7, 3], ['train.csv', 'train.csv', 'test.csv'], 3)).toBe('lines 3, 7 of train.csv, lines 3 of test.csv');
	expect(places([3, 3], ['train.csv', 'test.csv'], 2, 'ko')).toBe('train.csv의 3번째 줄, test.csv의 3번째 줄');
	expect(places([], ['notes.md'], 1)).toBe('notes.md');
	expect(places([], [], 4)).toBe('');
});
