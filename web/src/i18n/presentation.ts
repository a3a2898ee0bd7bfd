import { presentation as en } from './en/presentation.ts';
import { presentation as ko } from './ko/presentation.ts';
import type { InBoth } from './locale.ts';

export const presentationTexts: InBoth<typeof en> = { en, ko };
