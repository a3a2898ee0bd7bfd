// @vitest-environment happy-dom
// What the report of an import says of reviews of which nearly all have the same label.
import { expect, test, vi } from 'vitest';
import type { ImportReport, CorpusEntry } from '../../src/protocol/library.ts';
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
