import { wordVectors as en } from './en/word-vectors.ts';
import { wordVectors as ko } from './ko/word-vectors.ts';
import type { InBoth } from './locale.ts';

export const wordVectorTexts: InBoth<typeof en> = { en, ko };
