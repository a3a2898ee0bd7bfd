import { importFailures as enFailures } from './en/import-failures.ts';
import { reviews as en } from './en/reviews.ts';
import { importFailures as koFailures } from './ko/import-failures.ts';
import { reviews as ko } from './ko/reviews.ts';
import type { InBoth } from './locale.ts';

export const reviewsTexts: InBoth<typeof en & typeof enFailures> = { en: { ...en, ...enFailures }, ko: { ...ko, ...koFailures } };
export type ReviewsText = (typeof reviewsTexts)['en'];
