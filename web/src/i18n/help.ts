import { help as en } from './en/help.ts';
import { help as ko } from './ko/help.ts';
import type { InBoth } from './locale.ts';

export const helpTexts: InBoth<typeof en> = { en, ko };
