// The examples show what they claim to show.
import { expect, test } from 'vitest';
import { exampleNames, loadExamples } from '../../src/model/review/review-examples.ts';
import { languageOf } from '../../src/model/review/text-language.ts';

const words = (text: string) => text.toLowerCase().split(/[^a-z가-힣']+/).filter(Boolean);

test.each(['en', 'ko'] as const)('those of a language (%s) are in it, and each is another one', async (language) => {
	const examples = await loadExamples(language);
	expect(new Set(exampleNames.map((name) => examples[name])).size).toBe(exampleNames.length);
	for (const name of exampleNames) {
		expect(languageOf(examples[name]), name).toBe(language);
		expect(/[가-힣]/.test(examples[name]), name).toBe(language === 'ko');
	}
});

test.each([
	['en', ['hated', 'terrible', 'stupid', 'boring', 'mess', 'worst']],
	['ko', ['재미없다', '지루하고', '유치하고', '최악이다']],
] as const)('the long one (%s) has its opinion before the last 100 words, and nothing but a story in them', async (language, opinion) => {
	const all = words((await loadExamples(language)).long);
	expect(all.slice(0, -100)).toEqual(expect.arrayContaining([...opinion]));
	expect(all.slice(-100).filter((word) => opinion.includes(word as never))).toEqual([]);
});
