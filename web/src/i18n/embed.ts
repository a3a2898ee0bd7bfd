import { embed as en } from './en/embed.ts';
import { embed as ko } from './ko/embed.ts';
import type { InBoth } from './locale.ts';

export const embedTexts: InBoth<typeof en> = { en, ko };
