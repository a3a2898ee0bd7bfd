// Reviews to try, written for this page, in English and in Korean: each shows something that a network gets right, or wrong. What that is
// is explained in the page's language (i18n/…/examples.ts).
import type { Language } from '../../storage/preferences.ts';

export const exampleNames = [
	'praise',
	'blame',
	'negation',
	'notBad',
	'sarcasm',
	'turnDown',
	'turnUp',
	'long',
] as const;

export type ExampleName = (typeof exampleNames)[number];

export type Examples = Record<ExampleName, string>;

/** They are fetched when they are wanted. */
export async function loadExamples(language: Language): Promise<Examples> {
	return language === 'ko' ? (await import('./korean-examples.ts')).koreanExamples : (await import('./english-examples.ts')).englishExamples;
}
