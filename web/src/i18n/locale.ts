import type { Text } from './en.ts';
import type { Language } from './format.ts';

/** What a sentence needs: the texts that come with the page, and how numbers are written. */
export interface Locale {
	text: Text;
	language: Language;
}

/** The texts of a part of the page that is fetched when it is opened. They come with it, in both languages. */
export type InBoth<T> = Record<Language, T>;
