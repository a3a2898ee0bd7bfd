import { inside as en } from './en/inside.ts';
import { inside as ko } from './ko/inside.ts';
import type { InBoth } from './locale.ts';

export const insideTexts: InBoth<typeof en> = { en, ko };
