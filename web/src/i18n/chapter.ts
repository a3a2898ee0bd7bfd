import { chapter as en } from './en/chapter.ts';
import { chapter as ko } from './ko/chapter.ts';
import type { InBoth } from './locale.ts';

export const chapterTexts: InBoth<(typeof en)['chapter']> = { en: en.chapter, ko: ko.chapter };
