import { guide as en } from './en/guide.ts';
import { guide as ko } from './ko/guide.ts';
import type { InBoth } from './locale.ts';

export const guideTexts: InBoth<(typeof en)['guide']> = { en: en.guide, ko: ko.guide };
