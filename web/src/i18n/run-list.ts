import { runList as en } from './en/run-list.ts';
import { runList as ko } from './ko/run-list.ts';
import type { InBoth } from './locale.ts';

export const runListTexts: InBoth<typeof en> = { en, ko };
