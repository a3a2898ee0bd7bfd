import type { Language } from './format.ts';
import { en, type Text } from './en.ts';

/** The name of each language in that language. */
export const languageNames: Record<Language, string> = { en: 'English', ko: '한국어' };

/** The texts of a language that the page begins with. English comes with the page; others are fetched when they are wanted. */
export async function loadText(language: Language): Promise<Text> {
	return language === 'ko' ? (await import('./ko.ts')).ko : en;
}
