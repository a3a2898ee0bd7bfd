import { unrolled as en } from './en/unrolled.ts';
import { unrolled as ko } from './ko/unrolled.ts';
import type { InBoth } from './locale.ts';

export const unrolledTexts: InBoth<typeof en> = { en, ko };
