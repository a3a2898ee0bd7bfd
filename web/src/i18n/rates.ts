import { rates as en } from './en/rates.ts';
import { rates as ko } from './ko/rates.ts';
import type { InBoth } from './locale.ts';

export const ratesTexts: InBoth<typeof en> = { en, ko };
