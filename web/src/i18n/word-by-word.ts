import { wordByWord as en } from './en/word-by-word.ts';
import { wordByWord as ko } from './ko/word-by-word.ts';
import type { InBoth } from './locale.ts';

export const wordByWordTexts: InBoth<typeof en> = { en, ko };
